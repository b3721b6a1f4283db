"""What was written down twice is found once, by every name it had, by those who might know of both."""

import pytest

from answerable.alliance.actions import merging, organisations
from answerable.kit import queue
from tests.cast import CONSOLE, Alliance

from .test_search import INSIDERS, ROLES, client_of, finders, named

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


def merged(cast: Alliance) -> None:
    merging.merge_organisations(by=CONSOLE, kept=cast.circle, gone=cast.nile, reason="The same.", take=())


def test_record_that_was_merged_is_found_no_more_but_its_name_leads_to_what_stayed(cast: Alliance) -> None:
    merged(cast)
    assert finders(cast, "nile", cast.nile.pk) == []
    assert finders(cast, "tumaini", cast.circle.pk) == finders(cast, "nile", cast.circle.pk) == INSIDERS
    page = client_of(cast, "member_here").get("/search?q=nile").content.decode()
    assert "<mark>Nile</mark> Youth" in page
    assert "Tumaini Circle" in page


def test_duplicate_of_a_duplicate_is_found_by_its_name(cast: Alliance) -> None:
    first = named(cast, "Lantern")
    merging.merge_organisations(by=CONSOLE, kept=cast.nile, gone=first, reason="The same.")
    merged(cast)
    assert finders(cast, "lantern", cast.circle.pk) == INSIDERS


@pytest.mark.parametrize(("visibility", "at_risk"), [("public", True), ("network", False), ("members", False)])
def test_name_that_few_might_know_does_not_come_to_light_by_a_merge(
    cast: Alliance, visibility: str, at_risk: bool
) -> None:
    """B02: not even when what stayed is shown to everybody later."""
    hidden = named(cast, "Lantern", visibility=visibility, at_risk=at_risk)
    merging.merge_organisations(by=CONSOLE, kept=cast.nile, gone=hidden, reason="The same.")
    organisations.set_visibility(by=CONSOLE, organisation=cast.nile, visibility="public", at_risk=False)
    queue.run_ready()
    assert finders(cast, "nile", cast.nile.pk) == ROLES
    assert finders(cast, "lantern", cast.nile.pk) == []
    assert b"Lantern" not in client_of(cast, "secretariat").get("/search?q=nile").content
