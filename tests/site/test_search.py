"""The page of search: what was asked, what is shown of it, and what it says nowhere else."""

import io

import pytest
from django.test import Client

from answerable.alliance.actions import organisations
from answerable.alliance.actions.cards import Card
from answerable.kit import search, touching
from tests.cast import CONSOLE, Alliance, small_alliance

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
ODD = [
    "", "q=", "q=%22", "q=*&kind=no", "q=lantern&page=99999", "q=lantern&page=-1&kind=organisation", f"q={'a' * 3000}",
]  # fmt: skip


@pytest.fixture
def cast(db: None) -> Alliance:
    return small_alliance()


def lanterns(cast: Alliance, number: int) -> None:
    with touching.once_for_all():
        for at in range(number):
            organisations.welcome_organisation(
                by=CONSOLE, card=Card(name=f"Lantern {at}", country="UG", about="We light <b>boats</b>"), network=cast.elsewhere,
                visibility="public",
            )  # fmt: skip


def asked(visitor: Client, address: str) -> str:
    page = visitor.get(address)
    assert page.status_code == 200
    return page.content.decode()


def test_first_few_of_each_kind_are_shown_and_all_of_one(cast: Alliance, visitor: Client) -> None:
    lanterns(cast, 23)
    assert asked(visitor, "/search?q=lantern").count('<a href="/organisations/lantern-') == 5
    pages = [asked(visitor, f"/search?q=lantern&kind=organisation&page={at}") for at in (1, 2)]
    assert [page.count('<a href="/organisations/lantern-') for page in pages] == [20, 3]


def test_words_are_marked_and_nothing_of_a_text_becomes_markup(cast: Alliance, visitor: Client) -> None:
    lanterns(cast, 1)
    assert "We light &lt;b&gt;<mark>boats</mark>&lt;/b&gt;" in asked(visitor, "/search?q=boats")
    assert "<script>" not in asked(visitor, "/search?q=%3Cscript%3Elantern")


def test_what_was_asked_stands_in_no_title_and_no_log(cast: Alliance, visitor: Client, written: io.StringIO) -> None:
    """A browser keeps and shows titles."""
    page = asked(visitor, "/search?q=rosalindcanary")
    assert 'value="rosalindcanary"' in page
    assert "rosalindcanary" not in written.getvalue()


@pytest.mark.parametrize("query", ODD)
def test_odd_questions_are_answered(cast: Alliance, visitor: Client, query: str) -> None:
    asked(visitor, f"/search?{query}")


def test_pages_of_the_site_are_found_in_each_language(cast: Alliance, visitor: Client) -> None:
    search.rebuild_all()
    for typed in ("accessibility", "accesibilidad", "accessibilité"):
        assert 'class="rows"' in asked(visitor, f"/search?q={typed}")


def test_every_page_has_a_field_to_search_by(cast: Alliance, visitor: Client) -> None:
    assert 'action="/search"' in asked(visitor, "/networks")
