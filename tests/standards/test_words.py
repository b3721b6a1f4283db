"""Every code of this room has words, and every sentence can be said."""

import datetime as dt
import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

import pytest

from answerable import standards
from answerable.standards.models import DutyAsking
from answerable.standards.pages import words
from answerable.standards.pages.asking_words import CADENCES, WINDOWS, cadence_words, time_words, whom_words
from answerable.standards.pages.policies.words import POLICY_REFUSALS
from answerable.standards.pages.saying import why_words
from answerable.standards.rules import saying
from answerable.standards.rules.words import Basis, Cadence, Level, State, Together, Why, Window

TODAY = dt.date(2026, 5, 4)


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        (State, words.STATES), (State, words.STATUS), (State, words.STATE_HINTS), (Together, words.TOGETHER), (Basis, words.BASES),
        (Level, words.LEVELS), (saying.ClaimKind, words.CLAIM_KINDS), (saying.ClaimMove, words.CLAIM_MOVES), (saying.ShownTo, words.SHOWN_TO),
        (saying.ExcuseReason, words.EXCUSES), (saying.OfferKind, words.OFFERS), (saying.HelpState, words.HELP_STATES),
        (saying.HelpState, words.HELP_STATUS), (saying.HelpMove, words.HELP_MOVES), (saying.PolicyKind, words.POLICIES),
        (saying.Told, words.TOLD), (Cadence, CADENCES), (Window, WINDOWS),
    ],
)  # fmt: skip
def test_every_code_has_words(codes: type[StrEnum], said: Mapping[str, object]) -> None:
    assert set(said) == {*codes}
    assert all(str(one) for one in said.values())


def test_no_two_states_look_alike() -> None:
    assert len({words.GLYPHS[status] for status in words.STATUS.values()}) == len(State)
    assert words.STATUS[State.NOT_REPORTED] != words.STATUS[State.OVERDUE]


def test_every_refusal_has_words() -> None:
    actions = Path(standards.__file__).parent / "actions"
    codes = {
        code
        for path in actions.rglob("*.py")
        for code in re.findall(r'Unacceptable\("(\w+)"', path.read_text(encoding="utf-8"))
    }
    assert codes <= set(POLICY_REFUSALS)  # all of them, and those of policies


@pytest.mark.parametrize("why", Why)
@pytest.mark.parametrize("due", [None, TODAY, TODAY - dt.timedelta(days=1)])
def test_every_reason_is_a_sentence(why: Why, due: dt.date | None) -> None:
    said = why_words(why, have=1, need=2, due=due, day=TODAY)
    assert said.endswith(".")
    assert "%(" not in said


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"times": 3, "months": 18}, "At least 3 times in any 18 months."),
        ({"times": 2, "window": Window.CALENDAR}, "At least 2 times in each calendar year."),
        ({"months": 6, "window": Window.CALENDAR}, "At least once in each half of a year."),
        ({"cadence": Cadence.CONTINUOUS, "times": 2}, "At all times, at least 2 at once."),
        ({"cadence": Cadence.CONTINUOUS}, "At all times."),
        ({"cadence": Cadence.ONCE}, "Once."),
    ],
)
def test_how_often_is_one_sentence(asked: dict[str, object], sentence: str) -> None:
    given: dict[str, object] = {"cadence": Cadence.AT_LEAST, "levels": [Level.ORGANISATION]}
    assert cadence_words(DutyAsking(**{**given, **asked})) == sentence


def test_whom_and_how_much_time_are_said() -> None:
    one = DutyAsking(levels=[Level.NATIONAL, Level.ORGANISATION], kinds=["youth"], grace_days=30, first_due_days=1)
    assert whom_words(one) == "National and local networks · Organisations: Youth-led"
    assert time_words(one)[1] == "30 days of grace."
