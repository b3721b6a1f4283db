"""What holds of every judgement, whatever is asked and whatever happened."""

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from answerable.standards.rules.belonging import union
from answerable.standards.rules.judging import Judge, judge
from answerable.standards.rules.shapes import Case, Claimed, Happening, Judgement
from answerable.standards.rules.timelines import timeline
from answerable.standards.rules.words import Basis, Cadence, State, Why

from .cases import DAYS, FEW, FIRST, LAST, LAW, cases, claims, every_day, happenings, reaching, rules

REACHED = {State.IN_PLACE, State.PARTLY}
STANDING = {None, State.NOT_REPORTED, State.NOT_APPLICABLE}
IN_TIME = {Why.IN_GRACE, Why.RENEW, Why.RULE_CHANGED, Why.STILL_TIME, Why.IN_TIME}
LATER = st.integers(1, 400)


def said(case: Case, one: Claimed | Happening) -> Case:
    return replace(case, happened=(*case.happened, one))


def state(judgement: Judgement | None) -> State | None:
    return judgement.state if judgement else None


@LAW
@given(case=cases(), day=DAYS, data=st.data())
def test_what_comes_later_leaves_a_day_as_it_was(case: Case, day: dt.date, data: st.DataObject) -> None:
    coming = LATER.map(lambda days: day + dt.timedelta(days=days))
    following = data.draw(coming)
    more = replace(
        case,
        rules=(*case.rules, *data.draw(st.lists(rules(starts=coming), max_size=2))),
        happened=(*case.happened, *data.draw(st.lists(st.one_of(happenings(coming), claims(coming)), max_size=3))),
        applies=(*case.applies, (following, None)),
        excused=(*case.excused, (following, None, "excuse:2")),
    )
    assert judge(more, day) == judge(case, day)


@LAW
@given(case=cases(), claim=claims(), day=DAYS, days=LATER)
def test_a_claim_counts_neither_before_it_was_said_nor_once_it_was_taken_back(
    case: Case, claim: Claimed, day: dt.date, days: int
) -> None:
    after = day + dt.timedelta(days=days)
    assert judge(said(case, replace(claim, said_on=after)), day) == judge(case, day)
    assert judge(said(case, replace(claim, withdrawn_on=day)), day) == judge(case, day)
    late, never = replace(claim, withdrawn_on=after), replace(claim, withdrawn_on=None)
    assert judge(said(case, late), day) == judge(said(case, never), day)


@LAW
@given(case=cases(), claim=claims(), day=DAYS)
def test_what_others_say_of_a_claim_is_shown_and_changes_nothing_else(case: Case, claim: Claimed, day: dt.date) -> None:
    """So the silence of those who were asked to vouch changes nothing either."""
    with_steps, alone = judge(said(case, claim), day), judge(said(case, replace(claim, steps=())), day)
    assert (with_steps and replace(with_steps, bases=frozenset())) == (alone and replace(alone, bases=frozenset()))


@LAW
@given(case=cases(), day=DAYS)
def test_silence_is_never_overdue_nor_anything_else_that_was_done(case: Case, day: dt.date) -> None:
    silent = replace(
        case, happened=tuple(one for one in case.happened if isinstance(one, Happening) and one.kind == "workshop")
    )
    assert state(judge(silent, day)) in STANDING


@LAW
@given(case=cases())
def test_only_what_was_there_while_it_was_asked_is_overdue(case: Case) -> None:
    """Of one rule, since another one may read the days before it otherwise."""
    one = replace(case, rules=case.rules[:1])
    reached: State | None = None
    for _, judgement in timeline(one, dt.date(2010, 1, 1), LAST):
        if judgement is None:
            reached = None
        elif judgement.state in REACHED:
            reached = judgement.state
        assert state(judgement) != State.OVERDUE or reached


@LAW
@given(case=cases())
def test_overdue_is_after_its_day_and_grace_is_not(case: Case) -> None:
    for day, judgement in timeline(case, FIRST, LAST):
        if judgement and judgement.state == State.OVERDUE:
            assert judgement.due is not None
            assert judgement.due < day
        if judgement and judgement.why in IN_TIME:
            assert judgement.due is not None
            assert judgement.due >= day


