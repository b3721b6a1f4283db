"""What a team promises of its own: never laxer than the alliance, and kept as it was given."""

import datetime as dt

import pytest

from answerable.concerns.rules.own_promises import NUMBERS, Own, as_given, given, stricter, wrong_with
from answerable.concerns.rules.promises import Calendar, Promises, eu

CEILING = Promises()
DAY = dt.date(2026, 3, 2)


def test_what_is_not_set_is_as_the_alliance_has_it() -> None:
    assert wrong_with(Own(), CEILING) == {}
    assert stricter(Own(), CEILING) == CEILING


@pytest.mark.parametrize("name", NUMBERS)
def test_no_number_is_laxer_than_the_alliance(name: str) -> None:
    most = getattr(CEILING, name)
    assert wrong_with(Own({name: most + 1}), CEILING) == {name: "longer_than_the_alliance"}
    assert wrong_with(Own({name: NUMBERS[name] - 1}), CEILING) == {name: "too_short"}
    assert name not in wrong_with(Own({name: most}), CEILING)


def test_what_may_not_be_longer_than_another_is_not() -> None:
    assert wrong_with(Own({"safety_hours": 24, "danger_hours": 24}), CEILING) == {}
    assert wrong_with(Own({"safety_hours": 24}), Promises(danger_hours=48)) == {"danger_hours": "not_in_order"}
    assert wrong_with(Own({"extended_days": 60}), CEILING) == {"feedback_days": "not_in_order"}


def test_days_off_do_not_grow_into_a_way_out() -> None:
    """A promise of working days is worth nothing where nobody works."""
    assert wrong_with(Own(weekend=frozenset({0, 1, 2})), CEILING) == {"weekend": "weekend_too_long"}
    many = frozenset(DAY + dt.timedelta(days=one) for one in range(61))
    assert wrong_with(Own(holidays=many), CEILING) == {"holidays": "too_many_holidays"}


def test_alliance_that_promises_more_than_a_team_did_holds_for_the_team_too() -> None:
    """A number that was set when the alliance gave more time is cut to what it gives now; under the directive nobody extends."""
    own = Own({"feedback_days": 80, "first_answer_workdays": 2})
    now = stricter(own, eu(Promises(feedback_days=60)))
    assert (now.feedback_days, now.first_answer_workdays, now.may_extend) == (60, 2, False)
    assert stricter(Own(may_extend=False), CEILING).may_extend is False


def test_promise_comes_back_as_it_was_given() -> None:
    own = Own(
        {"feedback_days": 30},
        may_extend=False,
        weekend=frozenset({4, 5}),
        holidays=frozenset({DAY, DAY.replace(year=2030)}),
    )
    promised = stricter(own, CEILING)
    back = given(as_given(promised, DAY), CEILING)
    assert back.calendar == Calendar(frozenset({4, 5}), frozenset({DAY})), "holidays that matter to it"
    assert [getattr(back, one) for one in NUMBERS] == [getattr(promised, one) for one in NUMBERS]
    assert back.may_extend is False


@pytest.mark.parametrize("raw", [None, "", [], 7])
def test_concern_from_before_any_promise_was_sealed_has_the_usual_one(raw: object) -> None:
    assert given(raw, CEILING) == CEILING
