"""Near midnight: what a page counts and what a permission says follow one and the same day, that of the place."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.db.models import Q
from django.test import Client

from answerable.alliance.actions import bodies, offices, people
from answerable.alliance.actions.networks import change_network
from answerable.alliance.models import Network, OfficeTerm, Term
from answerable.alliance.queries import endings, todo
from answerable.alliance.queries.bodies import compositions, national_committees
from answerable.alliance.queries.days import at_each_place, offices_now, these_days, today_at, today_of, todays_at
from answerable.alliance.queries.people import coordinated, nearest_keepers, seats_shown
from answerable.alliance.queries.posts import running, standing
from answerable.alliance.rules.words import BodyKind, Office
from answerable.kit import clock
from tests.cast import CONSOLE, Alliance

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
DAY = dt.timedelta(days=1)
# half past ten in the evening in Greenwich: the 2nd in Nairobi already, the 1st in Lima
LATE = dt.datetime(2027, 3, 1, 22, 30, tzinfo=dt.UTC)
# half past three in the morning in Greenwich: still the 1st in Lima
EARLY = dt.datetime(2027, 3, 2, 3, 30, tzinfo=dt.UTC)
FIRST, SECOND = dt.date(2027, 3, 1), dt.date(2027, 3, 2)


@pytest.fixture
def lima(cast: Alliance) -> Network:
    """Uganda, which lives by the clock of Lima here; Kenya lives by the alliance's, of Nairobi."""
    change_network(by=CONSOLE, network=cast.elsewhere, since="", time_zone="America/Lima", country="UG")
    return cast.elsewhere


@pytest.fixture(params=[LATE, EARLY], ids=["late", "early"])
def night(request: pytest.FixtureRequest, lima: Network) -> Iterator[dt.datetime]:
    with time_machine.travel(request.param, tick=False):
        yield request.param


def test_each_place_has_its_own_day(cast: Alliance, night: dt.datetime) -> None:
    assert (today_at(cast.here.path), today_at(cast.elsewhere.path)) == (SECOND, FIRST)
    assert todays_at([cast.local.path, cast.root.path]) == {cast.local.path: SECOND, cast.root.path: SECOND}
    assert (today_of(cast.circle), today_of(cast.nile)) == (SECOND, FIRST)
    assert these_days() == (SECOND, FIRST)


def test_place_below_another_clock_may_go_back_to_the_first(cast: Alliance, night: dt.datetime) -> None:
    below = Network.objects.add_child(
        Network.objects.get(pk=cast.elsewhere.pk),
        instance=Network(
            level_kind="local", slug="gulu", name="Gulu", time_zone="Africa/Kampala", opened_on=FIRST - 9 * DAY
        ),
    )
    assert (today_at(below.path), today_at(cast.elsewhere.path)) == (SECOND, FIRST)
    on_the_second = Network.objects.filter(
        at_each_place(lambda day: Q(pk__gt=0) if day == SECOND else Q(pk__lt=0), "path")
    )
    assert set(on_the_second) == {cast.root, cast.region, cast.here, cast.local, below}


def seat_on(network: Network, name: str, person: object, *, starts: dt.date, ends: dt.date | None) -> Term:
    body = bodies.open_body(
        by=CONSOLE, network=network, kind=BodyKind.STEERING, name=f"Committee of {name}", starts=FIRST - 30 * DAY
    )
    seat = bodies.open_seat(by=CONSOLE, body=body, role="Chair", starts=FIRST - 30 * DAY)
    return bodies.seat_person(by=CONSOLE, seat=seat, person=person, starts=starts, ends=ends)  # type: ignore[arg-type] # a person


