"""What is wrong with a row, in the reader's words and direction."""

import pytest
from django.utils import translation

from answerable.kit import imports
from answerable.kit.imports import Problem
from tests.kit.shed import TOOLS


@pytest.mark.parametrize(("language", "is_set_apart"), [("en", False), ("es", False), ("ar", True)])
def test_days_in_figures_are_not_turned_round_in_arabic(language: str, is_set_apart: bool) -> None:
    """Without a mark of its own, 2015-04-03 stands there as 03-04-2015."""
    facts = {"day_first": "2015-04-03", "month_first": "2015-03-04"}
    with translation.override(language):
        said = imports.explain(TOOLS, Problem("date_ambiguous", "since", "03/04/2015", facts=facts))
        unread = imports.explain(TOOLS, Problem("date_unreadable", "since", "soon"))
    assert "2015-04-03" in said
    assert [f"\u2066{day}\u2069" in said for day in facts.values()] == [is_set_apart, is_set_apart]
    assert ("\u20662021-02-28\u2069" in unread) is is_set_apart