@LAW
@given(case=cases(), day=DAYS)
def test_what_only_began_is_at_most_started(case: Case, day: dt.date) -> None:
    begun = replace(case, happened=tuple(replace(one, only_started=True) for one in case.happened))
    assert state(judge(begun, day)) in STANDING | {State.STARTED}


@LAW
@given(case=cases(), more=happenings())
def test_what_is_in_place_stays_in_place_with_more_that_was_done(case: Case, more: Happening) -> None:
    judged = Judge(said(case, replace(more, kind="meeting")))
    for day, judgement in timeline(case, FIRST, LAST):
        assert state(judgement) != State.IN_PLACE or state(judged.on(day)) == State.IN_PLACE


@LAW
@given(case=cases(), day=DAYS, data=st.data())
def test_the_order_in_which_things_are_told_is_nothing(case: Case, day: dt.date, data: st.DataObject) -> None:
    other = Case(
        rules=tuple(data.draw(st.permutations(case.rules))),
        happened=tuple(data.draw(st.permutations(case.happened))),
        applies=tuple(data.draw(st.permutations(case.applies))),
        excused=case.excused,
    )
    assert judge(other, day) == judge(case, day)


@LAW
@given(case=cases(), day=DAYS)
def test_there_is_a_standing_on_the_days_it_is_asked_and_no_other(case: Case, day: dt.date) -> None:
    asked = any(stretch.covers(day) for stretch in union(case.applies)) and any(
        rule.starts <= day for rule in case.rules
    )
    assert (judge(case, day) is not None) == asked


@LAW
@given(case=cases(), day=DAYS, length=st.sampled_from([None, 0, 40]))
def test_an_excused_day_is_not_applicable_for_its_reason(case: Case, day: dt.date, length: int | None) -> None:
    judgement = judge(replace(case, excused=((*reaching(day, length), "excuse:9"),)), day)
    if judgement:
        assert (judgement.state, judgement.why, judgement.rests_on) == (
            State.NOT_APPLICABLE, Why.EXCUSED, ("excuse:9",),
        )  # fmt: skip


@LAW
@given(case=cases(), day=DAYS)
def test_the_bases_are_those_of_what_counts(case: Case, day: dt.date) -> None:
    for _, judgement in timeline(case, FIRST, LAST):
        assert bool(judgement and judgement.bases) == (state(judgement) in REACHED | {State.STARTED})
    facts_alone = replace(case, happened=tuple(one for one in case.happened if isinstance(one, Happening)))
    alone = judge(facts_alone, day)
    assert alone is None or alone.bases <= {Basis.FACT}


@LAW
@given(case=cases(cadences=(Cadence.ONCE, Cadence.CONTINUOUS, Cadence.EACH_VERSION, Cadence.ON_JOINING)))
def test_enough_is_in_place_and_some_is_not_nothing(case: Case) -> None:
    for _, judgement in timeline(case, FIRST, LAST):
        if judgement is None or judgement.why in {Why.RULE_CHANGED, Why.EXCUSED}:
            continue
        if judgement.need and judgement.have >= judgement.need:
            assert (judgement.state, judgement.why) == (State.IN_PLACE, Why.ENOUGH)
        elif judgement.have:
            assert judgement.state in REACHED


@FEW
@given(case=cases(), days=st.integers(1, 60))
def test_a_longer_grace_makes_nobody_overdue(case: Case, days: int) -> None:
    """Of one rule, and where no version or event is asked for whose own time grace is."""
    rule = case.rules[0]
    shorter = Judge(replace(case, rules=(rule,)))
    longer = Judge(replace(case, rules=(replace(rule, grace_days=rule.grace_days + days),)))
    for day in every_day(FIRST, LAST)[::5]:
        if state(longer.on(day)) == State.OVERDUE:
            assert state(shorter.on(day)) == State.OVERDUE
