"""How far each office reaches: to nobody's record by drawing them in, and to nothing dangerous without a fresh proof."""

from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from answerable.access.refusals import Refused, Unacceptable
from answerable.alliance.actions import offices, people
from answerable.alliance.models import Person
from answerable.alliance.rules.words import Office, Visibility
from answerable.kit import clock
from tests.cast import CONSOLE, Alliance
from tests.house.visiting import session_of

from .test_offices import newcomer, proved

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


def test_nobody_is_drawn_into_an_organisation_by_those_who_do_not_keep_them(cast: Alliance) -> None:
    """Whoever could would then read their address, change their record and delete it."""
    stranger = cast.people["member_elsewhere"]
    for role in ("focal_point_here", "coordinator_here"):
        with pytest.raises(Unacceptable) as refusal:
            people.affiliate(by=cast.actor(role), person=stranger, organisation=cast.circle)
        assert (refusal.value.code, refusal.value.field) == ("others_keep_them", "person")
    assert people.affiliate(by=cast.actor("coordinator_above"), person=stranger, organisation=cast.circle).pk


def test_office_is_granted_to_those_whose_record_is_kept(cast: Alliance) -> None:
    by = cast.actor("coordinator_here")
    here: dict[str, Any] = {"office": Office.EDITOR, "network": cast.here}
    there: dict[str, Any] = {"office": Office.PARTNER, "organisation": cast.circle}
    for places in (here, there):
        with pytest.raises(Unacceptable) as refusal:
            offices.grant_office(by=by, person=cast.people["coordinator_elsewhere"], **places)
        assert refusal.value.code == "others_keep_them"
        assert offices.grant_office(by=by, person=cast.people["member_here"], **places).pk


def test_data_is_deleted_by_oneself_or_by_whoever_keeps_all_of_ones_places(cast: Alliance) -> None:
    """A focal point does not delete the coordinator who is in their organisation as well."""
    for role, whom in (
        ("focal_point_here", "coordinator_here"),
        ("focal_point_here", "secretariat"),
        ("coordinator_here", "coordinator_above"),
        ("coordinator_elsewhere", "member_here"),
    ):
        with pytest.raises(Refused):
            people.forget_person(by=cast.actor(role), person=cast.people[whom])
    people.forget_person(by=cast.actor("member_here"), person=cast.people["member_here"])
    people.forget_person(by=cast.actor("coordinator_here"), person=newcomer(cast))
    assert Person.objects.exclude(former_since=None).count() == 2


def test_address_of_whoever_cannot_sign_in_yet_is_changed_by_those_who_keep_all_their_places(cast: Alliance) -> None:
    """It is where their way in would be mailed: an office elsewhere would open to whoever put their own there."""
    person = newcomer(cast)
    offices.grant_office(by=CONSOLE, person=person, office=Office.COORDINATOR, network=cast.here)
    facts: dict[str, Any] = {"name": "Ana Lima", "languages": (), "visibility": Visibility.MEMBERS}
    for role in ("focal_point_here", "coordinator_here"):
        with pytest.raises(Unacceptable) as refusal:
            people.change_person(by=cast.actor(role), person=person, email="mine@example.org", **facts)
        assert (refusal.value.code, refusal.value.field) == ("others_keep_places", "email")
        people.change_person(by=cast.actor(role), person=person, email="ana@example.org", **facts)
    people.change_person(by=cast.actor("coordinator_above"), person=person, email="new@example.org", **facts)


