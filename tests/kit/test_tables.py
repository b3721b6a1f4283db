"""The one table: what is asked wrongly is passed over, links keep what was asked, a download holds the same rows."""

import csv
import datetime as dt
import html
import io
import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlencode

import openpyxl
import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.http import StreamingHttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext_lazy, override
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from answerable.kit.tables import Column, Filter, Table

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]

SHELF = "shelf"
DAY = dt.date(2026, 9, 3)
TYPED = '<script>"x"</script>'


def shelve(*names: str) -> None:
    ContentType.objects.bulk_create(ContentType(app_label=SHELF, model=name) for name in names)


def many(number: int) -> None:
    shelve(*(f"tool {n:03}" for n in range(1, number + 1)))


COLUMNS = [
    Column[ContentType]("tool", gettext_lazy("Name"), lambda one: one.model, sort="model"),
    Column[ContentType]("length", "Length", lambda one: len(one.model), is_number=True),
    Column[ContentType]("day", "Day", lambda one: DAY, href=lambda one: f"/days/{one.pk}"),
    Column[ContentType]("lent", "Lent to", lambda one: None),
]
FILTERS = [
    Filter[ContentType]("q", "Words", lambda rows, text: rows.filter(model__icontains=text), hint="Part of a name"),
    Filter[ContentType](
        "first", "First letter", lambda rows, code: rows.filter(model__startswith=code), choices=[("a", "A"), ("s", "S")]
    ),
    Filter[ContentType](
        "tool", "Tool", lambda rows, names: rows.filter(model__in=names), choices=[("axe", "Axe"), ("saw", "Saw")], many=True
    ),
]  # fmt: skip


def table(query: str = "", *, size: int = 25) -> Table[ContentType]:
    found = ContentType.objects.filter(app_label=SHELF)
    return Table(RequestFactory().get(f"/shed?{query}"), found, COLUMNS, FILTERS, order=("model", "pk"), size=size)


def names(shown: Table[ContentType]) -> list[str]:
    return [row.model for row, _cells in shown.lines]


def drawn(shown: Table[ContentType], part: str = "table") -> str:
    return render_to_string(f"kit/{part}.html", {"table": shown, "request": shown.request})


def downloaded(shown: Table[ContentType]) -> bytes:
    answer = shown.response("tools")
    assert isinstance(answer, StreamingHttpResponse)
    pieces = answer.streaming_content
    assert isinstance(pieces, Iterator)
    return b"".join(pieces)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["adze", "axe", "saw"]),
        ("q=a", ["adze", "axe", "saw"]),
        ("q=+AX+", ["axe"]),
        ("first=a", ["adze", "axe"]),
        ("tool=axe&tool=saw", ["axe", "saw"]),
        ("first=a&tool=axe&tool=saw", ["axe"]),
        ("sort=tool", ["adze", "axe", "saw"]),
        ("sort=-tool", ["saw", "axe", "adze"]),
    ],
)
def test_rows_are_those_that_were_asked_for(query: str, expected: list[str]) -> None:
    shelve("saw", "axe", "adze")
    assert names(table(query)) == expected


@pytest.mark.parametrize(
    "query",
    [
        "page=abc", "page=-1", "page=0", "page=1e3", "page=%C2%B2", "page=%D9%A3", "page=", "page=%00",
        "sort=__class__", "sort=-", "sort=model", "sort=pk", "sort=?", "sort=--", "sort=length", "sort=%00",
        "first=b", "first=%00", "first=a%27+OR+1", "tool=hoe", "tool=", "q=%00", "q=+", "format=exe", "format=__class__",
        "unknown=1", "page=99999", "page=99999999999999999999", "%00=1", "q", "&&&", "sort=tool&sort=-",
    ],
)  # fmt: skip
def test_what_is_asked_wrongly_is_passed_over(query: str) -> None:
    shelve("saw", "axe")
    shown = table(query)
    assert (sorted(names(shown)), shown.is_filtered, shown.download) == (["axe", "saw"], False, "")
    assert "axe" in drawn(shown)


class AnythingAsked(TestCase):
    @settings(max_examples=60, deadline=None)
    @given(
        st.dictionaries(st.sampled_from(["q", "first", "tool", "sort", "page", "format", "x"]), st.text(max_size=300))
    )
    def test_nothing_that_can_be_asked_is_a_fault(self, asked: dict[str, str]) -> None:
        shelve("axe")
        shown = table(urlencode({key: text.encode(errors="replace") for key, text in asked.items()}))
        assert drawn(shown)
        assert drawn(shown, "filters")
        ContentType.objects.filter(app_label=SHELF).delete()


def test_page_beyond_the_last_is_the_last() -> None:
    many(60)
    shown = table("page=99999")
    assert names(shown) == [f"tool {n:03}" for n in range(51, 61)]
    assert "51 to 60 of 60" in drawn(shown)


def test_page_says_where_it_stands() -> None:
    many(60)
    assert "1 to 25 of 60" in drawn(table())
    assert "26 to 50 of 60" in drawn(table("page=2"))


