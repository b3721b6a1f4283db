"""Components: the markup of the design, and nothing typed ever becomes markup."""

import datetime as dt

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

TYPED = '<script>"x"</script>'


def drawn(source: str, **facts: object) -> str:
    return Template(source).render(Context(facts)).strip()


def test_status_has_colour_glyph_and_word() -> None:
    assert drawn('{% status "late" %}') == '<span class="st late"><i aria-hidden="true">!</i>Overdue</span>'


def test_cell_hides_its_word_from_the_eye_only() -> None:
    assert (
        drawn('{% cell "ok" %}')
        == '<span class="c ok"><span aria-hidden="true">✓</span><span class="vh">In place</span></span>'
    )


def test_bar_is_as_long_as_its_share() -> None:
    assert (
        drawn('{% bar 33 class="plum" at=22 %}')
        == '<span class="bar"><b class="w-33 plum"></b><i class="at w-22"></i></span>'
    )


@pytest.mark.parametrize(
    ("share", "drawn_as"), [(-4, 0), (33.6, 34), (250, 100), ("", 0), (None, 0), ("nan", 0), (float("inf"), 0)]
)
def test_bar_never_leaves_its_frame(share: object, drawn_as: int) -> None:
    assert drawn("{% bar share %}", share=share) == f'<span class="bar"><b class="w-{drawn_as}"></b></span>'


def test_day_is_a_leaf_of_the_calendar() -> None:
    assert drawn("{% day when %}", when=dt.date(2026, 11, 24)) == '<time datetime="2026-11-24"><b>24</b>Nov</time>'


def test_steps_say_what_is_done_and_where_one_is() -> None:
    listed = drawn("{% steps words 2 %}", words=["Choose", "Check", "Keep"])
    assert '<li class="done">Choose</li><li aria-current="step">Check</li><li>Keep</li>' in listed


def test_pages_keep_the_rest_of_the_query() -> None:
    request = RequestFactory().get("/organisations?q=a&page=2")
    shown = Paginator(range(95), 25).get_page(2)
    links = drawn("{% pages shown %}", shown=shown, request=request)
    assert 'href="?q=a&amp;page=1" rel="prev"' in links
    assert 'href="?q=a&amp;page=3" rel="next"' in links
    assert "26 to 50 of 95" in links


def test_single_page_has_no_way_on() -> None:
    assert drawn("{% pages shown %}", shown=Paginator([], 25).get_page(1), request=RequestFactory().get("/")) == ""


@pytest.mark.parametrize(
    "source",
    [
        '{% status "ok" typed %}',
        '{% cell "ok" typed %}',
        "{% bar 3 class=typed %}",
        "{% tag typed typed %}",
        "{% mix typed %}",
        "{% who_can_see %}{{ typed }}{% end_who_can_see %}",
        "{% note kind=typed title=typed %}{{ typed }}{% end_note %}",
        "{% empty typed typed typed %}",
        "{% facts pairs %}",
        "{% totals numbers %}",
        "{% steps words 1 %}",
        "{% timeline events %}",
        "{% rows events %}",
        "{% tree events %}",
        "{% path events typed %}",
    ],
)
def test_components_escape_whatever_was_typed(source: str) -> None:
    one = {"words": TYPED, "hint": TYPED, "href": TYPED, "note": TYPED, "aside": TYPED, "glyph": TYPED, "state": TYPED}
    page = drawn(
        source, typed=TYPED, pairs=[(TYPED, TYPED)], numbers=[(TYPED, "ok", TYPED)], words=[TYPED], events=[one]
    )
    assert "<script>" not in page
    assert '"x"' not in page
