"""Following an invitation: a neutral page, a code, who sees what, and an office from today."""

import re
from contextlib import suppress

import pytest
from django.core import mail
from django.test import Client

from answerable.access import codes
from answerable.access.actors import Actor
from answerable.access.models import Account
from answerable.access.refusals import Unacceptable
from answerable.alliance.actions import people
from answerable.alliance.actions.accepting import Myself, accept_invitation
from answerable.alliance.actions.invitation_steps import open_invitation, withdraw_invitation
from answerable.alliance.actions.inviting import invite_person
from answerable.alliance.actions.setting_up import change_profile
from answerable.alliance.models import Affiliation, Invitation, OfficeTerm, Organisation, Person
from answerable.alliance.queries import invitations as queries
from answerable.kit import clock, queue
from answerable.ledger.models import Entry
from answerable.notices.models import Notice
from tests.cast import CONSOLE, Alliance
from tests.house.visiting import session_of

pytestmark = pytest.mark.django_db

ADDRESS = "baraka@example.org"
SAID = {"name": "Baraka Mwambe", "language": "en", "visibility": "members", "way": "code"}


def invited(cast: Alliance, organisation: Organisation | None = None, **more: object) -> Invitation:
    facts: dict[str, object] = {"by": cast.actor("coordinator_here"), "email": ADDRESS, "office": "focal_point"}
    return invite_person(**{**facts, "organisation": organisation or cast.circle, **more})  # type: ignore[arg-type] # facts of a test


def link() -> str:
    queue.run_ready()
    return next(
        found.group() for one in reversed(mail.outbox) if (found := re.search(r"/invitations/[\w-]+", str(one.body)))
    )


def code() -> str:
    queue.run_ready()
    found = re.search(r"\d{4} \d{4} \d{4}", str(mail.outbox[-1].body))
    assert found
    return found.group()


def follow(browser: Client, address: str) -> None:
    """From the mail to the page that says what it is about."""
    browser.post(address)
    browser.post("/prove", {"code": code()})


def test_newcomer_becomes_focal_point_from_today(cast: Alliance) -> None:
    made, browser = invited(cast), Client()
    follow(browser, link())
    page = browser.get("/invitation").content.decode()
    assert "Tumaini Circle" in page
    answer = browser.post("/invitation", SAID)
    assert (answer.status_code, answer["Location"]) == (303, "/me")
    person = Person.objects.get(name="Baraka Mwambe")
    assert person.account is not None
    assert (person.account.email, person.account.has_usable_password()) == (ADDRESS, False)
    term = OfficeTerm.objects.get(person=person)
    assert (term.office, term.organisation, term.starts) == ("focal_point", cast.circle, clock.today())
    assert Affiliation.objects.filter(person=person, organisation=cast.circle).exists()
    assert browser.get(f"/o/{cast.circle.slug}/").status_code == 200
    made.refresh_from_db()
    assert (made.state, made.person) == ("accepted", person)
    assert [step.state for step in made.steps.all()] == ["sent", "opened", "accepted"]


def test_those_who_invited_are_told(cast: Alliance) -> None:
    made = invited(cast)
    follow(browser := Client(), link())
    browser.post("/invitation", SAID)
    told = Notice.objects.filter(kind="alliance.invitation_accepted", url=f"/i/{made.key}")
    assert {one.account for one in told} == {cast.accounts["coordinator_here"]}
    assert Entry.objects.get(act="alliance.accept_invitation").subject_id == str(made.key)


def test_get_burns_and_tells_nothing(cast: Alliance) -> None:
    """B34: a program that looks at mails follows links; it accepts nothing and learns nothing."""
    made, address = invited(cast, cast.shelter, by=CONSOLE), link()
    before = len(mail.outbox)
    right, wrong = Client().get(address), Client().get("/invitations/no-such-link")
    assert right.status_code == wrong.status_code == 200
    assert _plain(right.content) == _plain(wrong.content)
    made.refresh_from_db()
    assert (made.state, len(mail.outbox)) == ("sent", before)


def _plain(page: bytes) -> bytes:
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", page)


def test_link_alone_shows_and_opens_nothing(cast: Alliance) -> None:
    """B34: without the mailed code not even the organisation is named, and the address is not shown."""
    invited(cast)
    browser, address = Client(), link()
    browser.post(address)
    shown = browser.get("/prove").content.decode() + browser.get("/invitation").content.decode()
    assert not [word for word in ("Tumaini", ADDRESS, "Focal") if word in shown]
    browser.post("/invitation", SAID)
    assert not Account.objects.filter(email=ADDRESS).exists()


