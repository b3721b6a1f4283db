"""A lost second factor: asked for at the door, confirmed by two who keep the person's place, waited for, removed."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.test import Client
from pytest_django import Settings

from answerable.access import actions as access
from answerable.access import lost_factor, passkeys, second_factor
from answerable.access.models import LostFactor, LostFactorStep, Session
from answerable.access.refusals import Refused, Unacceptable
from answerable.alliance.actions.people import declare_self
from answerable.alliance.actions.sign_in import (
    confirm_lost_factor,
    confirmers_of,
    may_confirm,
    refuse_lost_factor,
    remove_lost_factors,
)
from answerable.alliance.models import SelfDeclaration
from answerable.kit import queue
from answerable.ledger.models import Entry
from answerable.notices.models import Notice
from tests.authenticator import Device
from tests.cast import CONSOLE, PASSWORD, Alliance

LOST = "/sign-in/lost"
NEEMA = "focal_point_here"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def moment(cast: Alliance, settings: Settings) -> Iterator[time_machine.Traveller]:
    """Neema, focal point of Tumaini Circle, has an app and a passkey, and lost both."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with time_machine.travel(dt.datetime(2027, 3, 2, 8, 20, tzinfo=dt.UTC), tick=False) as travelling:
        second_factor.keep_app(cast.accounts[NEEMA], SECRET, step=1)
        passkeys.keep(cast.accounts[NEEMA], "Telephone", passkeys.New(Device().credential, 0))
        yield travelling


def at_the_door(cast: Alliance, role: str = NEEMA) -> Client:
    """Whoever has the password, and stands before the second step."""
    browser = Client()
    sent = {"way": "password", "email": cast.accounts[role].email, "password": PASSWORD}
    assert browser.post("/sign-in", sent).headers["Location"] == "/sign-in/second-factor"
    return browser


def asked(cast: Alliance) -> Client:
    browser = at_the_door(cast)
    assert browser.post(LOST).headers["Location"] == LOST
    return browser


def confirm(cast: Alliance, role: str, how: str = "met") -> LostFactor:
    return confirm_lost_factor(by=cast.actor(role), person=cast.people[NEEMA], how=how)


def mailed() -> list[str]:
    """What the account's person is told by mail of their sign-in, beside what awaits them."""
    queue.run_ready()
    to_them = [one for one in mail.outbox if one.to == ["focal.point.here@example.org"]]
    return [str(one.subject) for one in to_them if one.subject != "What awaits you"]


def test_two_confirm_it_waits_a_day_and_is_removed(cast: Alliance, moment: time_machine.Traveller) -> None:
    asked(cast)
    assert confirm(cast, "coordinator_here").goes_at is None
    lost = confirm(cast, "secretariat", "called")
    assert lost.goes_at == dt.datetime(2027, 3, 3, 9, 0, tzinfo=dt.UTC)
    moment.move_to(dt.datetime(2027, 3, 3, 8, 59, tzinfo=dt.UTC))
    assert remove_lost_factors(by=CONSOLE) == 0
    assert second_factor.has_any(cast.accounts[NEEMA].pk)
    moment.move_to(dt.datetime(2027, 3, 3, 9, 0, tzinfo=dt.UTC))
    assert remove_lost_factors(by=CONSOLE) == 1
    assert not Authenticator.objects.filter(user=cast.accounts[NEEMA]).exists()
    browser = Client()
    sent = {"way": "password", "email": cast.accounts[NEEMA].email, "password": PASSWORD}
    assert browser.post("/sign-in", sent).headers["Location"] == "/me"
    acts = list(
        Entry.objects.filter(subject_id=str(cast.accounts[NEEMA].pk)).order_by("n").values_list("act", flat=True)
    )
    assert acts[-4:] == [
        "access.ask_to_remove_factor", "access.confirm_lost_factor", "access.confirm_lost_factor",
        "access.remove_lost_factor",
    ]  # fmt: skip
    assert [(step.step, step.office, step.how) for step in LostFactorStep.objects.all()] == [
        ("confirmed", "coordinator", "met"), ("confirmed", "secretariat", "called"), ("removed", "", ""),
    ]  # fmt: skip


def test_those_who_confirmed_count_only_while_they_keep_the_place(
    cast: Alliance, moment: time_machine.Traveller
) -> None:
    """B30: whoever was sent away meanwhile, or keeps not all of it any more, has removed nobody’s second step."""
    asked(cast)
    confirm(cast, "coordinator_here")
    confirm(cast, "secretariat")
    access.disable_account(by=CONSOLE, account=cast.accounts["coordinator_here"])
    moment.shift(dt.timedelta(hours=26))
    assert remove_lost_factors(by=CONSOLE) == 0
    assert second_factor.has_any(cast.accounts[NEEMA].pk)
    assert lost_factor.open_of(cast.accounts[NEEMA].pk) is None
    assert mailed()[-1] == "The second step of your sign-in stays"


