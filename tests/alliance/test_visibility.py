"""Visibility is safety: who may know of an organisation and of a person's name, in every list and count."""

import datetime as dt

import pytest
from django.test import Client

from answerable.access.actors import Actor
from answerable.alliance.actions import bodies, organisations, people
from answerable.alliance.models import Organisation, Person
from answerable.alliance.queries.bodies import compositions
from answerable.alliance.queries.figures import organisations_at, organisations_by_country
from answerable.alliance.queries.organisations import seen_by
from answerable.alliance.queries.people import seen_by as people_seen_by
from answerable.alliance.rules.words import Visibility
from answerable.kit import clock
from tests.cast import CONSOLE, Alliance

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]

PUBLIC, MEMBERS, AT_RISK = (
    {"Nile Youth"},
    {"Nile Youth", "Tumaini Circle"},
    {"Nile Youth", "Tumaini Circle", "Quiet Shelter"},
)


def names(actor: Actor) -> set[str]:
    return set(seen_by(actor).values_list("name", flat=True))


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        ("stranger", PUBLIC),
        ("member_elsewhere", MEMBERS),
        ("member_here", MEMBERS),
        ("focal_point_here", MEMBERS),
        ("coordinator_elsewhere", MEMBERS),
        ("board_member", MEMBERS),
        ("ex_coordinator_here", MEMBERS),
        ("coordinator_here", AT_RISK),
        ("coordinator_above", AT_RISK),
        ("secretariat", AT_RISK),
    ],
)
def test_organisation_at_risk_is_known_to_its_keepers_only(cast: Alliance, role: str, seen: set[str]) -> None:
    assert names(cast.actor(role)) == seen


def test_nobody_signed_in_sees_public_organisations_only(cast: Alliance) -> None:
    assert names(Actor.nobody()) == PUBLIC


def test_own_people_see_their_organisation_at_risk(cast: Alliance) -> None:
    people.affiliate(by=CONSOLE, person=cast.people["member_elsewhere"], organisation=cast.shelter)
    assert names(cast.actor("member_elsewhere")) == AT_RISK


def test_network_only_organisation_is_known_within_its_network(cast: Alliance) -> None:
    card = organisations.Card(name="Inner Room", country="KE")
    organisations.welcome_organisation(by=CONSOLE, card=card, network=cast.here, visibility=Visibility.NETWORK)
    assert "Inner Room" in names(cast.actor("member_here"))
    assert "Inner Room" not in names(cast.actor("member_elsewhere"))


@pytest.mark.parametrize("state", ["applied", "withdrawn", "ended"])
def test_organisation_that_no_longer_belongs_leaves_the_public_pages(cast: Alliance, state: str) -> None:
    card = organisations.Card(name="Passing By", country="UG")
    made = organisations.welcome_organisation(
        by=CONSOLE, card=card, network=cast.elsewhere, visibility=Visibility.PUBLIC, state=state
    )
    assert made.name not in names(Actor.nobody())


def test_counts_are_the_same_whether_an_organisation_at_risk_exists_or_not(cast: Alliance) -> None:
    """No count reveals one: every number is made over what the reader may see."""
    readers = [
        Actor.nobody(),
        cast.actor("member_here"),
        cast.actor("coordinator_elsewhere"),
        cast.actor("board_member"),
    ]
    before = [(organisations_at(one), organisations_by_country(one)) for one in readers]
    Organisation.objects.filter(pk=cast.shelter.pk).delete()
    assert [(organisations_at(one), organisations_by_country(one)) for one in readers] == before


PUBLIC_PAGES = (
    "/",
    "/networks",
    "/organisations",
    "/organisations?format=csv",
    "/map.png",
    "/networks/kenya",
    "/organisations?q=quiet",
)


def _body(client: Client, address: str) -> bytes:
    response = client.get(address)
    return b"".join(response) if response.streaming else response.content


@pytest.mark.parametrize("address", PUBLIC_PAGES)
@pytest.mark.parametrize("role", ["", "member_here", "focal_point_elsewhere"])
def test_pages_are_the_same_whether_an_organisation_at_risk_exists_or_not(
    cast: Alliance, address: str, role: str
) -> None:
    """Byte for byte: map, directory, search, export, tree and network page."""
    client = Client()
    if role:
        client.force_login(cast.accounts[role])
    first = _body(client, address)
    Organisation.objects.filter(pk=cast.shelter.pk).delete()
    assert _without_tokens(_body(client, address)) == _without_tokens(first)


