"""What anybody may ask, what they learn of it, and how it is answered."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.test import Client

from answerable.access.actors import Actor
from answerable.access.models import Account
from answerable.access.refusals import Refused, Unacceptable
from answerable.alliance.actions import admitting, approaching
from answerable.alliance.actions.approaching import Applicant, Asker
from answerable.alliance.models import Application, Introduction, Membership, OfficeTerm, Organisation, Person
from answerable.alliance.queries import approaches as queries
from answerable.kit import clock, queue
from answerable.ledger.models import Entry
from answerable.notices.models import Notice
from tests.cast import CONSOLE, Alliance
from tests.house.visiting import session_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]

ADDRESS = "baraka@example.org"
BARAKA = Asker("Baraka Mwambe", ADDRESS, "en", "Director")
NOBODY = Actor.nobody()
INTRODUCTION = {
    "organisation_name": "Nile Youth",
    "country": "UG",
    "name": "Baraka Mwambe",
    "email": ADDRESS,
    "title": "",
    "proof": "Ask Grace.",
}


def introduced(
    cast: Alliance, name: str = "Nile Youth", country: str = "UG", organisation: Organisation | None = None
) -> Introduction:
    return approaching.introduce_oneself(
        by=NOBODY, asker=BARAKA, organisation_name=name, country=country, proof="Ask Grace.", organisation=organisation
    )


def applied(cast: Alliance, name: str = "Moyo House", *, at_risk: bool = False) -> Application:
    applicant = Applicant(
        name=name, network=cast.here, country="KE", kinds=("youth",), why="We walk with young people.", at_risk=at_risk
    )
    return approaching.apply_to_join(by=NOBODY, asker=BARAKA, applicant=applicant)


def code() -> str:
    queue.run_ready()
    found = re.search(r"\d{4} \d{4} \d{4}", str(mail.outbox[-1].body))
    assert found
    return found.group()


def ask(browser: Client, address: str, said: dict[str, str]) -> list[tuple[int, bytes]]:
    """Asks as somebody without an account does; returns every page they see, less what differs by chance."""
    pages = [browser.post(address, said), browser.get("/prove"), browser.post("/prove", {"code": code()})]
    pages += [browser.get("/asked"), sent := browser.post("/asked"), browser.get(sent["Location"])]
    return [(one.status_code, _plain(one.content)) for one in pages]


def _plain(page: bytes) -> bytes:
    page = re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", page)
    return page.replace(b"Quiet Shelter", b"NAME").replace(b"Nowhere House", b"NAME").replace(b"Nile Youth", b"NAME")


# Introductions


def test_nothing_is_granted_before_somebody_confirms(cast: Alliance) -> None:
    browser = Client()
    ask(
        browser, f"/organisations/{cast.nile.slug}/mine", {key: INTRODUCTION[key] for key in ("name", "email", "proof")}
    )
    made = Introduction.objects.get()
    assert (made.organisation, made.state, made.place) == (cast.nile, "waiting", cast.elsewhere)
    assert not Account.objects.filter(email=ADDRESS).exists()
    assert {one.account for one in Notice.objects.filter(kind="alliance.request_waits")} == {
        cast.accounts["coordinator_elsewhere"]
    }


def test_address_is_proved_before_anything_is_taken_down(cast: Alliance) -> None:
    browser = Client()
    browser.post("/introduce", INTRODUCTION)
    assert browser.get("/asked")["Location"] == "/prove"
    browser.post("/asked")
    assert not Introduction.objects.exists()


def test_organisation_at_risk_answers_like_one_that_is_not_recorded(cast: Alliance) -> None:
    """B03: whoever asks sees the same pages, byte for byte."""
    seen: list[list[tuple[int, bytes]]] = []
    for name in ("Quiet Shelter", "Nowhere House", "Nile Youth"):
        mail.outbox.clear()
        seen.append(
            ask(
                Client(),
                "/introduce",
                INTRODUCTION | {"organisation_name": name, "country": "KE", "email": f"one{len(seen)}@example.org"},
            )
        )
    seen = [[(status, re.sub(rb"one\d@", b"", page)) for status, page in pages] for pages in seen]
    assert seen[0] == seen[1] == seen[2]
    assert [one.organisation for one in Introduction.objects.order_by("pk")] == [cast.shelter, None, None]


def test_asking_twice_in_other_words_tells_nothing_either(cast: Alliance) -> None:
    """B03: what was typed decides whether it is the same request, never what it means."""
    one, other = introduced(cast, "Quiet Shelter", "KE"), introduced(cast, "Quiet, Shelter (QS)", "KE")
    assert (one.pk == other.pk, introduced(cast, "quiet shelter", "KE").pk == one.pk) == (False, True)


def test_page_of_a_hidden_organisation_is_not_there(cast: Alliance) -> None:
    """B03"""
    hidden, missing = (
        Client().get(f"/organisations/{cast.shelter.slug}/mine"),
        Client().get("/organisations/no-such/mine"),
    )
    assert (hidden.status_code, hidden.content) == (missing.status_code, missing.content) == (404, missing.content)


def test_coordinator_confirms_and_the_office_begins(cast: Alliance) -> None:
    made = introduced(cast, organisation=cast.nile)
    mail.outbox.clear()
    admitting.confirm_introduction(by=cast.actor("coordinator_elsewhere"), introduction=made, words="Welcome.")
    person = Person.objects.get(name="Baraka Mwambe")
    assert person.account is not None
    assert person.account.email == ADDRESS
    term = OfficeTerm.objects.get(person=person)
    assert (term.office, term.organisation, term.starts) == ("focal_point", cast.nile, clock.today())
    assert term.granted_by == str(cast.accounts["coordinator_elsewhere"].pk)
    queue.run_ready()
    said = "".join(f"{one.subject}{one.body}" for one in mail.outbox)
    assert not [word for word in ("Nile", "Welcome", "Baraka", "Focal") if word in said]  # B18


def test_only_those_who_keep_the_records_answer(cast: Alliance) -> None:
    """B10"""
    made = introduced(cast, "Tumaini Circle", "KE", organisation=cast.circle)
    for role in ("coordinator_elsewhere", "focal_point_here", "member_here"):
        with pytest.raises(Refused):
            admitting.confirm_introduction(by=cast.actor(role), introduction=made)
        with pytest.raises(Refused):
            approaching.decline_request(by=cast.actor(role), about=made, words="No.")


def test_no_one_is_let_into_an_organisation_of_another_place(cast: Alliance) -> None:
    """B10: choosing an organisation the coordinator does not keep grants nothing there."""
    made = introduced(cast, "Something", "KE")
    with pytest.raises(Refused):
        admitting.confirm_introduction(by=cast.actor("coordinator_here"), introduction=made, organisation=cast.nile)
    assert not Person.objects.filter(name="Baraka Mwambe").exists()


def test_no_is_said_with_a_reason_that_only_whoever_asked_reads(cast: Alliance) -> None:
    made = introduced(cast, organisation=cast.nile)
    with pytest.raises(Unacceptable, match="words_needed"):
        approaching.decline_request(by=cast.actor("coordinator_elsewhere"), about=made, words=" ")
    approaching.decline_request(
        by=cast.actor("coordinator_elsewhere"), about=made, words="Nobody there knows this name."
    )
    browser = Client()
    assert b"Nobody there" not in browser.get(f"/requests/{made.key}").content
    browser.post(f"/requests/{made.key}", {"email": ADDRESS})
    browser.post("/prove", {"code": code()})
    assert b"Nobody there knows this name." in browser.get(f"/requests/{made.key}").content
    assert "Nobody there" not in repr(list(Entry.objects.values()))


def test_status_of_others_looks_like_none_at_all(cast: Alliance) -> None:
    """B03"""
    made, browser = introduced(cast), Client()
    browser.post("/introduce", INTRODUCTION | {"email": "other@example.org"})
    browser.post("/prove", {"code": code()})
    missing = "00000000-0000-4000-8000-000000000000"
    there, nowhere = (
        _plain(browser.get(f"/requests/{key}").content).replace(str(key).encode(), b"") for key in (made.key, missing)
    )
    assert there == nowhere


def test_question_is_answered_and_waits_again(cast: Alliance) -> None:
    made = introduced(cast, organisation=cast.nile)
    approaching.ask_for_more(by=cast.actor("coordinator_elsewhere"), about=made, words="Since when?")
    browser = Client()
    browser.post(f"/requests/{made.key}", {"email": ADDRESS})
    browser.post("/prove", {"code": code()})
    assert browser.post(f"/requests/{made.key}", {"words_back": "Since March."}).status_code == 303
    made.refresh_from_db()
    assert (made.state, [step.words for step in made.steps.all()]) == ("waiting", ["", "Since when?", "Since March."])


def test_request_is_taken_back_by_whoever_asked(cast: Alliance) -> None:
    made = introduced(cast)
    browser = Client()
    assert (
        browser.post(f"/requests/{made.key}", {"withdraw": "1"}).status_code == 200
    )  # nobody was proved: an address is asked for
    browser.post(f"/requests/{made.key}", {"email": ADDRESS})
    browser.post("/prove", {"code": code()})
    browser.post(f"/requests/{made.key}", {"withdraw": "1"})
    made.refresh_from_db()
    assert made.state == "withdrawn"


def test_signed_in_member_asks_with_their_own_account(cast: Alliance) -> None:
    browser = Client()
    browser.cookies["session"] = session_of(cast.accounts["member_here"])
    browser.post(f"/organisations/{cast.nile.slug}/mine", {"name": "Zawadi Njeri", "proof": "I moved there."})
    browser.post("/asked")
    made = Introduction.objects.get()
    admitting.confirm_introduction(by=cast.actor("coordinator_elsewhere"), introduction=made)
    assert OfficeTerm.objects.get(organisation=cast.nile, person=cast.people["member_here"]).office == "focal_point"


def test_one_address_asks_a_few_things_at_a_time(cast: Alliance) -> None:
    for number in range(3):
        introduced(cast, f"House {number} of the river")
    with pytest.raises(Unacceptable, match="asked_often_enough"):
        introduced(cast, "House of the sea")


def test_everybody_together_asks_so_often_a_day(cast: Alliance, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("answerable.alliance.rules.invitations.MOST_A_DAY", 1)
    introduced(cast)
    with pytest.raises(Unacceptable, match="too_many_ask_today"):
        approaching.introduce_oneself(
            by=NOBODY, asker=Asker("Grace", "g@example.org"), organisation_name="Lake", country="", proof="Ask."
        )


# Applications


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


def guessing_is_forgotten() -> None:
    from answerable.access.models import Bucket

    Bucket.objects.all().delete()


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


# Retention


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


def test_coordinator_finds_the_organisation_that_was_meant(cast: Alliance) -> None:
    """What was typed may hold more words than the record; or the coordinator types words of its name."""
    longer, other = introduced(cast, "Tumaini Circle of Nairobi", "KE"), introduced(cast, "Women by the lake", "KE")
    assert [one.organisation for one in queries.alike(Organisation.objects.all(), longer.organisation_name, "KE")] == [
        cast.circle
    ]
    assert longer.organisation is None
    keeper = Client()
    keeper.cookies["session"] = session_of(cast.accounts["coordinator_here"])
    said = {"answer": "yes", "office": "partner_representative", "words_to_them": "", "typed": ""}
    assert 'id="id_typed_error"' in keeper.post(f"/q/{other.key}", said).content.decode()
    assert 'id="id_typed_error"' in keeper.post(f"/q/{other.key}", said | {"typed": "no such"}).content.decode()
    assert keeper.post(f"/q/{other.key}", said | {"typed": "tumaini"}).status_code == 303
    other.refresh_from_db()
    assert (other.organisation, other.office) == (cast.circle, "partner_representative")
