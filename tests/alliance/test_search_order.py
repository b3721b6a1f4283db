"""Texts come in one order, whatever order a database gives rows in."""

from itertools import permutations

from answerable.alliance.models import OrganisationText
from answerable.alliance.search import texts
from answerable.kit.search import Text
from answerable.kit.translations import by_language


def _row(language: str, state: str = "reviewed") -> OrganisationText:
    return OrganisationText(language=language, state=state, name=f"name {language}", about=f"about {language}")


ROWS = [_row("sw"), _row("ar"), _row("en"), _row("fr", "draft")]


def test_the_own_language_stands_first_and_the_others_by_their_codes() -> None:
    for rows in permutations(ROWS):
        assert [one.language for one in by_language(rows, "sw")] == ["sw", "ar", "en", "fr"]
        assert [one.language for one in by_language(rows)] == ["ar", "en", "fr", "sw"]


def test_what_is_searched_is_the_same_in_whatever_order_rows_come() -> None:
    """A row of the search differs only where its words do: what changed nothing is not written anew."""
    own = Text("Moyo", "sw")
    for rows in permutations(ROWS):
        assert texts.names(own, rows) == [own, *(Text(f"name {code}", code) for code in ("ar", "en", "sw"))]
        assert list(texts.abouts(rows)) == [Text(f"about {code}", code) for code in ("ar", "en", "sw")]