@pytest.mark.parametrize("number", [1, 30])
def test_page_of_many_asks_no_more_than_a_page_of_one(number: int) -> None:
    many(number)
    with CaptureQueriesContext(connection) as asked:
        drawn(table(size=30))
    assert len(asked) == 2  # how many there are, and those on the page


def test_links_keep_what_was_asked() -> None:
    many(60)
    shown = table("q=tool&first=s&x=%26&page=2&sort=tool")
    links = [parse_qs(one.href[1:]) for one in shown.headings if one.href]
    assert links == [{"q": ["tool"], "first": ["s"], "x": ["&"], "sort": ["-tool"]}]
    assert parse_qs(shown.as_csv[1:]) == {
        "q": ["tool"],
        "first": ["s"],
        "x": ["&"],
        "sort": ["tool"],
        "format": ["csv"],
    }


@pytest.mark.parametrize(
    ("query", "direction", "leads_to"),
    [("", "", "tool"), ("sort=tool", "ascending", "-tool"), ("sort=-tool", "descending", "tool")],
)
def test_heading_says_how_it_is_sorted_and_turns_it(query: str, direction: str, leads_to: str) -> None:
    shelve("axe")
    shown = table(query)
    assert (shown.headings[0].direction, parse_qs(shown.headings[0].href[1:])["sort"]) == (direction, [leads_to])
    assert re.findall(r'aria-sort="(\w+)"', drawn(shown)) == ([direction] if direction else [])


def test_only_columns_that_can_be_sorted_have_a_link() -> None:
    assert [bool(one.href) for one in table().headings] == [True, False, False, False]


def test_form_keeps_its_answers_and_the_order() -> None:
    form = drawn(table(f"{urlencode({'q': TYPED})}&first=s&tool=saw&sort=-tool"), "filters")
    assert f'value="{html.escape(TYPED)}"' in form
    assert '<option value="s" selected>' in form
    assert re.findall(r'value="(\w+)" checked', form) == ["saw"]
    assert '<input type="hidden" name="sort" value="-tool">' in form


def test_every_field_of_the_form_has_its_label_and_its_hint() -> None:
    form = drawn(table(), "filters")
    assert re.findall(r'<label for="([\w-]+)"', form) == re.findall(r'<(?:input|select) id="([\w-]+)"', form)
    assert 'aria-describedby="h-q"' in form
    assert 'id="h-q"' in form


def test_cells_are_escaped() -> None:
    shelve(TYPED)
    assert "<script>" not in drawn(table())


def test_nought_keeps_its_label_and_nothing_has_none() -> None:
    shelve("")
    page = drawn(table())
    assert '<td data-l="Length" class="num">0</td>' in page
    assert "<td></td>" in page
    assert "None" not in page


def test_days_and_headings_are_in_the_readers_language() -> None:
    shelve("axe")
    assert "3\xa0September\xa02026" in drawn(table())
    with override("fr"):
        assert "3\xa0septembre\xa02026" in drawn(table())


def test_empty_list_offers_all_only_where_something_was_asked() -> None:
    assert 'href="?"' not in drawn(table())
    assert 'href="?"' in drawn(table("q=axe"))


def test_csv_holds_every_row_that_was_asked_for_and_nothing_that_runs() -> None:
    shelve(*(f"=tool {n:03}" for n in range(60)), "axe")
    rows = list(csv.reader(io.StringIO(downloaded(table("q=tool&sort=-tool&page=2&format=csv")).decode("utf-8-sig"))))
    assert rows[0] == ["Name", "Length", "Day", "Lent to"]
    assert rows[1] == ["'=tool 059", "9", "2026-09-03", ""]
    assert len(rows) == 61


def test_xlsx_holds_the_same_rows_with_numbers_as_numbers() -> None:
    many(60)
    content = downloaded(table("q=01&format=xlsx"))
    sheet = openpyxl.load_workbook(io.BytesIO(content), read_only=True).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("Name", "Length", "Day", "Lent to")
    assert rows[1][:3] == ("tool 001", 8, "2026-09-03")
    assert [row[0] for row in rows[1:]] == names(table("q=01", size=60))


def test_xlsx_runs_from_right_to_left_for_those_who_read_so() -> None:
    shelve("axe")
    with override("ar"):
        book = openpyxl.load_workbook(io.BytesIO(downloaded(table("format=xlsx"))))
    assert book.worksheets[0].sheet_view.rightToLeft


@pytest.mark.parametrize(("format_asked", "kind"), [("csv", "text/csv"), ("xlsx", "application/vnd.openxmlformats")])
def test_download_is_named(format_asked: str, kind: str) -> None:
    shown = table(f"format={format_asked}")
    answer = shown.response("tools")
    assert shown.download == format_asked
    assert answer["Content-Type"].startswith(kind)
    assert answer["Content-Disposition"] == f'attachment; filename="tools.{format_asked}"'
    answer.close()


def test_text_too_long_is_cut_rather_than_searched() -> None:
    assert [len(one.value) for one in table("q=" + "a" * 5000).asked] == [200, 0, 0]
