"""The ways to go on every page: written once, with nothing in them that somebody typed."""

from urllib.parse import parse_qs

import pytest
from django.http import QueryDict
from django.test import Client, RequestFactory
from django.urls import resolve, reverse

from answerable.site.components import ways
from answerable.site.components.context import Page
from answerable.site.components.ways import Link, Ways
from tests.cast import small_alliance

OWN = (
    "home",
    "begin",
    "search",
    "healthz",
    "theme",
    "logo",
    "icon",
    "book_marks",
    "privacy",
    "accessibility",
    "languages",
)


def test_ways_are_written_with_the_one_where_one_is() -> None:
    both = Ways((Link("/a?x=1&y=2", "Here & there"), Link("/b", "<b>", is_current=True)))
    assert both.written == '<a href="/a?x=1&amp;y=2">Here &amp; there</a><a href="/b" aria-current="page">&lt;b&gt;</a>'
    assert both.listed == '<li><a href="/a?x=1&amp;y=2">Here &amp; there</a></li><li><a href="/b">&lt;b&gt;</a></li>'
    assert not Ways().written


@pytest.mark.django_db
def test_other_languages_keep_what_the_address_asks() -> None:
    page = Page(RequestFactory().get("/search", {"q": 'a "&< b', "lang": "fr", "kind": ["x", "y"]}))
    tongue = next(one for one in page.other_languages if one.code == "es")
    assert parse_qs(tongue.href[1:]) == {"q": ['a "&< b'], "kind": ["x", "y"], "lang": ["es"]}
    assert QueryDict(tongue.href[1:]).getlist("lang") == ["es"]
    assert "&amp;lang=es" in page.tongues
    assert "<" not in page.tongues.replace("<a ", "").replace("</a>", "")


@pytest.mark.django_db
def test_nothing_that_was_looked_for_is_kept_with_the_ways(visitor: Client) -> None:
    """The links to other languages hold the words; they are written anew for each page."""
    small_alliance()
    visitor.get("/search", {"q": "saffron"})
    before = ways._written.cache_info().currsize, ways._listed.cache_info().currsize
    answer = visitor.get("/search", {"q": "another"}).content.decode()
    assert "q=another&amp;lang=es" in answer
    assert "saffron" not in answer
    assert (ways._written.cache_info().currsize, ways._listed.cache_info().currsize) == before


@pytest.mark.parametrize("name", OWN)
def test_no_room_stands_before_a_page_of_the_site(name: str) -> None:
    assert resolve(reverse(name)).url_name == name
