"""Whatever people do, and in whatever order: what is kept is what would be told anew."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TypeVar

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from answerable.access.refusals import Refused, Unacceptable
from answerable.alliance.actions import bodies, joining, merging, offices, organisations, people
from answerable.alliance.models import Membership, Network, OfficeTerm, Organisation, Person, Seat, Term
from answerable.alliance.rules.words import BodyKind, Constituency, MembershipState, Office, Visibility
from answerable.facts import keeping
from answerable.facts.keeping import Kept
from answerable.kit import clock
from tests.cast import CONSOLE, Alliance, small_alliance, twin_of

from .told import told_in_parts, told_otherwise

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
T = TypeVar("T")
Act = Callable[[Alliance, int], object]
DAY = dt.timedelta(days=1)


def nth(rows: Sequence[T], number: int) -> T:
    if not rows:
        raise Unacceptable("nothing_there")
    return rows[number % len(rows)]


def an_organisation(number: int) -> Organisation:
    return nth(list(Organisation.objects.filter(merged_into=None).order_by("pk")), number)


def a_person(number: int) -> Person:
    return nth(list(Person.objects.filter(former_since=None).order_by("pk")), number)


def moves(_cast: Alliance, number: int) -> None:
    held = nth(list(Membership.objects.filter(organisation__merged_into=None).order_by("pk")), number)
    state = nth(list(MembershipState), number // 3)
    organisations.move_membership(by=CONSOLE, membership=held, state=state, reason="So it was decided.")


def joins(_cast: Alliance, number: int) -> None:
    network = nth(list(Network.objects.filter(closed_on=None).order_by("pk")), number // 2)
    organisations.join_network(by=CONSOLE, organisation=an_organisation(number), network=network)


def sits(cast: Alliance, number: int) -> None:
    kind = nth([BodyKind.BOARD, BodyKind.STEERING, BodyKind.ADVISORY], number)
    body = cast.body if number % 2 else bodies.open_body(by=CONSOLE, network=cast.here, kind=kind, name="A body")
    seat = bodies.open_seat(by=CONSOLE, body=body, constituency=Constituency.OPEN)
    starts = clock.today() + (number % 5) * DAY
    bodies.seat_person(
        by=CONSOLE, seat=seat, person=a_person(number), organisation=an_organisation(number), starts=starts
    )


def stands_up(_cast: Alliance, number: int) -> None:
    bodies.end_term(by=CONSOLE, term=nth(list(Term.objects.filter(ends=None).order_by("pk")), number))


def closes_a_seat(_cast: Alliance, number: int) -> None:
    bodies.close_seat(by=CONSOLE, seat=nth(list(Seat.objects.filter(closed_on=None).order_by("pk")), number))


def is_entrusted(_cast: Alliance, number: int) -> None:
    offices.grant_office(
        by=CONSOLE, person=a_person(number), office=Office.FOCAL_POINT, organisation=an_organisation(number // 2),
        starts=clock.today() + (number % 3) * DAY,
    )  # fmt: skip


def lays_down(_cast: Alliance, number: int) -> None:
    offices.end_office(by=CONSOLE, term=nth(list(OfficeTerm.objects.filter(ends=None).order_by("pk")), number))


def hides_or_shows(_cast: Alliance, number: int) -> None:
    visibility = nth(list(Visibility), number // 2)
    organisations.set_visibility(
        by=CONSOLE, organisation=an_organisation(number), visibility=visibility, at_risk=number % 3 == 0
    )


def is_of_another_kind(_cast: Alliance, number: int) -> None:
    one = an_organisation(number)
    kinds = ("womens_rights",) if number % 2 else ("youth",)
    organisations.change_card(
        by=CONSOLE, organisation=one, card=organisations.Card(name=one.name, kinds=kinds, country=one.country)
    )


def merges(cast: Alliance, number: int) -> None:
    gone = twin_of(cast) if number % 2 else an_organisation(number // 2)
    merging.merge_organisations(by=CONSOLE, kept=an_organisation(number), gone=gone, reason="Written down twice.")


def networks_join(cast: Alliance, _number: int) -> None:
    kept, gone = (Network.objects.get(pk=one.pk) for one in (cast.elsewhere, cast.here))
    joining.merge_networks(by=CONSOLE, kept=kept, gone=gone, reason="Decided together.")


def forgets(_cast: Alliance, number: int) -> None:
    people.forget_person(by=CONSOLE, person=a_person(number))


def removes(_cast: Alliance, number: int) -> None:
    organisations.remove_organisation(by=CONSOLE, organisation=an_organisation(number))


ACTS: list[Act] = [
    moves, joins, sits, sits, stands_up, closes_a_seat, is_entrusted, lays_down, hides_or_shows, is_of_another_kind, merges,
    networks_join, forgets, removes,
]  # fmt: skip
histories = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 60), st.integers(0, 9)), min_size=4, max_size=9)
FEW = settings(
    max_examples=12, deadline=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck)
)


@pytest.fixture
def cast() -> Alliance:
    return small_alliance()


@FEW
@given(histories)
def test_what_is_kept_is_what_would_be_told_anew(cast: Alliance, history: list[tuple[Act, int, int]]) -> None:
    with transaction.atomic():
        now = clock.now()
        for act, number, days in history:
            now += days * DAY
            with time_machine.travel(now):
                live(cast, act, number)
                assert (act.__name__, told_otherwise()) == (act.__name__, [])
        with time_machine.travel(now):
            assert told_in_parts() == []
            assert keeping.keep_all() == Kept()
        transaction.set_rollback(True)


def live(cast: Alliance, act: Act, number: int) -> None:
    """Does it, or does nothing where it cannot be."""
    try:
        with transaction.atomic():
            act(cast, number)
    except (Unacceptable, Refused):
        pass
