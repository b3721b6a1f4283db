"""Only what differs is written, and then what is kept is what is told."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from answerable.facts.comparing import FAR, Difference, difference
from answerable.facts.models import Fact
from answerable.facts.telling import Told

TODAY = dt.date(2026, 3, 1)
DAY = dt.timedelta(days=1)
NOTED = frozenset({"page.open"})
Line = tuple[str, str, str, dt.date, dt.date | None]

days = st.integers(0, 5).map(lambda number: TODAY + number * DAY)


@st.composite
def tellings(draw: st.DrawFn) -> Told:
    starts, length = draw(days), draw(st.none() | st.integers(0, 4))
    kind = draw(st.sampled_from(["seat.held", "page.open"]))
    of, source = draw(st.sampled_from(["a:1", "a:2"])), draw(st.sampled_from(["s:1", "s:2"]))
    if kind in NOTED:
        return Told(of, kind, source)
    return Told(of, kind, source, starts, None if length is None else starts + length * DAY)


def row(*line: object) -> Fact:
    return Fact(**dict(zip(("subject", "kind", "source", "starts", "ends"), line, strict=True)))


def line(one: Fact) -> Line:
    return one.subject, one.kind, one.source, one.starts, one.ends


def kept(rows: list[Fact], found: Difference) -> list[Fact]:
    gone = {id(one) for one in found.gone}
    return [one for one in rows if id(one) not in gone] + found.added


def expected(told: list[Told]) -> set[Line]:
    ends: dict[tuple[str, str, str, dt.date], dt.date] = {}
    for one in told:
        if one.starts:
            mark = (one.subject, one.kind, one.source, one.starts)
            ends[mark] = max(ends.get(mark, one.starts), one.ends or FAR)
    return {(*mark, None if end == FAR else end) for mark, end in ends.items()}


@given(st.lists(st.lists(tellings(), max_size=6), min_size=1, max_size=4))
def test_after_each_telling_what_is_kept_is_what_was_told_last(history: list[list[Told]]) -> None:
    rows: list[Fact] = []
    for at, told in enumerate(history):
        rows = kept(rows, difference(rows, told, noted=NOTED, today=TODAY + at * DAY))
        assert {line(one) for one in rows if one.kind not in NOTED} == expected(told)
        open_now = {line(one)[:3] for one in rows if one.kind in NOTED and one.ends is None}
        assert open_now == {(one.subject, one.kind, one.source) for one in told if one.kind in NOTED}
        again = difference(rows, told, noted=NOTED, today=TODAY + at * DAY)
        assert again == Difference()


@given(st.lists(st.lists(tellings(), max_size=6), min_size=2, max_size=4))
def test_what_was_noted_on_a_day_that_is_over_is_never_rewritten(history: list[list[Told]]) -> None:
    rows: list[Fact] = []
    seen: dict[dt.date, set[tuple[str, str]]] = {}
    for at, told in enumerate(history):
        today = TODAY + at * DAY
        rows = kept(rows, difference(rows, told, noted=NOTED, today=today))
        seen[today] = noted_on(rows, today)
        assert {day: noted_on(rows, day) for day in seen} == seen


def noted_on(rows: list[Fact], day: dt.date) -> set[tuple[str, str]]:
    noted = (one for one in rows if one.kind in NOTED)
    return {(one.subject, one.source) for one in noted if one.starts <= day <= (one.ends or FAR)}


def test_only_what_differs_is_written() -> None:
    rows = [
        row("a:1", "seat.held", "s:1", TODAY, None), row("a:1", "seat.held", "s:2", TODAY, None),
        row("a:1", "seat.held", "s:3", TODAY, TODAY),
    ]  # fmt: skip
    told = [Told("a:1", "seat.held", "s:1", TODAY), Told("a:1", "seat.held", "s:2", TODAY, TODAY + DAY)]
    found = difference(rows, [*told, Told("a:2", "seat.held", "s:1", TODAY)], noted=NOTED, today=TODAY)
    assert [line(one) for one in found.added] == [("a:2", "seat.held", "s:1", TODAY, None)]
    assert [line(one) for one in found.moved] == [("a:1", "seat.held", "s:2", TODAY, TODAY + DAY)]
    assert [line(one) for one in found.gone] == [("a:1", "seat.held", "s:3", TODAY, TODAY)]
    assert found.subjects == {"a:1", "a:2"}


def test_what_was_noted_today_and_is_not_so_was_never_noted() -> None:
    rows = [row("a:1", "page.open", "s:1", TODAY, None)]
    assert difference(rows, [], noted=NOTED, today=TODAY).gone == rows
    ended = difference(rows, [], noted=NOTED, today=TODAY + 3 * DAY)
    assert ([one.ends for one in ended.moved], ended.gone) == ([TODAY + 2 * DAY], [])
