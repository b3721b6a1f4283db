"""Answers are counted and told in steps; what is too little is let go of."""

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import given as tried
from hypothesis import strategies as st

from answerable.access.actors import Actor
from answerable.access.refusals import Hidden, Refused, Unacceptable
from answerable.backups import forgotten
from answerable.kit import clock
from answerable.ledger import queries as ledger
from answerable.questions.actions import (
    CameOut,
    close_round,
    end_rounds,
    ending,
    enter_paper,
    forget_rounds,
    hear_of_rounds,
    open_round,
    renew_link,
    take_answer,
    tell_of_rounds,
    telling,
)
from answerable.questions.models import Count, Pile, Round
from answerable.questions.queries.results import Results, results_of, results_of_many
from answerable.questions.queries.rounds import by_link, is_open, over_by_now
from answerable.questions.rules.words import Way
from tests import cast

from .given import BEST, SET, answer, mixed, of_circle, opened
from .test_pictures import pictures


def numbers(found: Round, question: str = "says") -> dict[str, tuple[int, int]]:
    results = results_of(found)
    assert results is not None
    (one,) = [one for one in results.questions if one.key == question]
    return {choice.key: (choice.least, choice.most) for choice in one.choices}


def refused(code: str, act: object) -> None:
    with pytest.raises(Unacceptable) as no, transaction.atomic():
        act()  # type: ignore[operator] # an act of one of the tests
    assert no.value.code == code


def test_results_stand_from_five_answers_up(alliance: cast.Alliance) -> None:
    one = opened(alliance)
    answer(one, *mixed(4))
    assert results_of(one.round) is None
    answer(one, "wait")
    results = results_of(one.round)
    assert results is not None
    assert (results.answered, results.read) == (5, 4)
    assert numbers(one.round) == {
        "find-out-first": (1, 1),
        "tell-at-once": (2, 2),
        "wait": (2, 2),
        "unknown": (0, 0),
        "skipped": (0, 0),
    }
    assert numbers(one.round, "where") == {"sure": (4, 5), "roughly": (0, 1), "unknown": (0, 1), "skipped": (0, 1)}


def test_the_next_picture_waits_for_as_many_again(alliance: cast.Alliance) -> None:
    one = opened(alliance)
    answer(one, *mixed(9))
    shown = results_of(one.round)
    assert shown is not None
    assert shown.answered == 5
    answer(one, "unknown")
    assert numbers(one.round)["unknown"] == (1, 1)


def test_what_is_left_out_is_no_answer(alliance: cast.Alliance) -> None:
    one = opened(alliance)
    for said in (
        {"where": "sure"},
        {"where": "unknown"},
        {"read": "read"},
        {"says": "wait"},
        {"says": "wait", "read": "read"},
    ):
        take_answer(link=one.link, chosen=said)
    assert numbers(one.round, "where")["skipped"] == (3, 3)
    refused("nothing_answered", lambda: take_answer(link=one.link, chosen={}))
    for odd in ({"where": "maybe"}, {"whence": "sure"}):
        refused("no_such_answer", lambda odd=odd: take_answer(link=one.link, chosen=odd))


