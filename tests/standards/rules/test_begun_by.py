"""What shows that a duty was begun, and no more."""

import datetime as dt

from answerable.standards.rules.judging import judge
from answerable.standards.rules.shapes import Case, Happening, Rule
from answerable.standards.rules.timelines import timeline
from answerable.standards.rules.words import Cadence, State, Why

D = dt.date
WRITTEN = Rule(D(2024, 1, 1), Cadence.CONTINUOUS, kinds=frozenset({"adopted"}), begun_by=frozenset({"begun"}))
ASKED_TWO_YEARLY = Rule(
    D(2024, 1, 1), Cadence.AT_LEAST, months=24, kinds=frozenset({"understood"}), begun_by=frozenset({"told"})
)


def states(rule: Rule, *happened: Happening) -> list[tuple[dt.date, State]]:
    case = Case((rule,), happened, ((D(2024, 1, 1), None),))
    turns = timeline(case, D(2024, 1, 1), D(2028, 12, 31))
    for day, judgement in turns:
        assert judge(case, day) == judgement
        before = max(day - dt.timedelta(days=1), D(2024, 1, 1))
        assert judge(case, before) == [found for since, found in turns if since <= before][-1]
    return [(day, judgement.state) for day, judgement in turns if judgement is not None]


def test_begun_is_started_until_it_is_there() -> None:
    begun = Happening("begun", D(2024, 3, 1), D(2024, 9, 1), "code:1")
    adopted = Happening("adopted", D(2024, 9, 1), None, "version:1")
    assert states(WRITTEN, begun, adopted) == [
        (D(2024, 1, 1), State.NOT_REPORTED), (D(2024, 3, 1), State.STARTED), (D(2024, 9, 1), State.IN_PLACE),
    ]  # fmt: skip


def test_begun_and_given_up_is_not_reported_and_never_overdue() -> None:
    begun = Happening("begun", D(2024, 3, 1), D(2024, 9, 1), "code:1")
    assert [state for _day, state in states(WRITTEN, begun)] == [
        State.NOT_REPORTED, State.STARTED, State.NOT_REPORTED,
    ]  # fmt: skip


def test_what_was_of_one_day_shows_a_beginning_as_long_as_it_would_count() -> None:
    told = Happening("told", D(2024, 3, 1), D(2024, 3, 1), "told:1")
    assert states(ASKED_TWO_YEARLY, told)[1:] == [(D(2024, 3, 1), State.STARTED), (D(2026, 3, 1), State.NOT_REPORTED)]


def test_what_proves_a_duty_is_not_its_beginning() -> None:
    rule = Rule(D(2024, 1, 1), Cadence.CONTINUOUS, kinds=frozenset({"adopted"}), begun_by=frozenset({"adopted"}))
    judged = judge(
        Case((rule,), (Happening("adopted", D(2024, 2, 1), None, "a"),), ((D(2024, 1, 1), None),)), D(2024, 2, 2)
    )
    assert judged is not None
    assert (judged.state, judged.why) == (State.IN_PLACE, Why.ENOUGH)