def _without_tokens(page: bytes) -> list[bytes]:
    return [line for line in page.splitlines() if b"csrfmiddlewaretoken" not in line]


def test_page_of_an_organisation_at_risk_is_the_404_of_one_that_never_was(cast: Alliance) -> None:
    """B03's spirit: hidden and missing answer alike, byte for byte."""
    hidden, missing = Client().get(f"/organisations/{cast.shelter.slug}"), Client().get("/organisations/never-was")
    assert (hidden.status_code, hidden.content) == (404, missing.content)
    assert dict(hidden.headers) == dict(missing.headers)


@pytest.fixture
def seated_at_risk(cast: Alliance) -> Alliance:
    """Quiet Shelter, of women and at risk, holds the second of two seats on Kenya's committee."""
    card = organisations.Card(
        name="Quiet Shelter", country="KE", kinds=("womens_rights",), women_led=True, womens_rights_core=True
    )
    organisations.change_card(by=CONSOLE, organisation=cast.shelter, card=card)
    seat = bodies.open_seat(by=CONSOLE, body=cast.body)
    bodies.seat_person(by=CONSOLE, seat=seat, person=cast.people["member_here"], organisation=cast.shelter)
    return cast


@pytest.mark.parametrize(
    ("role", "number"),
    [
        ("", 1),
        ("member_elsewhere", 1),
        ("focal_point_here", 1),
        ("coordinator_elsewhere", 1),
        ("coordinator_here", 2),
        ("coordinator_above", 2),
        ("secretariat", 2),
    ],
)
def test_composition_counts_an_organisation_at_risk_for_those_who_know_of_it(
    seated_at_risk: Alliance, role: str, number: int
) -> None:
    known = seen_by(seated_at_risk.actor(role) if role else Actor.nobody())
    composed = compositions([seated_at_risk.body], clock.today(), known=known)[0]
    rules = {one.rule.measure: one.verdict.number for one in composed.rules}
    assert (composed.by_kind, rules["womens_rights_organisations"]) == ({"womens_rights": number}, number)


@pytest.mark.parametrize("address", ["/", "/networks/kenya", "/bodies/steering-committee-of-kenya"])
@pytest.mark.parametrize("role", ["", "focal_point_elsewhere"])
def test_bodies_are_shown_the_same_whether_who_sits_there_is_at_risk_or_of_no_kind(
    seated_at_risk: Alliance, address: str, role: str
) -> None:
    """Front page, network and body: bars, rule and standing tell nothing of it."""
    client = Client()
    if role:
        client.force_login(seated_at_risk.accounts[role])
    first = _body(client, address)
    seated_at_risk.shelter.kinds.clear()
    assert _without_tokens(_body(client, address)) == _without_tokens(first)
    assert b"Quiet" not in first


def people_names(actor: Actor) -> set[str]:
    return set(people_seen_by(actor, clock.today()).values_list("name", flat=True))


def _shown(cast: Alliance, visibility: str) -> Person:
    person = cast.people["facilitator_here"]
    Person.objects.filter(pk=person.pk).update(visibility=visibility)
    return person


@pytest.mark.parametrize(
    ("visibility", "role", "reads"),
    [
        (Visibility.PUBLIC, "", True),
        (Visibility.MEMBERS, "", False),
        (Visibility.MEMBERS, "stranger", False),
        (Visibility.MEMBERS, "member_elsewhere", True),
        (Visibility.NETWORK, "member_elsewhere", False),
        (Visibility.NETWORK, "member_here", True),
        (Visibility.NETWORK, "coordinator_elsewhere", False),
        (Visibility.NETWORK, "coordinator_above", True),
    ],
)
def test_name_is_read_only_as_the_person_chose(cast: Alliance, visibility: str, role: str, reads: bool) -> None:
    person = _shown(cast, visibility)
    assert (person.name in people_names(cast.actor(role) if role else Actor.nobody())) is reads


def test_office_of_yesterday_gives_nothing_today(cast: Alliance) -> None:
    actor = cast.actor("ex_coordinator_here")
    assert "coordinator" not in actor.offices
    assert cast.shelter.name not in names(actor)


def test_deleted_person_has_no_name_for_anyone(cast: Alliance) -> None:
    person = cast.people["facilitator_here"]
    people.forget_person(by=CONSOLE, person=person)
    assert person.pk not in set(people_seen_by(CONSOLE, clock.today()).values_list("pk", flat=True))
    assert (person.name, person.email, person.account_id, person.former_since) == ("", "", None, clock.today())
    assert all(term.ends and term.ends <= clock.today() + dt.timedelta(days=0) for term in person.offices.all())