def test_link_works_once(cast: Alliance) -> None:
    """B34"""
    invited(cast)
    browser, address = Client(), link()
    follow(browser, address)
    browser.post("/invitation", SAID)
    again = Client()
    again.post(address)
    assert again.get("/prove")["Location"] == "/"


def test_withdrawn_while_the_page_is_open(cast: Alliance) -> None:
    made, browser = invited(cast), Client()
    follow(browser, link())
    withdraw_invitation(by=CONSOLE, invitation=made)
    assert "Tumaini" not in browser.post("/invitation", SAID).content.decode()
    assert not Account.objects.filter(email=ADDRESS).exists()


def test_password_is_set_where_one_is_chosen(cast: Alliance) -> None:
    invited(cast)
    browser = Client()
    follow(browser, link())
    said = SAID | {"way": "password", "new_password": "short", "again": "short"}
    assert browser.post("/invitation", said).status_code == 200
    assert not Account.objects.filter(email=ADDRESS).exists()
    long = "nine boats at the quiet pier"
    assert browser.post("/invitation", said | {"new_password": long, "again": long}).status_code == 303
    assert Account.objects.get(email=ADDRESS).check_password(long)


def test_person_in_the_records_is_the_one_who_comes_in(cast: Alliance) -> None:
    person = people.welcome_person(by=CONSOLE, name="B. Mwambe", email=ADDRESS, place=cast.here.path)
    people.affiliate(by=CONSOLE, person=person, organisation=cast.circle)
    invited(cast, person=person)
    browser = Client()
    follow(browser, link())
    assert "B. Mwambe" in browser.get("/invitation").content.decode()
    browser.post("/invitation", SAID)
    person.refresh_from_db()
    assert (person.name, person.account is not None, Person.objects.filter(name="Baraka Mwambe").count()) == (
        "Baraka Mwambe",
        True,
        1,
    )


def test_account_that_is_there_already_gets_the_office_and_no_second_person(cast: Alliance) -> None:
    made = invited(cast, email="member.elsewhere@example.org")
    browser, before = Client(), Person.objects.count()
    follow(browser, link())
    assert 'name="name"' not in browser.get("/invitation").content.decode()
    browser.post("/invitation", {})
    made.refresh_from_db()
    assert (made.state, made.person, Person.objects.count()) == ("accepted", cast.people["member_elsewhere"], before)


def test_whoever_is_signed_in_accepts_under_their_own_account(cast: Alliance) -> None:
    made, browser = invited(cast), Client()
    browser.cookies["session"] = session_of(cast.accounts["member_elsewhere"])
    follow(browser, link())
    browser.post("/invitation", {})
    made.refresh_from_db()
    assert made.person == cast.people["member_elsewhere"]
    assert not Account.objects.filter(email=ADDRESS).exists()


def test_closed_way_in_stays_closed(cast: Alliance) -> None:
    invited(cast, email="disabled.coordinator.here@example.org")
    browser = Client()
    follow(browser, link())
    assert browser.post("/invitation", SAID).status_code == 200
    assert not OfficeTerm.objects.filter(person=cast.people["disabled_coordinator_here"], office="focal_point").exists()


def test_office_at_a_network_is_taken_too(cast: Alliance) -> None:
    invited(cast, organisation=None, network=cast.here, office="facilitator") if False else None
    made = invite_person(by=CONSOLE, email=ADDRESS, office="facilitator", network=cast.here)
    account = accept_invitation(by=Actor.nobody(), invitation=made, email=ADDRESS, myself=Myself("Baraka Mwambe", "es"))
    assert OfficeTerm.objects.get(person__account=account).network == cast.here
    assert account.language == "es"


def test_address_must_be_the_invited_one(cast: Alliance) -> None:
    made = invited(cast)
    with pytest.raises(Unacceptable, match="address_not_proved"):
        accept_invitation(by=Actor.nobody(), invitation=made, email="x@example.org", myself=Myself("Baraka"))


def test_saying_no_ends_it_and_keeps_nobody(cast: Alliance) -> None:
    made, browser = invited(cast), Client()
    follow(browser, link())
    assert browser.post("/invitation/no")["Location"] == "/"
    made.refresh_from_db()
    assert (made.state, Account.objects.filter(email=ADDRESS).exists()) == ("declined", False)


def test_invitation_of_the_shelter_names_it_after_the_code_only(cast: Alliance) -> None:
    invited(cast, cast.shelter, by=CONSOLE)
    browser, address = Client(), link()
    shown = browser.get(address).content + browser.post(address, follow=True).content
    assert b"Quiet Shelter" not in shown
    browser.post("/prove", {"code": code()})
    assert b"Quiet Shelter" in browser.get("/invitation").content


