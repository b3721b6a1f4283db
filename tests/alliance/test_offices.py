"""Offices, affiliations and ways in: an ending never lengthens, and nobody reaches beyond their own place by one."""

import datetime as dt
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from answerable.access.refusals import Refused, Unacceptable
from answerable.alliance.actions import bodies, offices, people
from answerable.alliance.models import OfficeTerm, Person, Term
from answerable.alliance.queries.people import offices_seen
from answerable.alliance.rules.words import Office, Visibility
from answerable.kit import clock
from tests.cast import CONSOLE, Alliance
from tests.house.visiting import session_of

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
FIRST, LAST = dt.date.min, dt.date.max


def newcomer(cast: Alliance, name: str = "Ana Lima", email: str = "ana@example.org") -> Person:
    """Somebody in Tumaini Circle who cannot sign in."""
    person = people.welcome_person(by=CONSOLE, name=name, email=email, place=cast.root.path)
    people.affiliate(by=CONSOLE, person=person, organisation=cast.circle, starts=clock.today() - 30 * DAY)
    return person


def office_of(cast: Alliance, role: str) -> OfficeTerm:
    return cast.people[role].offices.get()


def test_ending_an_office_never_lengthens_it(cast: Alliance) -> None:
    """One whose office ended, or soon will, cannot hold it again by ending it later."""
    term = office_of(cast, "facilitator_here")
    offices.end_office(by=CONSOLE, term=term, ends=clock.today() + 5 * DAY)
    for by, day in ((CONSOLE, LAST), (cast.actor("facilitator_here"), clock.today() + 6 * DAY)):
        with pytest.raises(Unacceptable) as refusal:
            offices.end_office(by=by, term=term, ends=day)
        assert (refusal.value.code, refusal.value.field) == ("ends_earlier_already", "ends")
    assert offices.end_office(by=CONSOLE, term=term, ends=clock.today()).ends == clock.today()


def test_ex_coordinator_does_not_end_their_old_office_anew(cast: Alliance) -> None:
    with pytest.raises(Unacceptable):
        offices.end_office(
            by=cast.actor("ex_coordinator_here"), term=office_of(cast, "ex_coordinator_here"), ends=clock.today() + DAY
        )
    assert "coordinator" not in cast.actor("ex_coordinator_here").offices


def test_ending_an_affiliation_never_lengthens_it(cast: Alliance) -> None:
    held = newcomer(cast).affiliations.get()
    people.end_affiliation(by=CONSOLE, affiliation=held, ends=clock.today())
    with pytest.raises(Unacceptable) as refusal:
        people.end_affiliation(by=cast.actor("focal_point_here"), affiliation=held, ends=clock.today() + DAY)
    assert refusal.value.code == "ends_earlier_already"


@pytest.mark.parametrize("day", [FIRST, LAST])
def test_first_and_last_day_of_the_calendar_are_days(cast: Alliance, day: dt.date) -> None:
    term = office_of(cast, "facilitator_here")
    if day == LAST:
        assert offices.end_office(by=CONSOLE, term=term, ends=day).ends == day
    else:
        with pytest.raises(Unacceptable):
            offices.end_office(by=CONSOLE, term=term, ends=day)
    last = cast.people["secretariat"].offices.get()
    with pytest.raises(Unacceptable):
        offices.end_office(by=CONSOLE, term=last, ends=day)


def test_offices_for_an_organisation_end_with_the_affiliation(cast: Alliance) -> None:
    """Those that run end that day, those with a later end as well, those yet to come are gone; earlier ones stay."""
    person, today = newcomer(cast), clock.today()
    held: dict[str, Any] = {"organisation": cast.circle, "by": CONSOLE, "person": person}
    past = offices.grant_office(office=Office.PARTNER, starts=today - 20 * DAY, ends=today - 10 * DAY, **held)
    now = offices.grant_office(office=Office.FOCAL_POINT, ends=today + 40 * DAY, **held)
    coming = offices.grant_office(office=Office.PARTNER, starts=today + 9 * DAY, **held)
    people.end_affiliation(by=CONSOLE, affiliation=person.affiliations.get(), ends=today)
    past.refresh_from_db()
    now.refresh_from_db()
    assert (past.ends, now.ends) == (today - 10 * DAY, today)
    assert not OfficeTerm.objects.filter(pk=coming.pk).exists()


def test_forgotten_person_holds_nothing_tomorrow(cast: Alliance) -> None:
    """Offices and seats with a later end, and those yet to come, are over as well."""
    person, today = newcomer(cast), clock.today()
    offices.grant_office(by=CONSOLE, person=person, office=Office.EDITOR, network=cast.here, ends=today + 90 * DAY)
    offices.grant_office(by=CONSOLE, person=person, office=Office.BOARD, network=cast.root, starts=today + 30 * DAY)
    seat = bodies.open_seat(by=CONSOLE, body=cast.body)
    bodies.seat_person(by=CONSOLE, seat=seat, person=person, ends=today + 90 * DAY)
    people.forget_person(by=CONSOLE, person=person)
    ends = [OfficeTerm.objects.get(person=person).ends, Term.objects.get(person=person).ends]
    assert ends == [today, today]


