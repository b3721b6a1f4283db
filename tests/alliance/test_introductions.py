"""Saying that one works at an organisation: what is asked, what is told, how it is answered."""

import re
from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client

from answerable.access.models import Account
from answerable.access.refusals import Refused, Unacceptable
from answerable.alliance.actions import admitting, approaching, people
from answerable.alliance.actions.approaching import Asker
from answerable.alliance.models import Application, Introduction, OfficeTerm, Organisation, Person
from answerable.alliance.queries import approaches as queries
from answerable.kit import clock, queue
from answerable.ledger.models import Entry
from answerable.notices.models import Notice
from tests.cast import PASSWORD, Alliance
from tests.house.visiting import Visits, session_of

from .outside import ADDRESS, INTRODUCTION, NOBODY, applied, ask, code, introduced, plain

pytestmark = pytest.mark.django_db


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
        plain(browser.get(f"/requests/{key}").content).replace(str(key).encode(), b"") for key in (made.key, missing)
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


def test_coordinator_finds_the_organisation_that_was_meant(cast: Alliance) -> None:
    """What was typed may hold more words than the record; or the coordinator types words of its name."""
    longer, other = introduced(cast, "Tumaini Circle of Nairobi", "KE"), introduced(cast, "Women by the lake", "KE")
    assert [one.organisation for one in queries.alike(Organisation.objects.all(), longer.organisation_name, "KE")] == [
        cast.circle
    ]
    assert longer.organisation is None
    keeper = Client()
    keeper.cookies["session"] = session_of(cast.accounts["coordinator_here"])
    said = {"answer": "yes", "office": "partner_representative", "words_to_them": ""}
    for unclear in ({}, {"organisation-name": "no such"}, {"organisation-name": "tumaini"}):
        assert 'id="id_organisation_error"' in keeper.post(f"/q/{other.key}", said | unclear).content.decode()
    none = {"organisation": "", "organisation-name": ""}
    assert 'id="id_organisation_error"' in keeper.post(f"/q/{longer.key}", said | none).content.decode()
    assert keeper.post(f"/q/{other.key}", said | {"organisation-name": "tumaini circle"}).status_code == 303
    other.refresh_from_db()
    assert (other.organisation, other.office) == (cast.circle, "partner_representative")


def test_no_asks_for_no_organisation(cast: Alliance) -> None:
    made = introduced(cast, "Women by the lake", "KE")
    keeper = Client()
    keeper.cookies["session"] = session_of(cast.accounts["coordinator_here"])
    said = {
        "answer": "no",
        "office": "focal_point",
        "words_to_them": "We do not know you.",
        "organisation-name": "tumai",
    }
    assert keeper.post(f"/q/{made.key}", said).status_code == 303
    made.refresh_from_db()
    assert made.state == "declined"


def test_address_that_somebody_only_typed_tells_them_nothing_of_its_owner(cast: Alliance) -> None:
    """Nobody reads another's requests and invitations by writing their address into their own record."""
    made = introduced(cast)
    browser = Client()
    browser.force_login(cast.accounts["member_elsewhere"])
    browser.post("/me/about", {"name": "Grace Akello", "email": made.email, "visibility": "members"})
    assert Person.objects.get(pk=cast.people["member_elsewhere"].pk).email == made.email
    browser.post("/confirm", {"way": "password", "password": PASSWORD})
    taken = browser.get("/me/download")
    assert (taken.status_code, taken.json()["requests"]) == (200, [])


def test_who_deletes_their_own_data_deletes_nothing_of_whose_address_they_typed(cast: Alliance) -> None:
    made = introduced(cast)
    Introduction.objects.filter(pk=made.pk).update(email=cast.accounts["member_here"].email)
    person, actor = cast.people["member_elsewhere"], cast.actor("member_elsewhere")
    address = cast.accounts["member_here"].email
    people.change_person(by=actor, person=person, name="Grace", email=address, languages=(), visibility="members")
    people.forget_person(by=actor, person=person)
    assert Introduction.objects.filter(pk=made.pk).exists()


@pytest.mark.parametrize(("make", "field"), [(introduced, "organisation"), (applied, "same_as")])
def test_yes_for_an_organisation_of_others_is_said_at_its_field_and_loses_no_words(
    cast: Alliance, make: Callable[..., Introduction | Application], field: str
) -> None:
    """The form offers what the coordinator may know of; what others keep is theirs to confirm."""
    asked = make(cast, "Tumaini Circle" if field == "organisation" else "Nile Youth")
    asked.place, asked.country = cast.here, ""
    asked.save()
    client = Visits(cast).client("coordinator_here")
    said = {"answer": "yes", field: cast.nile.slug, "office": "focal_point", "state": "member", "visibility": "members"}
    answer = client.post(f"/q/{asked.key}", {**said, "words_to_them": "We have known you for years."})
    page = answer.content.decode()
    assert (answer.status_code, "Others keep this organisation" in page) == (200, True)
    assert ("We have known you for years." in page, f'id="id_{field}_error"' in page) == (True, True)
    assert not OfficeTerm.objects.filter(person__email=ADDRESS).exists()


def test_record_that_was_chosen_and_is_offered_no_more_makes_no_second_one(cast: Alliance) -> None:
    """It was renamed while the page was open: whoever answers is asked again, and nobody is welcomed anew."""
    asked, before = applied(cast, "Moyo House"), Organisation.objects.count()
    said = {"answer": "yes", "same_as": cast.circle.slug, "office": "focal_point", "state": "member"}
    answer = Visits(cast).client("coordinator_here").post(f"/q/{asked.key}", {**said, "visibility": "members"})
    assert (answer.status_code, b'id="id_same_as_error"' in answer.content) == (200, True)
    assert Organisation.objects.count() == before
