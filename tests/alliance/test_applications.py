"""Asking to join: what the applicant learns, what a yes makes, how long a no is kept."""

import datetime as dt

import pytest
from django.test import Client

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.alliance.actions import admitting, approaching
from answerable.alliance.models import Application, Introduction, Membership, OfficeTerm, Organisation
from answerable.alliance.queries import approaches as queries
from answerable.kit import clock
from tests.cast import CONSOLE, Alliance
from tests.house.visiting import session_of

from .outside import ADDRESS, applied, code, guessing_is_forgotten, introduced

pytestmark = pytest.mark.django_db


def test_accepted_application_makes_organisation_membership_and_contact(cast: Alliance) -> None:
    made = applied(cast)
    admitting.accept_application(by=cast.actor("coordinator_here"), application=made)
    organisation = Organisation.objects.get(name="Moyo House")
    assert Membership.objects.get(organisation=organisation).state == "provisional"
    assert [kind.code for kind in organisation.kinds.all()] == ["youth"]
    assert OfficeTerm.objects.get(organisation=organisation).person.name == "Baraka Mwambe"
    made.refresh_from_db()
    assert (made.state, made.organisation) == ("accepted", organisation)
    with pytest.raises(Unacceptable, match="answered_already"):
        admitting.accept_application(by=cast.actor("coordinator_here"), application=made)
    assert Organisation.objects.filter(name="Moyo House").count() == 1


def test_application_that_turns_out_to_be_recorded_makes_no_second_organisation(cast: Alliance) -> None:
    made, before = applied(cast, "Tumaini Circle"), Organisation.objects.count()
    admitting.accept_application(by=cast.actor("coordinator_here"), application=made, same_as=cast.circle)
    assert (
        Organisation.objects.count(),
        OfficeTerm.objects.filter(organisation=cast.circle, person__name="Baraka Mwambe").count(),
    ) == (before, 1)


def test_applicant_at_risk_becomes_an_organisation_at_risk(cast: Alliance) -> None:
    made = applied(cast, at_risk=True)
    admitting.accept_application(by=cast.actor("coordinator_here"), application=made, visibility="public")
    organisation = Organisation.objects.get(name="Moyo House")
    assert (organisation.at_risk, organisation.visibility) == (True, "network")


def test_applicant_is_shown_only_what_everybody_may_know(cast: Alliance) -> None:
    """B03: similar names at risk or for members stand on the coordinator's page and not on the applicant's."""
    said = {"country": "KE", "network": cast.here.slug, "why": "Because.", "name": "Baraka", "email": ADDRESS}
    for name, shown in (("Quiet Shelters", False), ("Tumaini Circles", False)):
        browser = Client()
        browser.post("/join", said | {"organisation_name": name})
        browser.post("/prove", {"code": code()})
        page = browser.get("/asked").content.decode().replace(name, "")
        assert ("Quiet Shelter" in page or "Tumaini Circle" in page) == shown
        guessing_is_forgotten()
    made = applied(cast, "Quiet Shelters")
    keeper = Client()
    keeper.cookies["session"] = session_of(cast.accounts["coordinator_here"])
    assert "Quiet Shelter" in keeper.get(f"/q/{made.key}").content.decode().replace("Quiet Shelters", "")


def test_applicant_sees_public_organisations_of_a_similar_name(cast: Alliance) -> None:
    browser = Client()
    said = {"country": "UG", "network": cast.elsewhere.slug, "why": "Because.", "name": "Baraka", "email": ADDRESS}
    browser.post("/join", said | {"organisation_name": "Nile Youths"})
    browser.post("/prove", {"code": code()})
    assert f"/organisations/{cast.nile.slug}/mine" in browser.get("/asked").content.decode()


def test_queue_shows_each_keeper_their_own(cast: Alliance) -> None:
    """B10"""
    applied(cast)
    here, elsewhere = cast.actor("coordinator_here"), cast.actor("coordinator_elsewhere")
    assert (
        queries.waiting(here, cast.here),
        queries.waiting(elsewhere, cast.elsewhere),
        queries.waiting(cast.actor("secretariat"), cast.root),
    ) == (1, 0, 1)


def test_answers_by_page(cast: Alliance) -> None:
    made = applied(cast)
    keeper = Client()
    keeper.cookies["session"] = session_of(cast.accounts["coordinator_here"])
    page = f"/q/{made.key}"
    said = {
        "answer": "no",
        "state": "provisional",
        "visibility": "members",
        "office": "focal_point",
        "words_to_them": "",
    }
    assert 'id="id_words_to_them_error"' in keeper.post(page, said).content.decode()
    assert keeper.post(page, said | {"answer": "yes"}).status_code == 303
    assert Organisation.objects.filter(name="Moyo House").exists()


def test_what_was_declined_is_deleted_after_its_days(cast: Alliance) -> None:
    declined, waiting = applied(cast), introduced(cast)
    approaching.decline_request(by=CONSOLE, about=declined, words="Not in this country.")
    job = Actor.of_system("job")
    assert admitting.forget_old_requests(by=job, on=clock.today() + dt.timedelta(days=180)) == 0
    assert admitting.forget_old_requests(by=job, on=clock.today() + dt.timedelta(days=181)) == 1
    assert (Application.objects.exists(), list(Introduction.objects.all())) == (False, [waiting])
    assert admitting.forget_old_requests(by=job, on=clock.today() + dt.timedelta(days=401)) == 1
    assert not Introduction.objects.exists()


def test_organisation_somebody_asked_about_is_not_removed_unnoticed(cast: Alliance) -> None:
    from answerable.alliance.actions.cards import Card
    from answerable.alliance.actions.organisations import remove_organisation, welcome_organisation

    made = welcome_organisation(by=CONSOLE, card=Card(name="By mistake"), network=cast.here)
    introduced(cast, "By mistake", "KE", organisation=made)
    with pytest.raises(Unacceptable, match="people_are_invited"):
        remove_organisation(by=CONSOLE, organisation=made)