def test_everybody_concerned_is_told(cast: Alliance, moment: time_machine.Traveller) -> None:
    asked(cast)
    told = set(Notice.objects.filter(kind="alliance.factor_lost").values_list("account_id", flat=True))
    assert told == {cast.accounts[role].pk for role in ("secretariat", "coordinator_above", "coordinator_here")}
    confirm(cast, "coordinator_here")
    confirm(cast, "coordinator_above")
    moment.shift(dt.timedelta(hours=26))
    remove_lost_factors(by=CONSOLE)
    assert mailed() == [
        "Somebody says that your second step is lost",
        "The second step of your sign-in will be removed",
        "The second step of your sign-in was removed",
    ]
    done = set(Notice.objects.filter(kind="alliance.factor_removed").values_list("account_id", flat=True))
    assert done == {cast.accounts[role].pk for role in ("coordinator_above", "coordinator_here")}


def test_only_keepers_of_all_their_places_confirm_and_never_they_themselves(cast: Alliance) -> None:
    may = set(confirmers_of(cast.accounts[NEEMA].pk))
    assert may == {cast.accounts[role].pk for role in ("secretariat", "coordinator_above", "coordinator_here")}
    peers = {role for role in cast.people if may_confirm(cast.actor(role), cast.people["coordinator_here"])}
    assert peers == {"secretariat", "coordinator_above"}  # not another coordinator of the same network
    assert confirmers_of(cast.accounts["secretariat"].pk) == []
    assert confirmers_of(cast.accounts["stranger"].pk) == []


def test_one_confirms_once(cast: Alliance, moment: time_machine.Traveller) -> None:
    asked(cast)
    confirm(cast, "coordinator_here")
    with pytest.raises(Unacceptable, match="confirmed_already"):
        confirm(cast, "coordinator_here")
    with pytest.raises(Refused):
        confirm(cast, "coordinator_elsewhere")
    with pytest.raises(Refused):
        confirm(cast, NEEMA)
    assert LostFactor.objects.get().goes_at is None


def test_person_stops_it_at_the_door_and_from_inside(cast: Alliance, moment: time_machine.Traveller) -> None:
    browser = asked(cast)
    browser.post(LOST, {"stop": "1"})
    assert lost_factor.open_of(cast.accounts[NEEMA].pk) is None
    asked(cast)
    inside = Client()
    inside.force_login(cast.accounts[NEEMA])
    assert b"Somebody says that your second step is lost" in inside.get("/me/security").content
    inside.post("/me/security/lost/stop")
    assert [lost.closed_on is not None for lost in LostFactor.objects.all()] == [True, True]
    assert "The second step of your sign-in stays" in mailed()
    moment.shift(dt.timedelta(days=3))
    assert remove_lost_factors(by=CONSOLE) == 0


def test_stopping_holds_after_two_have_confirmed(cast: Alliance, moment: time_machine.Traveller) -> None:
    browser = asked(cast)
    confirm(cast, "coordinator_here")
    confirm(cast, "coordinator_above")
    assert b"is removed after" in browser.get(LOST).content
    moment.shift(dt.timedelta(minutes=10))
    browser.post(LOST, {"stop": "1"})
    moment.shift(dt.timedelta(days=3))
    assert remove_lost_factors(by=CONSOLE) == 0
    assert second_factor.has_any(cast.accounts[NEEMA].pk)


def test_factor_that_is_used_is_not_lost(cast: Alliance, moment: time_machine.Traveller) -> None:
    browser = asked(cast)
    now = int(dt.datetime(2027, 3, 2, 8, 20, tzinfo=dt.UTC).timestamp()) // 30
    browser.post("/sign-in/second-factor", {"code": format_hotp_value(hotp_value(SECRET, now))})
    assert lost_factor.open_of(cast.accounts[NEEMA].pk) is None


def test_keeper_who_is_not_sure_stops_it(cast: Alliance, moment: time_machine.Traveller) -> None:
    asked(cast)
    confirm(cast, "coordinator_here")
    refuse_lost_factor(by=cast.actor("secretariat"), person=cast.people[NEEMA])
    with pytest.raises(Unacceptable, match="closed_already"):
        confirm(cast, "coordinator_above")


