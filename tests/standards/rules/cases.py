"""Cases as hypothesis draws them, near leap days, ends of months and each other."""

import datetime as dt

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from answerable.standards.rules.belonging import Pair
from answerable.standards.rules.shapes import Case, Claimed, Happening, Rule, Weight
from answerable.standards.rules.words import Basis, Cadence, Window

LAW = settings(
    deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow]
)  # a busy machine is no fault of a law
FEW = settings(LAW, max_examples=30)

FIRST, LAST = dt.date(2023, 6, 1), dt.date(2025, 6, 1)
EDGES = [
    dt.date(2023, 12, 31), dt.date(2024, 1, 1), dt.date(2024, 1, 31), dt.date(2024, 2, 28), dt.date(2024, 2, 29),
    dt.date(2024, 3, 1), dt.date(2024, 3, 31), dt.date(2024, 6, 30), dt.date(2024, 12, 31), dt.date(2025, 2, 28),
]  # fmt: skip
DAYS = st.one_of(st.sampled_from(EDGES), st.dates(dt.date(2022, 1, 1), dt.date(2025, 8, 1)))
STARTS = st.one_of(st.just(dt.date(2020, 1, 1)), DAYS)
LENGTHS = st.one_of(st.none(), st.sampled_from([0, 1, 30, 200, 366]))
SOME_DAYS = st.sampled_from([0, 0, 1, 30, 90])
KINDS = st.frozensets(st.sampled_from(["meeting", "signed"]), min_size=1)


def reaching(starts: dt.date, length: int | None) -> Pair:
    return starts, None if length is None else starts + dt.timedelta(days=length)


LONG = st.just((dt.date(2021, 1, 1), None))
STRETCHES = st.builds(reaching, DAYS, LENGTHS)


@st.composite
def rules(
    draw: st.DrawFn, starts: st.SearchStrategy[dt.date] = STARTS, cadences: tuple[Cadence, ...] = tuple(Cadence)
) -> Rule:
    return Rule(
        starts=draw(starts),
        cadence=draw(st.sampled_from(cadences)),
        times=draw(st.sampled_from([1, 1, 2, 3])),
        months=draw(st.sampled_from([1, 3, 6, 12, 18])),
        window=draw(st.sampled_from(Window)),
        grace_days=draw(SOME_DAYS),
        first_due_days=draw(SOME_DAYS),
        kinds=draw(KINDS),
        events=draw(st.sampled_from([frozenset(), frozenset({"workshop"}), frozenset({"workshop"})])),
    )


@st.composite
def happenings(draw: st.DrawFn, days: st.SearchStrategy[dt.date] = DAYS) -> Happening:
    starts, ends = reaching(draw(days), draw(LENGTHS))
    kind = draw(st.sampled_from(["meeting", "meeting", "signed", "signed", "workshop", "workshop", "elsewhere"]))
    source = f"{draw(st.sampled_from([kind, 'version']))}:{draw(st.integers(1, 3))}"
    begun, of = draw(st.integers(0, 5)) == 0, draw(st.sampled_from(["text:1", "text:2"]))
    return Happening(kind, starts, ends, source, only_started=begun, lasts=draw(st.booleans()), of=of)


@st.composite
def claims(draw: st.DrawFn, days: st.SearchStrategy[dt.date] = DAYS) -> Claimed:
    about, ends = reaching(draw(days), draw(LENGTHS))
    said = draw(days)
    ends_of = st.one_of(st.none(), days)
    steps = draw(
        st.lists(st.builds(Weight, days, st.sampled_from([Basis.CONFIRMED, Basis.VOUCHED]), ends_of), max_size=2)
    )
    withdrawn = draw(st.one_of(st.none(), days))
    return Claimed(
        about, ends, said, tuple(steps), f"claim:{draw(st.integers(1, 5))}", draw(st.booleans()), withdrawn,
        lasts=draw(st.booleans()), many=draw(st.sampled_from([1, 1, 2])),
    )  # fmt: skip


@st.composite
def cases(draw: st.DrawFn, cadences: tuple[Cadence, ...] = tuple(Cadence)) -> Case:
    excuses = draw(st.one_of(st.just([]), st.lists(STRETCHES, max_size=2)))
    return Case(
        rules=tuple(
            draw(st.lists(rules(cadences=cadences), min_size=1, max_size=3, unique_by=lambda rule: rule.starts))
        ),
        happened=tuple(draw(st.lists(st.one_of(happenings(), claims()), max_size=6))),
        applies=tuple(draw(st.lists(st.one_of(LONG, STRETCHES), min_size=1, max_size=2))),
        excused=tuple((starts, ends, "excuse:1") for starts, ends in excuses),
    )


def every_day(first: dt.date, last: dt.date) -> list[dt.date]:
    return [first + dt.timedelta(days=number) for number in range((last - first).days + 1)]