def test_forgotten_person_stays_forgotten(cast: Alliance) -> None:
    """Somebody's page was open meanwhile: nothing is put back, nothing is added."""
    before = Person.objects.get(pk=cast.people["member_here"].pk)
    people.forget_person(by=CONSOLE, person=cast.people["member_here"])
    facts: dict[str, Any] = {"name": "Zawadi Njeri", "email": "", "languages": (), "visibility": Visibility.PUBLIC}
    for act in (
        lambda: people.change_person(by=CONSOLE, person=before, **facts),
        lambda: people.give_account(by=CONSOLE, person=before, email="z@example.org"),
        lambda: people.affiliate(by=CONSOLE, person=before, organisation=cast.nile),
        lambda: offices.grant_office(by=CONSOLE, person=before, office=Office.EDITOR, network=cast.here),
        lambda: people.forget_person(by=CONSOLE, person=before),
    ):
        with pytest.raises(Unacceptable) as refusal:
            act()
        assert refusal.value.code == "former_member"
    assert Person.objects.get(pk=before.pk).name == ""


def test_last_of_the_secretariat_does_not_delete_themselves(cast: Alliance) -> None:
    client = proved(cast, "secretariat")
    page = client.post("/me/delete", {"sure": "on"})
    assert (page.status_code, b"Nobody else would be left in the secretariat" in page.content) == (200, True)
    with pytest.raises(Unacceptable):
        people.forget_person(by=CONSOLE, person=cast.people["secretariat"])
    other = cast.people["board_member"]
    offices.grant_office(by=CONSOLE, person=other, office=Office.SECRETARIAT, network=cast.root)
    assert client.post("/me/delete", {"sure": "on"}).status_code == 303


def test_whoever_cannot_sign_in_is_nobody_else_in_the_secretariat(cast: Alliance) -> None:
    offices.grant_office(by=CONSOLE, person=newcomer(cast), office=Office.SECRETARIAT, network=cast.root)
    with pytest.raises(Unacceptable):
        people.forget_person(by=cast.actor("secretariat"), person=cast.people["secretariat"])


def test_person_welcomed_by_a_coordinator_is_found_again_by_them(cast: Alliance) -> None:
    facts: dict[str, Any] = {
        "name": "Ana Lima",
        "email": "",
        "place": cast.here.path,
        "languages": (),
        "visibility": Visibility.MEMBERS,
    }
    by = cast.actor("coordinator_here")
    with pytest.raises(Unacceptable) as refusal, transaction.atomic():
        people.welcome_whole_person(by=by, **facts)
    assert (refusal.value.field, Person.objects.filter(name="Ana Lima").count()) == ("organisation", 0)
    assert people.welcome_whole_person(by=by, organisation=cast.circle, **facts).pk
    assert people.welcome_whole_person(by=cast.actor("secretariat"), **facts).pk


def test_way_in_asks_for_a_fresh_proof_wherever_it_is_given(cast: Alliance) -> None:
    """Also with a new person's record; what was typed is kept meanwhile."""
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session_of(cast.accounts["coordinator_here"], fresh=False)
    typed = {"name": "Ana Lima", "email": "ana@example.org", "organisation": "tumaini-circle", "visibility": "members"}
    answer = client.post("/n/kenya/people/welcome", {**typed, "may_sign_in": "on"})
    assert answer.headers["Location"].startswith("/confirm")
    assert not Person.objects.filter(name="Ana Lima").exists()
    assert client.post("/n/kenya/people/welcome", typed).headers["Location"] == "/n/kenya/people"


def test_ending_an_affiliation_ends_offices_and_asks_for_a_fresh_proof(cast: Alliance) -> None:
    held = cast.people["partner_here"].affiliations.get()
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session_of(cast.accounts["focal_point_here"], fresh=False)
    answer = client.post(f"/people/{held.person.key}/affiliations/{held.pk}/end", {"ends": clock.today().isoformat()})
    assert answer.headers["Location"].startswith("/confirm")


def test_affiliation_with_an_organisation_at_risk_is_no_page_for_colleagues(cast: Alliance) -> None:
    """B03: its number tells nothing."""
    held = people.affiliate(by=CONSOLE, person=cast.people["member_here"], organisation=cast.shelter)
    client, key = proved(cast, "focal_point_here"), cast.people["member_here"].key
    hidden, missing = (client.get(f"/people/{key}/affiliations/{pk}/end") for pk in (held.pk, 999_999))
    assert (hidden.status_code, hidden.content) == (404, missing.content)