def test_deleting_ones_data_deletes_invitations_and_requests(cast: Alliance) -> None:
    made = invited(cast)
    account = accept_invitation(by=Actor.nobody(), invitation=made, email=ADDRESS, myself=Myself("Baraka Mwambe"))
    person = Person.objects.get(account=account)
    people.forget_person(by=Actor(account_id=account.pk), person=person)
    assert not Invitation.objects.filter(email=ADDRESS).exists()


def test_address_that_only_looks_alike_opens_no_account(cast: Alliance) -> None:
    """PostgreSQL writes “ı” and “i” with the same capital letter: somebody’s own domain would open another’s account."""
    victim = cast.accounts["secretariat"]
    Account.objects.filter(pk=victim.pk).update(email="ingrid@mail.example")
    made = invited(cast, email="ingrid@maıl.example")
    with suppress(Unacceptable):  # there it is taken, elsewhere it is another one
        account = accept_invitation(by=Actor.nobody(), invitation=made, email=made.email, myself=Myself(name="Ingrid"))
        assert account != victim
    assert not OfficeTerm.objects.filter(person__account=victim, office="focal_point").exists()
    assert codes.account_of("ingrid@maıl.example") != victim


def test_newcomer_chooses_among_the_languages_on_offer_and_may_change_it_later(cast: Alliance) -> None:
    change_profile(by=CONSOLE, profile=cast.profile, languages=("en", "es"), time_zone="UTC")
    browser, account = Client(), cast.accounts["member_here"]
    browser.force_login(account)
    offered = browser.get("/me/about").content.decode().partition('name="written"')[2].partition("</select>")[0]
    assert re.findall(r'value="([^"]+)"', offered) == ["en", "es"]
    said = {"name": "Baraka Mwambe", "email": account.email, "visibility": "members"}
    browser.post("/me/about", {**said, "written": "es"})
    account.refresh_from_db()
    assert account.language == "es"
    browser.post("/me/about", {**said, "written": "aa"})
    account.refresh_from_db()
    assert account.language == "es"


def test_who_typed_an_invited_address_deletes_no_invitation_with_their_own_data(cast: Alliance) -> None:
    """Neither the address in one's record, nor that of an account nobody has proved yet, is one's own."""
    made = invited(cast)
    person, actor = cast.people["member_elsewhere"], cast.actor("member_elsewhere")
    people.change_person(by=actor, person=person, name="Grace", email=ADDRESS, languages=(), visibility="members")
    people.forget_person(by=actor, person=person)
    assert Invitation.objects.filter(pk=made.pk, state="sent").exists()
    another = people.welcome_person(by=CONSOLE, name="Somebody", email=ADDRESS, place=cast.root.path)
    account = people.give_account(by=CONSOLE, person=another)
    Invitation.objects.filter(pk=made.pk).update(person=another)
    another.refresh_from_db()
    people.forget_person(by=Actor(account_id=account.pk), person=another)
    made.refresh_from_db()
    assert (made.state, made.person) == ("sent", None)
    accept_invitation(by=Actor.nobody(), invitation=made, email=ADDRESS, myself=Myself("Baraka Mwambe"))
    assert Account.objects.get(email=ADDRESS).proved_on is not None


def test_address_is_known_to_be_ones_own_once_a_code_came_back(cast: Alliance) -> None:
    browser, account = Client(), cast.accounts["member_here"]
    assert Account.objects.get(pk=account.pk).proved_on is None
    browser.post("/sign-in", {"email": account.email, "way": "code"})
    browser.post("/sign-in/code", {"code": code()})
    assert Account.objects.get(pk=account.pk).proved_on is not None


def test_pressing_twice_opens_once(cast: Alliance) -> None:
    """Two presses at one moment: both found it sent, and neither is told that it is over."""
    made = invited(cast)
    both = [Invitation.objects.get(pk=made.pk) for _ in range(2)]
    for one in both:
        open_invitation(by=Actor.nobody(), invitation=one)
    assert list(made.steps.values_list("state", flat=True)) == ["sent", "opened"]


def test_invitation_that_ends_between_two_presses_is_over_and_no_fault(
    cast: Alliance, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, browser = invited(cast), Client()
    address = link()
    follow(browser, address)
    stale = queries.by_key(str(made.key), clock.today())
    monkeypatch.setattr(queries, "by_token", lambda *_asked: stale)
    monkeypatch.setattr(queries, "by_key", lambda *_asked: stale)
    withdraw_invitation(by=CONSOLE, invitation=Invitation.objects.get(pk=made.pk))
    pages = [browser.post(address), browser.post("/invitation/no")]
    assert [(one.status_code, b"does not work any more" in one.content) for one in pages] == [(200, True)] * 2
