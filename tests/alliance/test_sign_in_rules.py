"""Offices that ask for a second factor: grace, rest, and coming back."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from answerable.access import actions as access
from answerable.access import second_factor
from answerable.access.actors import Actor, actor_for
from answerable.access.refusals import Refused, Unacceptable
from answerable.access.required import task_of
from answerable.alliance.actions.offices import grant_office
from answerable.alliance.actions.sign_in import set_sign_in_rules
from answerable.alliance.models import SignInRules
from answerable.alliance.permissions import may_keep_network
from answerable.alliance.queries.sign_in import sign_in_rules, without_factor
from answerable.alliance.rules.words import Office
from answerable.jobs.daily import remind_of_a_missing_second_factor as reminding
from answerable.kit import clock
from answerable.ledger.models import Entry
from answerable.notices.models import Notice
from tests.cast import CONSOLE, PASSWORD, Alliance

pytestmark = pytest.mark.postgres_too
ASKING = ("coordinator", "secretariat")


@pytest.fixture
def moment(cast: Alliance) -> Iterator[time_machine.Traveller]:
    """The day on which coordinators and the secretariat are asked for a second factor."""
    with time_machine.travel(dt.datetime.now(dt.UTC), tick=False) as travelling:
        set_sign_in_rules(by=cast.actor("secretariat"), offices=ASKING, grace_days=14, wait_hours=24)
        yield travelling


def wanjiru(cast: Alliance) -> Actor:
    return cast.actor("coordinator_here")


def add_app(cast: Alliance, role: str = "coordinator_here") -> None:
    second_factor.keep_app(cast.accounts[role], second_factor.new_secret(), step=1)


def enter(cast: Alliance, role: str) -> Client:
    browser = Client()
    browser.force_login(cast.accounts[role])
    return browser


def test_records_keepers_are_asked_at_first(cast: Alliance) -> None:
    SignInRules.objects.all().delete()
    assert dict(sign_in_rules().since) == dict.fromkeys(ASKING, cast.profile.set_up_on)
    assert (sign_in_rules().grace_days, sign_in_rules().wait_hours) == (14, 24)


def test_office_works_through_its_grace_and_rests_after(cast: Alliance, moment: time_machine.Traveller) -> None:
    today = clock.today()
    task = task_of(wanjiru(cast))
    assert task is not None
    assert (task.offices, task.until, task.is_overdue) == (("coordinator",), today + dt.timedelta(days=14), False)
    moment.shift(dt.timedelta(days=14))
    assert may_keep_network(wanjiru(cast), cast.here.path)
    moment.shift(dt.timedelta(days=1))
    assert not may_keep_network(wanjiru(cast), cast.here.path)
    assert {post.office for post in wanjiru(cast).resting} == {"coordinator"}
    assert "member" in wanjiru(cast).offices
    resting = task_of(wanjiru(cast))
    assert resting is not None
    assert resting.is_overdue


def test_resting_office_says_what_to_do_and_setting_it_up_stays_open(
    cast: Alliance, moment: time_machine.Traveller
) -> None:
    moment.shift(dt.timedelta(days=15))
    browser = Client()
    browser.post(
        "/sign-in", {"way": "password", "email": cast.accounts["coordinator_here"].email, "password": PASSWORD}
    )
    refused = browser.get(f"/n/{cast.here.slug}/")
    assert refused.status_code == 403
    assert b"needs a second step at sign-in" in refused.content
    assert b'href="/me/security"' in refused.content
    assert b"Your offices rest" in browser.get("/me").content
    for address in ("/me/security", "/me/security/app", "/me/security/passkeys/add", "/me/about"):
        assert browser.get(address).status_code == 200


def test_office_goes_on_at_once_when_a_factor_is_set(cast: Alliance, moment: time_machine.Traveller) -> None:
    moment.shift(dt.timedelta(days=30))
    browser = enter(cast, "coordinator_here")
    assert browser.get(f"/n/{cast.here.slug}/").status_code == 403
    add_app(cast)
    assert browser.get(f"/n/{cast.here.slug}/").status_code == 200
    assert task_of(wanjiru(cast)) is None


def test_other_offices_and_members_are_not_touched(cast: Alliance, moment: time_machine.Traveller) -> None:
    moment.shift(dt.timedelta(days=400))
    assert cast.actor("focal_point_here").offices == {"focal_point", "member"}
    assert cast.actor("member_here").resting == ()
    grant_office(by=CONSOLE, person=cast.people["focal_point_here"], office=Office.COORDINATOR, network=cast.local)
    moment.shift(dt.timedelta(days=15))
    both = cast.actor("focal_point_here")
    assert both.offices == {"focal_point", "member"}
    assert [post.office for post in both.resting] == ["coordinator"]


def test_grace_begins_with_the_office(cast: Alliance, moment: time_machine.Traveller) -> None:
    """Whoever is entrusted later has the same days, not what is left of others'."""
    moment.shift(dt.timedelta(days=100))
    grant_office(by=CONSOLE, person=cast.people["member_here"], office=Office.COORDINATOR, network=cast.local)
    moment.shift(dt.timedelta(days=14))
    assert "coordinator" in cast.actor("member_here").offices
    moment.shift(dt.timedelta(days=1))
    assert "coordinator" not in cast.actor("member_here").offices


