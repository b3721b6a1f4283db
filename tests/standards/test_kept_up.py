"""Whatever people do, and in whatever order: how everybody stands is what it would be if all were reckoned anew."""

import datetime as dt
import os
from collections.abc import Callable

import pytest
import time_machine
from django.db import transaction
from django.test import override_settings
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from answerable.access.refusals import Hidden, Refused, Unacceptable
from answerable.alliance.actions import networks
from answerable.alliance.models import Network
from answerable.kit import clock, queue
from answerable.standards.actions import claiming, duties, excusing, policies
from answerable.standards.actions.rebuilding import reckon_all, set_right
from answerable.standards.actions.summing_up import sum_up
from answerable.standards.models import Claim, Duty, Excuse, Subject
from answerable.standards.rules.saying import ExcuseReason, PolicyKind
from answerable.standards.rules.words import Cadence, Level, Window
from tests.cast import CONSOLE, Alliance, small_alliance
from tests.facts.test_histories import ACTS as OF_RECORDS
from tests.facts.test_histories import an_organisation, nth

from .given import asking, duty, forget_what_was_reckoned, subject, written

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too, pytest.mark.broad]
Act = Callable[[Alliance, int], object]
DAY = dt.timedelta(days=1)
BY = CONSOLE


def a_duty(number: int) -> Duty:
    return nth(list(Duty.objects.order_by("pk")), number)


def a_subject(number: int) -> Subject:
    return nth(list(Subject.objects.order_by("pk")), number)


def claims(_cast: Alliance, number: int) -> None:
    day = clock.today() - (number % 90) * DAY
    said = claiming.Said(
        words="Said.", about_from=day, about_to=day + number % 3 * 30 * DAY if number % 4 else None, only_started=number % 5 == 0
    )  # fmt: skip
    claiming.claim(by=BY, subject=a_subject(number), duty=a_duty(number // 2), said=said)


def confirms(cast: Alliance, number: int) -> None:
    one = nth(list(Claim.objects.filter(taken_back_on=None).order_by("pk")), number)
    claiming.confirm(by=cast.actor("secretariat"), claim=one)


def takes_back(_cast: Alliance, number: int) -> None:
    claiming.take_back(by=BY, claim=nth(list(Claim.objects.filter(taken_back_on=None).order_by("pk")), number))


def does_not_fit(_cast: Alliance, number: int) -> None:
    excusing.excuse(by=BY, subject=a_subject(number), duty=a_duty(number // 2), reason=ExcuseReason.NO_STAFF)


def fits_again(_cast: Alliance, number: int) -> None:
    excusing.end_excuse(by=BY, excuse=nth(list(Excuse.objects.filter(ends=None).order_by("pk")), number))


def asks_otherwise(_cast: Alliance, number: int) -> None:
    changed = asking(
        cadence=Cadence.AT_LEAST, times=1 + number % 3, months=6 + number % 13, window=list(Window)[number % 2],
        kinds=("womens_rights",) if number % 4 == 0 else (), levels=(Level.ORGANISATION, Level.NATIONAL),
        starts=clock.today() + number % 20 * DAY, grace_days=number % 15,
    )  # fmt: skip
    duties.ask_otherwise(by=BY, duty=a_duty(number), asking=changed)
    queue.run_ready()


def gives_up(_cast: Alliance, number: int) -> None:
    duties.retire_duty(by=BY, duty=a_duty(number), on=clock.today() + number % 10 * DAY)
    queue.run_ready()


def adopts_a_policy(_cast: Alliance, number: int) -> None:
    day = clock.today() - number * 5 * DAY
    adopted = policies.Adopted(
        list(PolicyKind)[number % 5], "A policy", adopted_on=day, review_due=day + (number % 7 + 1) * 60 * DAY, words="We will."
    )  # fmt: skip
    policies.adopt_policy(by=BY, organisation=an_organisation(number), adopted=adopted)


def network_moves(cast: Alliance, number: int) -> None:
    under = nth([cast.root, cast.region], number)
    networks.move_network(by=BY, network=Network.objects.get(pk=cast.here.pk), under=Network.objects.get(pk=under.pk))


def sums_up(_cast: Alliance, number: int) -> None:
    sum_up(clock.today() - (number % 4) * DAY)


ACTS: list[Act] = [
    *OF_RECORDS, *[claims] * 4, confirms, takes_back, does_not_fit, fits_again, asks_otherwise, gives_up, adopts_a_policy,
    network_moves, sums_up,
]  # fmt: skip
histories = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 60), st.integers(0, 40)), min_size=4, max_size=8)
HISTORIES = 80 if os.environ.get("ANSWERABLE_SLOW") == "1" else 6  # bin/test tries a few, bin/test --slow many
FEW = settings(
    max_examples=HISTORIES,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def cast(db: None) -> Alliance:
    made = small_alliance()
    duty("X1")
    duty(
        "X2",
        levels=tuple(Level),
        cadence=Cadence.CONTINUOUS,
        proofs=("seat.womens_rights", "code.signed"),
        grace_days=10,
    )
    duty("X3", levels=(Level.ORGANISATION, Level.INDIVIDUAL), cadence=Cadence.ON_JOINING, proofs=("standards.policy.child_protection",), first_due_days=30)  # fmt: skip
    duty("X4", cadence=Cadence.EACH_VERSION, proofs=("code.signed",), events=("code.version_adopted",), kinds=("womens_rights",))  # fmt: skip
    subject(made.circle)
    return made


@FEW
@given(histories)
def test_what_was_kept_up_is_what_is_reckoned_anew(cast: Alliance, history: list[tuple[Act, int, int]]) -> None:
    what_was_kept_up_is_what_is_reckoned_anew(cast, history)


@settings(FEW, max_examples=20)
@given(histories)
def test_what_was_left_to_the_queue_is_kept_up_too(cast: Alliance, history: list[tuple[Act, int, int]]) -> None:
    """As where an act concerns more than it waits for: here that is anybody."""
    with override_settings(STANDING_RECKONED_AT_ONCE=1):
        what_was_kept_up_is_what_is_reckoned_anew(cast, history)


def what_was_kept_up_is_what_is_reckoned_anew(cast: Alliance, history: list[tuple[Act, int, int]]) -> None:
    with transaction.atomic():
        now = clock.now()
        for act, number, days in history:
            now += days * DAY
            with time_machine.travel(now):
                live(cast, act, number)
        with time_machine.travel(now):
            queue.run_ready()
            kept = written()
            wrong = set_right()
            assert ([act.__name__ for act, *_ in history], wrong) == ([act.__name__ for act, *_ in history], (0, 0))
            forget_what_was_reckoned()
            reckon_all()
            assert written() == kept
        transaction.set_rollback(True)


def live(cast: Alliance, act: Act, number: int) -> None:
    """Does it, or does nothing where it cannot be."""
    try:
        with transaction.atomic():
            act(cast, number)
    except (Unacceptable, Refused, Hidden):
        pass
