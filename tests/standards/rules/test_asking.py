"""On which days something is asked of whom."""

import datetime as dt
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from answerable.standards.rules.asking import Asked, Whom, applies, asked_on
from answerable.standards.rules.belonging import FAR, Pair, Stretch, intersection, union, until_changed
from answerable.standards.rules.words import Level

from .cases import LAW, every_day, reaching

FIRST, LAST = dt.date(2024, 1, 1), dt.date(2024, 4, 30)
DAYS = st.dates(FIRST, LAST)
SOME = st.lists(st.builds(reaching, DAYS, st.one_of(st.none(), st.integers(-2, 40))), max_size=4)
LEVELS = st.sampled_from([Level.ORGANISATION, Level.INDIVIDUAL])
TRAITS = ["office:coordinator", "organisation_kind:youth"]
WHOM = st.builds(
    Whom,
    levels=st.frozensets(LEVELS, min_size=1),
    traits=st.frozensets(st.sampled_from(TRAITS)),
)
ASKED = st.builds(
    Asked,
    level=LEVELS,
    belongs=SOME.map(union),
    traits=st.dictionaries(st.sampled_from(TRAITS), SOME.map(union)),
)


def days_of(stretches: list[Pair] | tuple[Stretch, ...]) -> set[dt.date]:
    return {day for day in every_day(FIRST, LAST) for starts, ends in stretches if starts <= day <= (ends or FAR)}


@LAW
@given(some=SOME, others=SOME)
def test_stretches_are_sets_of_days(some: list[Pair], others: list[Pair]) -> None:
    assert days_of(union(some)) == days_of(some)
    assert days_of(union([*some, *others])) == days_of(some) | days_of(others)
    assert days_of(intersection(some, others)) == days_of(some) & days_of(others)


@LAW
@given(some=SOME)
def test_a_union_leaves_a_day_free_between_its_stretches(some: list[Pair]) -> None:
    whole = union(some)
    assert union(whole) == whole
    for one, following in pairwise(whole):
        assert one.ends is not None
        assert (following.starts - one.ends).days > 1


@LAW
@given(whom=WHOM, asked=ASKED, day=DAYS)
def test_it_is_asked_of_those_who_belong_and_are_meant(whom: Whom, asked: Asked, day: dt.date) -> None:
    meant = not whom.traits or any(day in days_of(asked.traits.get(trait, ())) for trait in whom.traits)
    expected = asked.level in whom.levels and day in days_of(asked.belongs) and meant
    assert (day in days_of(asked_on(whom, asked))) == expected


@LAW
@given(versions=st.dictionaries(DAYS, st.one_of(st.none(), WHOM), max_size=3), asked=ASKED, day=DAYS)
def test_the_version_of_the_day_says_of_whom(versions: dict[dt.date, Whom | None], asked: Asked, day: dt.date) -> None:
    before = [start for start in versions if start <= day]
    whom = versions[max(before)] if before else None
    assert (day in days_of(applies(versions.items(), asked))) == (
        whom is not None and day in days_of(asked_on(whom, asked))
    )


def test_everybody_of_a_level_is_asked_where_nothing_else_is_said() -> None:
    belongs = (Stretch(FIRST),)
    assert asked_on(Whom(frozenset({Level.NATIONAL})), Asked(Level.NATIONAL, belongs)) == belongs
    assert asked_on(Whom(frozenset({Level.GLOBAL})), Asked(Level.NATIONAL, belongs)) == ()


def test_a_version_runs_until_the_next_one() -> None:
    assert until_changed([LAST, FIRST]) == (Stretch(FIRST, dt.date(2024, 4, 29)), Stretch(LAST))
