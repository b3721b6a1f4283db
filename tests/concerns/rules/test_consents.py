"""What somebody agreed to, and to nothing beside it."""

import datetime as dt
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.concerns.rules.consents import Answer, Shared, already_out, latest, may_share, runs_out, to_ask
from answerable.concerns.rules.data_classes import DataClass
from answerable.concerns.rules.promises import Promises
from answerable.concerns.rules.words import Purpose, Said

LAW = settings(deadline=None, max_examples=120)
PROMISES = Promises()
DAY = dt.date(2024, 2, 29)
CLASSES = st.frozensets(st.sampled_from([DataClass.NARRATIVE, DataClass.RAISER_IDENTITY, DataClass.SAFETY]), min_size=1)
DAYS = st.integers(0, 200).map(lambda days: DAY + dt.timedelta(days=days))
ROWS = st.lists(
    st.builds(Answer, purpose=st.sampled_from(Purpose), recipient=st.sampled_from(["line", "house"]), classes=CLASSES,
              said=st.sampled_from(Said), day=DAYS),
    max_size=8,
)  # fmt: skip
USES = st.builds(
    Shared, purpose=st.sampled_from(Purpose), recipient=st.sampled_from(["line", "house"]), classes=CLASSES, day=DAYS
)


@LAW
@given(rows=ROWS, use=USES)
def test_nothing_goes_out_without_a_yes_to_exactly_that(rows: list[Answer], use: Shared) -> None:
    """Invariants 17 and 20."""
    ok, code = may_share(rows, use, PROMISES)
    assert ok == (not code)
    if ok:
        said = latest(rows, use.purpose, use.recipient)
        assert said
        assert (said.purpose, said.recipient, said.said) == (use.purpose, use.recipient, Said.YES)
        assert use.classes <= said.classes
        assert said.day <= use.day <= runs_out(said, PROMISES)


@LAW
@given(rows=ROWS, use=USES)
def test_answers_to_other_questions_change_nothing(rows: list[Answer], use: Shared) -> None:
    same = [row for row in rows if (row.purpose, row.recipient) == (use.purpose, use.recipient)]
    assert may_share(rows, use, PROMISES) == may_share(same, use, PROMISES)


@LAW
@given(rows=ROWS, use=USES, said=st.sampled_from([Said.NO, Said.LATER]))
def test_what_is_taken_back_ends_at_once_and_stays_written(rows: list[Answer], use: Shared, said: Said) -> None:
    """Invariant 18."""
    after = [*rows, Answer(use.purpose, use.recipient, use.classes, said, use.day)]
    assert not may_share(after, use, PROMISES)[0]
    assert after[: len(rows)] == rows
    assert use in already_out([use], use.purpose, use.recipient)


@LAW
@given(rows=ROWS, today=DAYS)
def test_whoever_said_no_is_left_in_peace(rows: list[Answer], today: dt.date) -> None:
    for purpose, recipient in to_ask(rows, today, PROMISES):
        said = latest(rows, purpose, recipient)
        assert said
        assert said.said != Said.NO


def test_a_yes_runs_out_sooner_where_people_would_meet() -> None:
    said = Answer(Purpose.REFERRAL, "line", frozenset({DataClass.SAFETY}), Said.YES, DAY)
    assert runs_out(said, PROMISES) == DAY + dt.timedelta(days=90)
    assert runs_out(replace(said, purpose=Purpose.RESTORATIVE), PROMISES) == DAY + dt.timedelta(days=30)
    late = Shared(Purpose.REFERRAL, "line", frozenset({DataClass.SAFETY}), DAY + dt.timedelta(days=91))
    assert may_share([said], late, PROMISES) == (False, "ask_again")
    assert to_ask([said], late.day, PROMISES) == ((Purpose.REFERRAL, "line"),)
