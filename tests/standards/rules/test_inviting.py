"""When somebody who never said anything is invited to: once for what they are asked."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from answerable.standards.rules.reminding import Span, is_to_be_invited, silent_since
from answerable.standards.rules.words import State

DAY = dt.date(2026, 5, 31)
DAYS = st.dates(DAY - dt.timedelta(days=400), DAY + dt.timedelta(days=400))


def span(starts: int, ends: int | None, *duties: int, how: State = State.NOT_REPORTED) -> Span:
    return day(starts).isoformat(), None if ends is None else day(ends).isoformat(), how, duties


def day(number: int) -> dt.date:
    return DAY + dt.timedelta(days=number)


def test_of_what_is_asked_today_the_first_day_counts() -> None:
    spans = [span(-90, -50, 1, 2), span(-49, None, 1), span(-9, 0, 3), span(1, None, 4)]
    assert silent_since(spans, DAY) == {1: day(-90), 3: day(-9)}


def test_what_does_not_apply_yet_invites_nobody() -> None:
    assert silent_since([span(-9, None, 1, how=State.NOT_APPLICABLE)], DAY) == {}


def test_invited_once_for_what_is_asked() -> None:
    assert not is_to_be_invited([], None, DAY)
    assert not is_to_be_invited([day(1)], None, DAY)
    assert is_to_be_invited([day(-900)], None, DAY)
    assert not is_to_be_invited([day(-900), day(-90)], day(-90), DAY)
    assert is_to_be_invited([day(-900), day(-89)], day(-90), DAY)


@given(reasons=st.lists(DAYS, max_size=5), before=st.none() | DAYS, later=st.integers(0, 400))
def test_who_was_invited_is_not_again_until_more_is_asked(
    reasons: list[dt.date], before: dt.date | None, later: int
) -> None:
    known = [one for one in reasons if one <= DAY]
    if is_to_be_invited(known, before, DAY):
        assert not is_to_be_invited(known, DAY, DAY + dt.timedelta(days=later))