@pytest.mark.parametrize(
    ("office", "place", "starts"),
    [(Office.COORDINATOR, "here", 0), (Office.COORDINATOR, "here", 60), (Office.EDITOR, "elsewhere", 0)],
)
def test_way_in_is_given_only_by_whoever_could_give_all_it_opens(
    cast: Alliance, office: Office, place: str, starts: int
) -> None:
    """Else whoever keeps one of somebody's places would sign in as them at all the others."""
    person = newcomer(cast)
    offices.grant_office(
        by=CONSOLE,
        person=person,
        office=office,
        network=getattr(cast, place),
        starts=clock.today() + dt.timedelta(days=starts),
    )
    for role in ("coordinator_here", "focal_point_here"):
        with pytest.raises(Unacceptable) as refusal:
            people.give_account(by=cast.actor(role), person=person, email="mine@example.org")
        assert (refusal.value.code, refusal.value.field) == ("others_keep_places", "email")
    assert people.give_account(by=cast.actor("secretariat"), person=person).email == "ana@example.org"


def test_way_in_is_not_given_over_a_seat_kept_by_others(cast: Alliance) -> None:
    person = newcomer(cast)
    body = bodies.open_body(by=CONSOLE, network=cast.root, kind="board", name="Board")
    bodies.seat_person(by=CONSOLE, seat=bodies.open_seat(by=CONSOLE, body=body), person=person)
    with pytest.raises(Unacceptable):
        people.give_account(by=cast.actor("coordinator_here"), person=person)


def test_way_in_is_given_to_those_of_ones_own_place(cast: Alliance) -> None:
    assert people.give_account(by=cast.actor("focal_point_here"), person=newcomer(cast)).pk
    assert people.give_account(by=cast.actor("coordinator_here"), person=newcomer(cast, "Bea", "bea@example.org")).pk


def test_person_with_no_place_is_kept_by_the_secretariat(cast: Alliance) -> None:
    person = people.welcome_person(by=CONSOLE, name="Nowhere Yet", email="n@example.org", place=cast.root.path)
    with pytest.raises(Refused):
        people.give_account(by=cast.actor("coordinator_above"), person=person)
    assert people.give_account(by=cast.actor("secretariat"), person=person).pk


@pytest.mark.parametrize(
    ("before", "after", "is_wider"),
    [
        (Visibility.NETWORK, Visibility.MEMBERS, True),
        (Visibility.MEMBERS, Visibility.PUBLIC, True),
        (Visibility.MEMBERS, Visibility.MEMBERS, False),
        (Visibility.PUBLIC, Visibility.NETWORK, False),
    ],
)
def test_only_they_themselves_show_their_name_to_more(
    cast: Alliance, before: Visibility, after: Visibility, is_wider: bool
) -> None:
    person = cast.people["member_here"]
    Person.objects.filter(pk=person.pk).update(visibility=before)
    facts: dict[str, Any] = {"name": person.name, "email": "", "languages": (), "visibility": after}
    for role in ("coordinator_here", "focal_point_here", "secretariat"):
        person.refresh_from_db()
        if is_wider:
            with pytest.raises(Unacceptable) as refusal:
                people.change_person(by=cast.actor(role), person=person, **facts)
            assert (refusal.value.code, refusal.value.field) == ("only_they_widen", "visibility")
    people.change_person(by=cast.actor("member_here"), person=person, **facts)
    assert Person.objects.get(pk=person.pk).visibility == after


def test_offices_at_an_organisation_at_risk_are_seen_by_those_who_know_of_it(cast: Alliance) -> None:
    person = cast.people["member_here"]
    offices.grant_office(by=CONSOLE, person=person, office=Office.FOCAL_POINT, organisation=cast.shelter)
    seen = {
        role: [term.office for term in offices_seen(person, cast.actor(role))]
        for role in ("focal_point_here", "coordinator_elsewhere", "coordinator_here", "member_here")
    }
    assert seen == {
        "focal_point_here": [],
        "coordinator_elsewhere": [],
        "coordinator_here": ["focal_point"],
        "member_here": ["focal_point"],
    }


def test_office_at_an_organisation_at_risk_is_hidden_from_its_colleagues_pages(cast: Alliance) -> None:
    """B03: neither named on a person's page nor told apart from an office that never was."""
    person = cast.people["member_here"]
    term = offices.grant_office(by=CONSOLE, person=person, office=Office.FOCAL_POINT, organisation=cast.shelter)
    client = proved(cast, "focal_point_here")
    page = client.get(f"/people/{person.key}")
    assert (page.status_code, b"Quiet" in page.content) == (200, False)
    hidden, missing = client.get(f"/offices/{term.pk}/end"), client.get("/offices/999999/end")
    assert (hidden.status_code, hidden.content) == (404, missing.content)


def proved(cast: Alliance, role: str) -> Client:
    """The browser of one of the cast who has just proved who they are."""
    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = session_of(cast.accounts[role])
    return client
