"""The one table of the house: sorted, filtered and paged by a GET form, and taken along as CSV or XLSX.

table = Table(request, found, columns=[Column("name", _("Name"), lambda one: one.name, sort="name")],
              filters=[Filter("q", _("Name"), apply=matching)])
if table.download:
    return table.response("organisations")
return render(request, "…", {"table": table})
"""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils.functional import Promise
from django.utils.translation import get_language_bidi

from . import sheets

M = TypeVar("M", bound=Model)
Words = str | Promise
PAGE_SIZE = 25
NEAR = 10  # pages; beyond them every row before is looked at anyway
FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class Column(Generic[M]):
    """What one column shows; `sort` is the field it can be sorted by, `href` where its cell leads."""

    code: str
    label: Words
    value: Callable[[M], Any]
    sort: str = ""
    href: Callable[[M], str] | None = None
    is_number: bool = False


@dataclass(frozen=True)
class Filter(Generic[M]):
    """One question of the GET form. With `choices` it is a list to choose from (`many`: boxes to tick), else a text."""

    name: str
    label: Words
    apply: Callable[[QuerySet[M], Any], QuerySet[M]]
    choices: Sequence[tuple[str, Words]] = ()
    many: bool = False
    hint: Words = ""


@dataclass(frozen=True)
class Asked:
    """A filter with what was asked of it."""

    filter: Filter[Any]
    values: tuple[str, ...]

    @property
    def value(self) -> str:
        return self.values[0] if self.values else ""

    @property
    def options(self) -> list[tuple[str, Words, bool]]:
        return [(code, words, code in self.values) for code, words in self.filter.choices]


@dataclass(frozen=True)
class Heading:
    """A column's heading: `href` sorts by it, `direction` says how it is sorted now."""

    label: Words
    href: str
    direction: str
    is_number: bool


@dataclass(frozen=True)
class Cell:
    label: Words
    words: Any
    href: str
    is_number: bool

    @property
    def is_empty(self) -> bool:
        """Nought is an answer; only what says nothing is empty."""
        return self.words is None or self.words == ""


class _Pages(Paginator[M]):
    """Pages whose rows are counted by whoever may remember the number."""

    def __init__(
        self, shown: QuerySet[M], size: int, every: QuerySet[M], counted: Callable[[Callable[[], int]], int]
    ) -> None:
        super().__init__(shown, size)
        self._rows, self._counted = every, counted

    @cached_property
    def count(self) -> int:
        return self._counted(self._rows.count)