def test_what_nobody_confirms_lapses(cast: Alliance, moment: time_machine.Traveller) -> None:
    asked(cast)
    confirm(cast, "coordinator_here")
    moment.shift(dt.timedelta(days=8))
    remove_lost_factors(by=CONSOLE)
    assert LostFactor.objects.get().closed_on is not None
    assert second_factor.has_any(cast.accounts[NEEMA].pk)
    moment.shift(dt.timedelta(days=91))
    lost_factor.forget_closed()
    assert LostFactor.objects.count() == 0


def test_where_two_are_missing_the_page_says_what_to_do(cast: Alliance, moment: time_machine.Traveller) -> None:
    second_factor.keep_app(cast.accounts["secretariat"], SECRET, step=1)
    browser = at_the_door(cast, "secretariat")
    assert b"whoever runs this site" in browser.get(LOST).content
    assert b"nobody could confirm it" in browser.post(LOST).content
    assert not LostFactor.objects.exists()


def test_operator_removes_it_with_an_entry(cast: Alliance, moment: time_machine.Traveller) -> None:
    with pytest.raises(Refused):
        access.reset_factor(by=cast.actor("secretariat"), account=cast.accounts[NEEMA])
    asked(cast)
    access.reset_factor(by=CONSOLE, account=cast.accounts[NEEMA])
    assert not second_factor.has_any(cast.accounts[NEEMA].pk)
    assert lost_factor.open_of(cast.accounts[NEEMA].pk) is None
    assert Entry.objects.order_by("-n")[0].act == "access.reset_factor"


def test_it_asks_for_the_first_step_and_no_more_than_three_times_a_day(
    cast: Alliance, moment: time_machine.Traveller
) -> None:
    assert Client().get(LOST).headers["Location"].startswith("/sign-in")
    browser = at_the_door(cast)
    for _ in range(3):
        browser.post(LOST)
        browser.post(LOST, {"stop": "1"})
    assert b"Ask again tomorrow" in browser.post(LOST).content
    assert LostFactor.objects.filter(closed_on=None).count() == 0


def test_removal_opens_nothing_that_is_sealed(cast: Alliance, moment: time_machine.Traveller) -> None:
    """B30: no session stays, the password is still needed, and what was sealed is as it was."""
    declare_self(by=cast.actor(NEEMA), person=cast.people[NEEMA], measures=("women",))
    sealed = bytes(SelfDeclaration.objects.get(person=cast.people[NEEMA]).sealed)
    password = cast.accounts[NEEMA].password
    inside = Client()
    inside.force_login(cast.accounts[NEEMA])
    asked(cast)
    confirm(cast, "coordinator_here")
    confirm(cast, "coordinator_above")
    moment.shift(dt.timedelta(hours=26))
    remove_lost_factors(by=CONSOLE)
    assert not Session.objects.filter(account=cast.accounts[NEEMA]).exists()
    assert bytes(SelfDeclaration.objects.get(person=cast.people[NEEMA]).sealed) == sealed
    cast.accounts[NEEMA].refresh_from_db()
    assert cast.accounts[NEEMA].password == password


def test_keeper_confirms_on_a_page_after_a_fresh_proof(cast: Alliance, moment: time_machine.Traveller) -> None:
    asked(cast)
    page = f"/people/{cast.people[NEEMA].key}/second-factor"
    browser = Client()
    browser.force_login(cast.accounts["coordinator_here"])
    assert browser.get(page).headers["Location"].startswith("/confirm")
    browser.post("/confirm", {"way": "password", "password": PASSWORD})
    assert b"Make sure by other means" in browser.get(page).content
    assert b"A lost second step" in browser.get(f"/people/{cast.people[NEEMA].key}").content
    assert browser.post(page, {"answer": "called"}).status_code == 303
    assert b"You made sure already" in browser.get(page).content
    assert browser.post(page, {"answer": "not_them"}).status_code == 303
    assert b"Nobody waits" in browser.get(page).content


def test_old_request_does_not_come_back_with_a_backup(cast: Alliance, moment: time_machine.Traveller) -> None:
    """B56: what was open when a backup was made may have been stopped since."""
    from answerable.access.forgetting import close_all_that_was_open

    asked(cast)
    close_all_that_was_open()
    assert not LostFactor.objects.exists()


def test_removed_factor_does_not_come_back_with_a_backup(cast: Alliance, moment: time_machine.Traveller) -> None:
    """B56: a telephone that was stolen opens nothing after a restore either."""
    from answerable.backups import forgotten

    account = cast.accounts[NEEMA]
    before = list(Authenticator.objects.filter(user=account))
    lines = {forgotten._hashed(second_factor.KIND, second_factor.key_of(row)) for row in before}
    second_factor.forget_all(account)
    Authenticator.objects.bulk_create(before)
    assert forgotten.replay(lines)[second_factor.KIND] == 3
    assert not second_factor.has_any(account.pk)