@settings(
    max_examples=12, deadline=None, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@tried(says=st.lists(st.sampled_from(["tell-at-once", "tell-at-once", "wait", "skipped"]), min_size=1, max_size=23))
def test_what_is_shown_is_what_the_laws_allow(alliance: cast.Alliance, says: list[str]) -> None:
    """The rows of the database follow the laws that `test_pictures` holds."""
    known = {"tell-at-once": "a", "wait": "b", "skipped": "skipped"}
    with transaction.atomic():
        one = opened(alliance, expected=23)
        answer(one, *says)
        close_round(by=cast.CONSOLE, found=one.round)
        allowed = pictures([known[said] for said in says])
        results = results_of(one.round)
        assert (results.answered if results else 0) == (allowed[-1][0] if allowed else 0)
        if results:
            told = numbers(one.round)
            assert {known[name]: told[name] for name in known} == {
                name: allowed[-1][1][name] for name in known.values()
            }
        transaction.set_rollback(True)


def test_the_end_tells_five_and_lets_go_of_fewer(alliance: cast.Alliance) -> None:
    one, other = opened(alliance, expected=30), opened(alliance, questions="parental-leave")
    answer(one, *mixed(17))
    for _person in range(4):
        take_answer(link=other.link, chosen={"where": "sure"})
    close_round(by=alliance.actor("focal_point_here"), found=one.round)
    close_round(by=alliance.actor("focal_point_here"), found=other.round)
    results = results_of(one.round)
    assert results is not None
    assert results.answered == 17
    assert results_of(other.round) is None
    assert set(Count.objects.filter(pile__round=other.round).values_list("waiting", "least", "most")) == {(0, 0, 0)}
    assert set(Pile.objects.values_list("waiting", flat=True)) == {0}
    refused("round_over", lambda: answer(one, "wait"))


def test_a_round_ends_after_its_last_day(alliance: cast.Alliance) -> None:
    one = opened(alliance, days=0)
    assert is_open(one.round)
    assert end_rounds(by=cast.CONSOLE) == 0
    with time_machine.travel(clock.now() + dt.timedelta(days=2)):
        assert not is_open(one.round)
        refused("round_over", lambda: answer(one, "wait"))
        again = opened(alliance)  # opening another one closes what is over
        assert end_rounds(by=cast.CONSOLE) == 0
    one.round.refresh_from_db()
    assert one.round.closed_on == one.round.ends
    assert again.round.closed_on is None


def test_a_round_that_was_closed_meanwhile_stops_no_other(
    alliance: cast.Alliance, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = opened(alliance, days=0), opened(alliance, days=0, questions="parental-leave")
    with time_machine.travel(clock.now() + dt.timedelta(days=2)):
        found = over_by_now()
        close_round(by=cast.CONSOLE, found=one.round)
        monkeypatch.setattr(ending, "over_by_now", lambda: found)
        assert (len(found), end_rounds(by=cast.CONSOLE)) == (2, 1)
    other.round.refresh_from_db()
    assert other.round.closed_on == other.round.ends


def test_paper_fills_up_no_other_pile(alliance: cast.Alliance) -> None:
    """Who enters paper knows what it says: with four sheets and one answer by link they would know that one."""
    one = opened(alliance)
    holder = alliance.actor("focal_point_here")
    enter_paper(by=holder, found=one.round, tallies={"says": {"wait": 2, "unknown": 1}}, sheets=4)
    answer(one, "tell-at-once")
    assert results_of(one.round) is None
    enter_paper(by=holder, found=one.round, tallies={"says": {"wait": 1}}, sheets=3)
    results = results_of(one.round)
    assert results is not None
    assert results.answered == 7
    assert numbers(one.round)["skipped"] == (3, 3)
    assert Pile.objects.get(round=one.round, way=Way.LINK).waiting == 1


@pytest.mark.parametrize(
    ("code", "sheets", "tallies"),
    [
        ("sheets_needed", 0, {}),
        ("more_than_sheets", 2, {"says": {"wait": 2, "unknown": 1}}),
        ("no_such_answer", 2, {"says": {"wait": -1}}),
        ("round_full", 99, {}),
    ],
)
def test_paper_that_cannot_be_is_not_entered(
    alliance: cast.Alliance, code: str, sheets: int, tallies: dict[str, dict[str, int]]
) -> None:
    one = opened(alliance)
    refused(
        code,
        lambda: enter_paper(by=alliance.actor("focal_point_here"), found=one.round, tallies=tallies, sheets=sheets),
    )


@pytest.mark.parametrize(
    ("code", "facts"),
    [
        ("no_such_set", {"questions": "weather"}),
        ("too_few_people", {"expected": 4}),
        ("too_many_people", {"expected": 100_001}),
        ("ends_in_the_past", {"days": -3}),
        ("ends_too_late", {"days": 400}),
    ],
)
def test_round_that_could_tell_nothing_is_not_opened(
    alliance: cast.Alliance, code: str, facts: dict[str, object]
) -> None:
    refused(code, lambda: opened(alliance, **facts))  # type: ignore[arg-type] # each of its own kind


def test_one_round_at_a_time_about_one_thing(alliance: cast.Alliance) -> None:
    opened(alliance)
    refused("open_already", lambda: opened(alliance))
    assert opened(alliance, questions="parental-leave").round.questions == "parental-leave"


def test_another_link_ends_the_one_before(alliance: cast.Alliance) -> None:
    one = opened(alliance)
    link = renew_link(by=alliance.actor("partner_here"), found=one.round)
    with pytest.raises(Hidden):
        answer(one, "wait")
    found = by_link(link)
    assert found is not None
    assert found.pk == one.round.pk


@pytest.mark.parametrize("role", ["member_here", "coordinator_elsewhere", "focal_point_elsewhere"])
def test_only_whoever_speaks_for_it_holds_a_round(alliance: cast.Alliance, role: str) -> None:
    one, by = opened(alliance), alliance.actor(role)
    acts = (
        lambda: open_round(by=by, subject=of_circle(alliance), questions="parental-leave", ends=clock.today(), expected=9),
        lambda: renew_link(by=by, found=one.round),
        lambda: close_round(by=by, found=one.round),
        lambda: enter_paper(by=by, found=one.round, tallies={}, sheets=1),
    )  # fmt: skip
    for act in acts:
        with pytest.raises((Refused, Hidden)), transaction.atomic():
            act()


JOB = Actor.of_system("job:tell_of_rounds_with_results")


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[CameOut]:
    found: list[CameOut] = []
    monkeypatch.setattr(telling, "_hearing", [])
    hear_of_rounds(found.append)
    return found


def test_others_hear_once_of_results_and_at_no_answer(alliance: cast.Alliance, heard: list[CameOut]) -> None:
    one = opened(alliance)
    answer(one, *mixed(4))
    assert (tell_of_rounds(by=JOB), heard) == (0, [])
    answer(one, *mixed(3))
    assert heard == []  # that somebody just answered is told to nobody
    assert [tell_of_rounds(by=JOB) for _ in range(2)] == [1, 0]
    answer(one, *mixed(9))
    tell_of_rounds(by=JOB)
    close_round(by=alliance.actor("focal_point_here"), found=one.round)
    assert heard == [CameOut(one.round.key, of_circle(alliance), SET, True, JOB)]


@pytest.mark.parametrize(("answers", "enough"), [(4, False), (5, True)])
def test_others_hear_at_the_end_of_what_they_had_not_heard(
    alliance: cast.Alliance, heard: list[CameOut], answers: int, enough: bool
) -> None:
    one, by = opened(alliance), alliance.actor("focal_point_here")
    answer(one, *mixed(answers))
    close_round(by=by, found=one.round)
    assert heard == [CameOut(one.round.key, of_circle(alliance), SET, enough, by)]
    assert tell_of_rounds(by=JOB) == 0


def test_a_round_goes_with_what_it_is_about(alliance: cast.Alliance) -> None:
    one = opened(alliance)
    answer(one, *mixed(5))
    forget_rounds(by=cast.CONSOLE, subject=of_circle(alliance))
    assert (Round.objects.count(), Pile.objects.count(), Count.objects.count()) == (0, 0, 0)


def test_no_older_backup_brings_a_round_back(
    alliance: cast.Alliance, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]]
) -> None:
    one = opened(alliance)
    with django_capture_on_commit_callbacks(execute=True):
        forget_rounds(by=cast.CONSOLE, subject=of_circle(alliance))
    one.round.save(force_insert=True)
    assert forgotten.replay(forgotten.remembered())["round"] == 1
    assert Round.objects.count() == 0


def test_results_of_many_rounds_cost_as_much_as_of_one(
    alliance: cast.Alliance, django_assert_num_queries: object
) -> None:
    made = [opened(alliance), opened(alliance, questions="parental-leave")]
    answer(made[0], *mixed(5))
    with django_assert_num_queries(2):  # type: ignore[operator] # pytest-django's own
        found = results_of_many([one.round for one in made])
    assert {pk: isinstance(one, Results) for pk, one in found.items()} == {made[0].round.pk: True}


def test_the_ledger_knows_the_round_and_no_answer(alliance: cast.Alliance) -> None:
    one = opened(alliance)
    before = ledger.latest(1)[0].n
    take_answer(link=one.link, chosen=BEST)
    assert ledger.latest(1)[0].n == before
    enter_paper(by=alliance.actor("focal_point_here"), found=one.round, tallies={}, sheets=3)
    entry = ledger.latest(1)[0]
    assert (entry.act, entry.detail) == ("questions.enter_paper", "{}")
