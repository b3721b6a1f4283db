"""Pictures of numbers: bars, mixes and strips show the numbers that stand beside them, in HTML and in SVG."""

import re
from xml.etree import ElementTree as ET

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from answerable.kit.pictures import Bar, Bars, Mix, Part, Strip, as_svg
from answerable.kit.pictures.bars import share_of
from answerable.kit.pictures.drawing import LONGEST, START, WIDTH
from answerable.kit.pictures.mixes import to_a_hundred

TYPED = '<script>"x"</script>'
SVG = "{http://www.w3.org/2000/svg}"
NUMBERS = st.integers(0, 5000)

PICTURE = Bars(
    "Who holds the seats",
    [
        Bar("Women’s-rights organisations", 3, of=9, at=2, colour="plum", status="ok", words="rule kept"),
        Bar("Youth-led", 1, of=9, href="/youth"),
        Bar("Vacant", 0, of=9),
    ],
)


def drawn(picture: object, part: str = "bars") -> str:
    return render_to_string(f"kit/pictures/{part}.html", {"picture": picture})


def numbers_in(table: str) -> list[int]:
    return [int(number) for number in re.findall(r"<td>(\d+)", table)]


def filled(svg: str) -> list[float]:
    """The lengths of the bars: in each line the second block, after the track."""
    return [float(group.findall(f"{SVG}rect")[1].get("width", "")) for group in ET.fromstring(svg).iter(f"{SVG}g")]  # noqa: S314 - our own


def test_bars_are_drawn_as_the_design_draws_them() -> None:
    table = drawn(PICTURE)
    assert '<td><span class="bar"><b class="w-33 plum"></b><i class="at w-22"></i></span></td><td>3 of 9 ' in table
    assert "rule kept" in table
    assert '<th scope="row"><a href="/youth">Youth-led</a></th>' in table
    assert '<td><span class="bar"><b class="w-0"></b></span></td><td>0 of 9</td>' in table


def test_bars_of_no_whole_are_as_long_as_beside_the_largest() -> None:
    picture = Bars("By region", [Bar("South", 166), Bar("West", 83), Bar("North", 1)])
    assert [one.share for one in picture.lines] == [100, 50, 1]
    assert numbers_in(drawn(picture)) == [166, 83, 1]


@given(st.lists(NUMBERS, max_size=12))
def test_numbers_of_table_and_svg_are_those_that_were_given(numbers: list[int]) -> None:
    picture = Bars("Numbers", [Bar(f"Group {n}", number) for n, number in enumerate(numbers)])
    svg = as_svg(picture)
    described = ET.fromstring(svg).findtext(f"{SVG}desc") or ""  # noqa: S314 - our own
    assert numbers_in(drawn(picture)) == [int(one) for one in re.findall(r": (\d+)", described)] == numbers
    assert filled(svg) == [LONGEST * one.share / 100 for one in picture.lines]


def test_svg_says_what_it_shows_and_loads_nothing() -> None:
    root = ET.fromstring(as_svg(PICTURE))  # noqa: S314 - our own
    assert (root.get("role"), root.get("aria-labelledby")) == ("img", "title desc")
    assert root.findtext(f"{SVG}title") == "Who holds the seats"
    assert root.findtext(f"{SVG}desc") == "Women’s-rights organisations: 3 / 9; Youth-led: 1 / 9; Vacant: 0 / 9"
    assert {one.tag for one in root.iter()} == {f"{SVG}{tag}" for tag in ("svg", "title", "desc", "g", "text", "rect")}
    assert not any("style" in one.attrib or "href" in one.attrib for one in root.iter())


def test_svg_begins_where_the_reader_does() -> None:
    with override("ar"):
        root = ET.fromstring(as_svg(PICTURE))  # noqa: S314 - our own
    track = next(root.iter(f"{SVG}rect"))
    assert (root.get("direction"), track.get("x")) == ("rtl", f"{WIDTH - START - LONGEST}")


def test_pictures_escape_whatever_was_typed() -> None:
    bars = Bars(TYPED, [Bar(TYPED, 1, href=TYPED, colour=TYPED, status=TYPED, words=TYPED)])
    pages = (
        drawn(bars),
        as_svg(bars),
        drawn(Mix(TYPED, [Part(TYPED, 1)]), "mix"),
        drawn(Strip([("ok", TYPED)]), "strip"),
    )
    assert not any("<script>" in page for page in pages)


@given(NUMBERS, NUMBERS)
def test_share_is_nothing_only_for_nothing_and_all_only_for_all(number: int, whole: int) -> None:
    share = share_of(number, whole)
    assert 0 <= share <= 100
    assert (share == 0) == (number == 0 or whole == 0)
    assert (share == 100) == (number >= whole > 0)


@given(st.lists(NUMBERS, min_size=1, max_size=3))
def test_parts_of_a_mix_make_a_whole(numbers: list[int]) -> None:
    lengths = to_a_hundred(numbers)
    assert sum(lengths) == (100 if sum(numbers) else 0)
    assert all(abs(100 * number - length * sum(numbers)) < sum(numbers) for number, length in zip(numbers, lengths, strict=True) if number)  # fmt: skip


def test_mix_says_its_numbers_in_words_with_a_key() -> None:
    page = drawn(Mix("Self-declared", [Part("Women", 5), Part("Men", 2), Part("Not said", 1)]), "mix")
    assert re.findall(r'<b class="w-(\d+)">', page) == ["63", "25", "12"]
    assert re.findall(r'<span class="(key[ \w]*)"></span>([^<]+) ', page) == [
        ("key", "Women 5"), ("key gold", "Men 2"), ("key grey", "Not said 1"),
    ]  # fmt: skip


def test_mix_of_four_is_refused() -> None:
    with pytest.raises(ValueError, match="three parts"):
        Mix("Too many", [Part(str(n), n) for n in range(4)])


def test_strip_shows_each_status_with_its_word_for_the_ear() -> None:
    page = drawn(Strip([("ok", "In place"), ("late", "Overdue")]), "strip")
    assert re.findall(r'<span class="c (\w+)">.*?<span class="vh">([^<]+)<', page) == [("ok", "In place"), ("late", "Overdue")]  # fmt: skip
