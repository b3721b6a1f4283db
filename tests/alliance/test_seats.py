"""Bodies, seats and offices: terms that share no day, rules that warn in time, offices that end at once."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from answerable.access.refusals import Refused, Unacceptable
from answerable.alliance.actions import bodies, handovers, offices, organisations, people
from answerable.alliance.models import Organisation, Person, SelfDeclaration
from answerable.alliance.queries.bodies import compositions
from answerable.alliance.queries.handovers import notes_of
from answerable.alliance.rules.composition import Standing
from answerable.alliance.rules.words import BodyKind, Constituency, Measure, Office
from answerable.kit import clock
from tests.cast import CONSOLE, Alliance

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
DAY = dt.timedelta(days=1)


def womens(name: str, cast: Alliance) -> Organisation:
    card = organisations.Card(
        name=name, kinds=("womens_rights",), country="KE", women_led=True, womens_rights_core=True
    )
    return organisations.welcome_organisation(by=CONSOLE, card=card, network=cast.here)


def person(cast: Alliance, name: str) -> Person:
    return people.welcome_person(by=CONSOLE, name=name, place=cast.root.path)


def test_two_terms_on_one_seat_may_not_share_a_day(cast: Alliance) -> None:
    with pytest.raises(Unacceptable) as refusal:
        bodies.seat_person(
            by=CONSOLE, seat=cast.seat, person=cast.people["member_here"], starts=clock.today() + 9 * DAY
        )
    assert (refusal.value.code, refusal.value.field) == ("terms_overlap", "starts")


def test_one_person_holds_one_seat_on_a_body(cast: Alliance) -> None:
    seat = bodies.open_seat(by=CONSOLE, body=cast.body)
    with pytest.raises(Unacceptable) as refusal:
        bodies.seat_person(by=CONSOLE, seat=seat, person=cast.people["committee_member_here"])
    assert refusal.value.code == "sits_already"


def test_womens_rights_seat_refuses_an_organisation_that_is_none(cast: Alliance) -> None:
    seat = bodies.open_seat(by=CONSOLE, body=cast.body, constituency=Constituency.WOMENS_RIGHTS)
    for organisation in (None, cast.nile):
        with pytest.raises(Unacceptable) as refusal:
            bodies.seat_person(by=CONSOLE, seat=seat, person=person(cast, "Ana"), organisation=organisation)
        assert refusal.value.code == "seat_needs_womens_rights_organisation"
    assert bodies.seat_person(by=CONSOLE, seat=seat, person=person(cast, "Bea"), organisation=womens("Second", cast)).pk


def standing_rule(cast: Alliance) -> Standing:
    composed = compositions([cast.body], clock.today())[0]
    return next(
        one.verdict.standing for one in composed.rules if one.rule.measure == Measure.WOMENS_RIGHTS_ORGANISATIONS
    )


def test_national_committee_is_broken_ending_and_kept_as_seats_fill(cast: Alliance) -> None:
    """Source: at least two women's-rights organisations on every national steering committee."""
    assert standing_rule(cast) == Standing.BROKEN
    seat = bodies.open_seat(by=CONSOLE, body=cast.body)
    term = bodies.seat_person(
        by=CONSOLE, seat=seat, person=person(cast, "Ana"), organisation=womens("Second Circle", cast),
        ends=clock.today() + 30 * DAY,
    )  # fmt: skip
    assert standing_rule(cast) == Standing.ENDING
    bodies.hand_over_seat(
        by=CONSOLE,
        term=term,
        to=person(cast, "Bea"),
        organisation=womens("Third Circle", cast),
        on=clock.today() + 20 * DAY,
    )
    assert standing_rule(cast) == Standing.KEPT


def test_shares_are_shown_from_five_people_up(cast: Alliance) -> None:
    for n in range(4):
        someone = person(cast, f"Person {n}")
        people.declare_self(by=CONSOLE, person=someone, measures=("women",))
        bodies.seat_person(by=CONSOLE, seat=bodies.open_seat(by=CONSOLE, body=cast.body), person=someone)
    assert compositions([cast.body], clock.today())[0].shares == {}
    people.declare_self(by=CONSOLE, person=cast.people["committee_member_here"], measures=())
    assert compositions([cast.body], clock.today())[0].shares["women"] == 4