@dataclass
class Table(Generic[M]):
    """Rows of a queryset as one asks for them. Whatever is asked wrongly is passed over, never an error.

    `counted` gets what was asked and how to count it, and may remember the number. `nearest`: the same rows as `found`, asked
    so that the first of them are there soonest.
    """

    request: HttpRequest
    found: QuerySet[M]
    columns: Sequence[Column[M]]
    filters: Sequence[Filter[M]] = ()
    order: Sequence[str] = ("pk",)
    counted: Callable[[tuple[tuple[str, tuple[str, ...]], ...], Callable[[], int]], int] = lambda _asked, count: count()
    size: int = field(default_factory=lambda: int(getattr(settings, "TABLE_PAGE_SIZE", PAGE_SIZE)))
    nearest: QuerySet[M] | None = None

    @cached_property
    def asked(self) -> list[Asked]:
        return [Asked(one, self._values(one)) for one in self.filters]

    def _values(self, one: Filter[M]) -> tuple[str, ...]:
        given = [text.replace("\x00", "").strip()[:200] for text in self.request.GET.getlist(one.name)]
        known = {code for code, _words in one.choices}
        kept = [text for text in given if text and (not one.choices or text in known)]
        return tuple(dict.fromkeys(kept if one.many else kept[:1]))

    @property
    def is_filtered(self) -> bool:
        return any(one.values for one in self.asked)

    @cached_property
    def rows(self) -> QuerySet[M]:
        """Every row that was asked for, in the order that was asked for."""
        return self._asked_for(self.found)

    def _asked_for(self, rows: QuerySet[M]) -> QuerySet[M]:
        for one in self.asked:
            if one.values:
                rows = one.filter.apply(rows, one.values if one.filter.many else one.value)
        return rows.order_by(*self._sorted_by())

    @property
    def sorted_by(self) -> str:
        """The order that was asked for, as the form carries it along with its questions."""
        column, descending = self._sort
        return "" if column is None else f"-{column.code}" if descending else column.code

    def _sorted_by(self) -> list[str]:
        column, descending = self._sort
        if column is None:
            return list(self.order)
        return [f"-{column.sort}" if descending else column.sort, *self.order]

    @cached_property
    def _sort(self) -> tuple[Column[M] | None, bool]:
        text = self.request.GET.get("sort", "")
        column = next((one for one in self.columns if one.sort and one.code == text.lstrip("-")), None)
        return column, text.startswith("-")

    @cached_property
    def page(self) -> Page[M]:
        asked = self.request.GET.get("page", "1")
        number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 7 else 1
        shown = self.rows if self.nearest is None or number > NEAR else self._asked_for(self.nearest)
        pages = _Pages(shown, self.size, self.rows, lambda count: self.counted(self._questions, count))
        return pages.get_page(number)

    @property
    def _questions(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return tuple((one.filter.name, one.values) for one in self.asked if one.values)

    @property
    def number(self) -> int:
        return self.page.paginator.count

    @cached_property
    def headings(self) -> list[Heading]:
        sorted_by, descending = self._sort
        headings = []
        for one in self.columns:
            is_now = sorted_by is not None and sorted_by.code == one.code
            direction = ("descending" if descending else "ascending") if is_now else ""
            target = f"-{one.code}" if direction == "ascending" else one.code
            headings.append(
                Heading(one.label, self._query(sort=target, page="") if one.sort else "", direction, one.is_number)
            )
        return headings

    @cached_property
    def lines(self) -> list[tuple[M, list[Cell]]]:
        """The rows of this page, each with its cells."""
        return [
            (
                row,
                [
                    Cell(one.label, one.value(row), one.href(row) if one.href else "", one.is_number)
                    for one in self.columns
                ],
            )
            for row in self.page.object_list
        ]

    def _query(self, **changes: str) -> str:
        asked = self.request.GET.copy()
        for name, value in changes.items():
            asked.pop(name, None)
            if value:
                asked[name] = value
        return f"?{asked.urlencode()}"

    @property
    def as_csv(self) -> str:
        return self._query(format="csv", page="")

    @property
    def as_xlsx(self) -> str:
        return self._query(format="xlsx", page="")

    @property
    def download(self) -> str:
        """The format that is asked for, empty for a page."""
        asked = self.request.GET.get("format", "")
        return asked if asked in FORMATS else ""

    def response(self, name: str) -> HttpResponseBase:
        """Streams the same rows that the page would show, all pages of them."""
        headings = [str(one.label) for one in self.columns]
        content = (
            sheets.write_xlsx(headings, self._plain(), rtl=get_language_bidi())
            if self.download == "xlsx"
            else sheets.write_csv(headings, self._plain())
        )
        answer = StreamingHttpResponse(content, content_type=FORMATS[self.download])
        answer["Content-Disposition"] = f'attachment; filename="{name}.{self.download}"'
        return answer

    def _plain(self) -> Iterator[list[sheets.Cell]]:
        for row in self.rows.iterator(chunk_size=500):
            yield [_plain(one.value(row)) for one in self.columns]


def _plain(value: Any) -> sheets.Cell:
    """Numbers and days stay what they are for a spreadsheet, anything else is words."""
    is_typed = value is None or (isinstance(value, int | float | dt.date) and not isinstance(value, bool))
    return value if is_typed else str(value)