def test_office_that_is_asked_later_has_its_own_grace(cast: Alliance, moment: time_machine.Traveller) -> None:
    moment.shift(dt.timedelta(days=10))
    more = (*ASKING, "editor")
    set_sign_in_rules(by=CONSOLE, offices=more, grace_days=14, wait_hours=24)
    moment.shift(dt.timedelta(days=10))
    assert "editor" in cast.actor("editor_here").offices
    assert "coordinator" not in wanjiru(cast).offices
    moment.shift(dt.timedelta(days=5))
    assert "editor" not in cast.actor("editor_here").offices


def test_last_factor_stays_while_an_office_needs_it(cast: Alliance, moment: time_machine.Traveller) -> None:
    add_app(cast)
    account = cast.accounts["coordinator_here"]
    with pytest.raises(Unacceptable, match="office_needs_it"):
        access.remove_second_factor(by=wanjiru(cast), account=account)
    set_sign_in_rules(by=CONSOLE, offices=(), grace_days=14, wait_hours=24)
    access.remove_second_factor(by=wanjiru(cast), account=account)
    assert not second_factor.has_any(account.pk)


def test_who_has_none_is_reminded_once_a_week_and_nobody_else(cast: Alliance, moment: time_machine.Traveller) -> None:
    add_app(cast)
    reminding.run()
    reminding.run()
    told = set(Notice.objects.filter(kind=reminding.KIND).values_list("account_id", flat=True))
    lacking = {"secretariat", "coordinator_above", "coordinator_elsewhere"}
    assert told == {cast.accounts[role].pk for role in lacking} == set(without_factor(clock.today()))


def test_only_the_secretariat_sets_it_and_it_is_written_down(cast: Alliance) -> None:
    with pytest.raises(Refused):
        set_sign_in_rules(by=wanjiru(cast), offices=(), grace_days=14, wait_hours=24)
    for wrong in (
        {"grace_days": 91},
        {"grace_days": -1},
        {"wait_hours": 0},
        {"wait_hours": 169},
        {"offices": ("queen",)},
    ):
        with pytest.raises(Unacceptable):
            set_sign_in_rules(by=CONSOLE, **{"offices": (), "grace_days": 14, "wait_hours": 24, **wrong})  # type: ignore[arg-type] # wrong on purpose
    browser = enter(cast, "secretariat")
    browser.post("/confirm", {"way": "password", "password": PASSWORD})
    sent = {"offices": ["secretariat", "editor"], "grace_days": "7", "wait_hours": "48"}
    assert browser.post("/secretariat/sign-in", sent).status_code == 303
    kept = sign_in_rules()
    assert (sorted(kept.since), kept.grace_days, kept.wait_hours) == (["editor", "secretariat"], 7, 48)
    assert Entry.objects.order_by("-n")[0].act == "alliance.set_sign_in_rules"


def test_an_ended_office_asks_for_nothing(cast: Alliance, moment: time_machine.Traveller) -> None:
    gone = actor_for(cast.accounts["ex_coordinator_here"].pk, on=clock.today())
    assert task_of(gone) is None