def test_declaration_lies_sealed(cast: Alliance) -> None:
    someone = cast.people["member_here"]
    people.declare_self(by=CONSOLE, person=someone, measures=("lgbtiq", "youth"))
    assert b"lgbtiq" not in bytes(SelfDeclaration.objects.get(person=someone).sealed)


def test_compositions_take_as_many_queries_for_one_body_as_for_many(
    cast: Alliance, django_assert_num_queries: object
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as one:
        compositions([cast.body], clock.today())
    many = [
        bodies.open_body(by=CONSOLE, network=cast.here, kind=BodyKind.ADVISORY, name=f"Council {n}") for n in range(12)
    ]
    with CaptureQueriesContext(connection) as thirteen:
        compositions([cast.body, *many], clock.today())
    assert len(one) == len(thirteen)


def test_ended_office_is_gone_from_an_open_session(cast: Alliance) -> None:
    """A deleted office with an open session: the next page already knows."""
    client = Client()
    client.force_login(cast.accounts["coordinator_here"])
    assert client.get("/n/kenya/").status_code == 200
    term = cast.people["coordinator_here"].offices.get(office=Office.COORDINATOR)
    offices.end_office(by=CONSOLE, term=term, ends=term.starts)
    term.refresh_from_db()
    type(term).objects.filter(pk=term.pk).update(starts=clock.today() - DAY, ends=clock.today() - DAY)
    assert client.get("/n/kenya/").status_code == 403


def test_last_of_the_secretariat_cannot_leave(cast: Alliance) -> None:
    term = cast.people["secretariat"].offices.get(office=Office.SECRETARIAT)
    with pytest.raises(Unacceptable) as refusal:
        offices.end_office(by=cast.actor("secretariat"), term=term, ends=clock.today())
    assert refusal.value.code == "last_of_secretariat"


def test_coordinator_makes_nobody_a_coordinator_of_their_own_place(cast: Alliance) -> None:
    by = cast.actor("coordinator_here")
    with pytest.raises(Refused):
        offices.grant_office(by=by, person=cast.people["member_here"], office=Office.COORDINATOR, network=cast.here)
    with pytest.raises(Refused):
        offices.grant_office(by=by, person=cast.people["member_here"], office=Office.SECRETARIAT, network=cast.root)
    local = offices.grant_office(
        by=by, person=cast.people["member_here"], office=Office.COORDINATOR, network=cast.local
    )
    assert local.network_id == cast.local.pk


def test_handover_leaves_no_day_without_and_none_with_two(cast: Alliance) -> None:
    term = cast.people["coordinator_here"].offices.get(office=Office.COORDINATOR)
    on = clock.today() + 10 * DAY
    following = handovers.hand_over_office(
        by=CONSOLE, term=term, to=cast.people["member_here"], on=on, handover="Two visits are open."
    )
    term.refresh_from_db()
    assert (term.ends, following.starts, following.follows) == (on - DAY, on, term)
    assert [one.text.note for one in notes_of(term)] == ["Two visits are open."]


def test_office_stands_at_the_right_sort_of_place(cast: Alliance) -> None:
    with pytest.raises(Unacceptable) as refusal:
        offices.grant_office(
            by=CONSOLE, person=cast.people["member_here"], office=Office.FOCAL_POINT, network=cast.here
        )
    assert refusal.value.code == "office_stands_elsewhere"


def test_body_without_seats_says_so_in_words(cast: Alliance) -> None:
    board = bodies.open_body(by=CONSOLE, network=cast.here, kind=BodyKind.BOARD, name="Board")
    client = Client()
    client.force_login(cast.accounts["secretariat"])
    for name, slug in (("body", board.slug), ("desk_body", board.slug), ("network", cast.here.slug)):
        page = client.get(reverse(name, args=[slug])).content.decode()
        assert ("It has no seats yet." in page, ">0 seats" in page) == (True, False)
    assert 'scope="row">Vacant' not in client.get(reverse("body", args=[board.slug])).content.decode()