def test_seat_begins_at_midnight_of_its_place(cast: Alliance, night: dt.datetime) -> None:
    """The same term, from the 2nd on, runs in Nairobi and not yet in Lima: on the page, in lists and in permissions."""
    names = {"here": cast.here, "elsewhere": cast.elsewhere}
    terms = {
        name: seat_on(network, name, cast.people[f"member_{name}"], starts=SECOND, ends=None)
        for name, network in names.items()
    }
    filled = {one.body.pk: one.filled for one in compositions([term.seat.body for term in terms.values()])}
    assert [filled[term.seat.body_id] for term in terms.values()] == [1, 0]
    pages = {name: Client().get(f"/bodies/{term.seat.body.slug}").content.decode() for name, term in terms.items()}
    assert ("0 vacant" in pages["here"], "1 vacant" in pages["elsewhere"]) == (True, True)
    assert set(seats_shown().filter(pk__in=[one.pk for one in terms.values()])) == {terms["here"]}
    assert cast.here.path in cast.actor("member_here").paths("member")
    sits = Term.objects.filter(at_each_place(running, "seat__body__network__path"), pk=terms["elsewhere"].pk)
    assert not sits.exists()


def test_term_ends_with_the_last_day_of_its_place(cast: Alliance, night: dt.datetime) -> None:
    """The 1st is over in Nairobi and not in Lima."""
    terms = [
        seat_on(network, name, cast.people[f"member_{name}"], starts=FIRST - 9 * DAY, ends=FIRST)
        for name, network in (("here", cast.here), ("elsewhere", cast.elsewhere))
    ]
    assert [one.filled for one in compositions([term.seat.body for term in terms])] == [0, 1]
    assert list(endings.terms_ending(60).filter(pk__in=[one.pk for one in terms])) == [terms[1]]


def test_office_counts_alike_on_pages_and_in_permissions(cast: Alliance, night: dt.datetime) -> None:
    """B10: who may act and who is shown as acting are the same people at every hour."""
    OfficeTerm.objects.filter(
        person__in=[cast.people["coordinator_here"], cast.people["coordinator_elsewhere"]]
    ).update(starts=FIRST - 9 * DAY, ends=FIRST)
    OfficeTerm.objects.filter(person=cast.people["disabled_coordinator_here"]).delete()
    acting = {role: "coordinator" in cast.actor(role).offices for role in ("coordinator_here", "coordinator_elsewhere")}
    assert acting == {"coordinator_here": False, "coordinator_elsewhere": True}
    assert coordinated([cast.here.pk, cast.elsewhere.pk]) == 1
    assert cast.here in todo.without_coordinator(CONSOLE, cast.root)
    assert cast.elsewhere not in todo.without_coordinator(CONSOLE, cast.root)
    assert nearest_keepers(cast.elsewhere.path, clock.today()) == [cast.accounts["coordinator_elsewhere"].pk]
    assert cast.accounts["coordinator_here"].pk not in nearest_keepers(cast.here.path, clock.today())


def test_office_of_an_organisation_counts_by_its_first_network(cast: Alliance, night: dt.datetime) -> None:
    people_of = [cast.people["focal_point_here"], cast.people["focal_point_elsewhere"]]
    held = OfficeTerm.objects.filter(person__in=people_of, office=Office.FOCAL_POINT)
    held.update(starts=SECOND, ends=None)
    assert list(offices_now(held)) == [held.get(person=people_of[0])]
    assert list(offices_now(held, standing)) == [held.get(person=people_of[0])]
    assert [bool(cast.actor(role).paths("focal_point")) for role in ("focal_point_here", "focal_point_elsewhere")] == [
        True,
        False,
    ]


def test_what_begins_without_a_day_begins_on_the_day_of_its_place(cast: Alliance, night: dt.datetime) -> None:
    for network, today in ((cast.here, SECOND), (cast.elsewhere, FIRST)):
        body = bodies.open_body(by=CONSOLE, network=network, kind=BodyKind.STEERING, name=f"Body of {network.slug}")
        seat = bodies.open_seat(by=CONSOLE, body=body)
        someone = people.welcome_person(by=CONSOLE, name="Ana", place=cast.root.path)
        term = bodies.seat_person(by=CONSOLE, seat=seat, person=someone)
        office = offices.grant_office(by=CONSOLE, person=someone, office=Office.EDITOR, network=network)
        assert {body.opened_on, seat.opened_on, term.starts, office.starts} == {today}
        assert body in national_committees()
        assert compositions([body])[0].filled == 1
        assert bodies.end_term(by=CONSOLE, term=term).ends == today
        assert offices.end_office(by=CONSOLE, term=office).ends == today
