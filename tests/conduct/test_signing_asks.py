"""Who is asked to sign, when, and by what: places people hold, offices, a new version."""

import datetime as dt

import pytest
import time_machine

from answerable.access.actors import Actor
from answerable.access.refusals import Refused, Unacceptable
from answerable.alliance.actions import bodies, offices, people
from answerable.alliance.models import OfficeTerm
from answerable.alliance.permissions import belongs
from answerable.alliance.queries import organisations
from answerable.alliance.rules.words import WITHOUT_POWERS
from answerable.conduct.actions.asking_again import ask_for_signatures
from answerable.conduct.actions.holding_back import hold_back
from answerable.conduct.actions.signing_rules import end_signing_rule, set_signing_rule
from answerable.conduct.queries import asking, signers
from answerable.conduct.rules.signing import Standing, due_on, why_not_signed_on
from answerable.kit import clock
from answerable.notices.models import Notice
from tests import cast
from tests.cast import CONSOLE

from . import signed
from .signed import Code

pytestmark = pytest.mark.django_db
JOB = Actor.of_system("job:test")


@pytest.fixture
def code() -> Code:
    return signed.code(cast.small_alliance())


def told(code: Code, role: str) -> list[tuple[str, str]]:
    rows = Notice.objects.filter(account=code.alliance.accounts[role], kind__startswith="conduct.").order_by("pk")
    return list(rows.values_list("kind", "url"))


def test_everybody_who_belongs_is_asked_once(code: Code) -> None:
    ask_for_signatures(by=JOB)
    ask_for_signatures(by=JOB)
    assert told(code, "member_here") == [("conduct.sign_asked", "/promises/code/sign")]
    assert told(code, "stranger") == []
    assert Notice.objects.get(account=code.alliance.accounts["member_here"], kind="conduct.sign_asked").times == 1


def test_whoever_signed_is_asked_no_more_until_a_new_version(code: Code) -> None:
    """O23: once, and again on every version."""
    signed.signed_by(code, "member_here")
    ask_for_signatures(by=JOB)
    assert told(code, "member_here") == []
    signed.later_version(code)
    ask_for_signatures(by=JOB)
    assert told(code, "member_here") == [("conduct.sign_again", "/promises/code/sign")]


def test_nobody_is_asked_who_has_said_what_holds_them_back(code: Code) -> None:
    hold_back(by=code.alliance.actor("member_here"), version=code.first, words="I want to ask first.")
    ask_for_signatures(by=JOB)
    assert told(code, "member_here") == []


def test_organisation_is_asked_through_whoever_speaks_for_it(code: Code) -> None:
    """O17."""
    ask_for_signatures(by=JOB)
    address = f"/o/{code.alliance.circle.slug}/sign/code"
    assert ("conduct.sign_asked", address) in told(code, "focal_point_here")
    assert ("conduct.sign_asked", address) not in told(code, "member_here")


def test_network_is_asked_through_its_coordinator(code: Code) -> None:
    ask_for_signatures(by=JOB)
    address = f"/n/{code.alliance.here.slug}/signatures/code/decide"
    assert ("conduct.sign_asked", address) in told(code, "coordinator_here")
    assert ("conduct.sign_asked", address) not in told(code, "coordinator_above")


def test_office_asks_whoever_holds_it_and_nobody_once_it_is_laid_down(code: Code) -> None:
    """O24: on joining."""
    person = code.alliance.people["member_elsewhere"]
    set_signing_rule(
        by=CONSOLE, instrument=code.instrument, office="consultant", within_days=20, starts=dt.date(2022, 4, 1)
    )
    assert asking.must_sign(code.first, clock.today()) == []
    term = offices.grant_office(by=CONSOLE, person=person, office="consultant", network=code.alliance.root)
    due = [one.due for one in asking.must_sign(code.first, clock.today())]
    assert due == [clock.today() + dt.timedelta(days=20)]
    OfficeTerm.objects.filter(pk=term.pk).update(ends=clock.today() - dt.timedelta(days=1), starts=dt.date(2023, 1, 1))
    assert asking.must_sign(code.first, clock.today()) == []


def test_seat_on_the_board_asks_as_the_office_does(code: Code) -> None:
    set_signing_rule(by=CONSOLE, instrument=code.instrument, office="board_member")
    seat = bodies.open_seat(by=CONSOLE, body=code.board)
    bodies.seat_person(by=CONSOLE, seat=seat, person=code.alliance.people["facilitator_here"])
    asked = {one.person_id for one in asking.must_sign(code.first, clock.today())}
    assert asked == {code.alliance.people[role].pk for role in ("board_member", "facilitator_here")}


def test_rule_is_set_by_those_who_keep_the_texts_network_and_once(code: Code) -> None:
    with pytest.raises(Refused):
        set_signing_rule(by=code.alliance.actor("coordinator_here"), instrument=code.instrument, office="intern")
    rule = set_signing_rule(by=code.alliance.actor("secretariat"), instrument=code.instrument, office="intern")
    with pytest.raises(Unacceptable, match="rule_there_already"):
        set_signing_rule(by=CONSOLE, instrument=code.instrument, office="intern")
    with pytest.raises(Unacceptable, match="office_unknown"):
        set_signing_rule(by=CONSOLE, instrument=code.instrument, office="emperor")
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(days=2), tick=False):
        end_signing_rule(by=CONSOLE, rule=rule)
        assert list(asking.rules_on(clock.today())) == []


@pytest.mark.parametrize("office", sorted(WITHOUT_POWERS))
def test_intern_and_consultant_are_known_and_open_nothing(code: Code, office: str) -> None:
    """Words in all places, not powers."""
    person = people.welcome_person(by=CONSOLE, name="Ana", email="ana@example.org", place=code.alliance.root.path)
    account = people.give_account(by=CONSOLE, person=person, password=cast.PASSWORD, language="en")
    offices.grant_office(by=CONSOLE, person=person, office=office, network=code.alliance.root)
    from answerable.access.actors import actor_for

    actor = actor_for(account.pk, on=clock.today())
    assert actor.offices == {office}
    assert not belongs.anywhere(actor)
    assert code.alliance.circle not in organisations.seen_by(actor)


def test_how_somebody_stands_is_told_with_the_earlier_signature(code: Code) -> None:
    person = code.alliance.people["member_here"]
    assert [one.is_open for one in signers.asked_of_person(person)] == [True]
    first = signed.signed_by(code, "member_here")
    assert [one.standing for one in signers.asked_of_person(person)] == [first]
    second = signed.later_version(code)
    asked = signers.asked_of_person(person)
    assert [(one.version, one.standing, one.before) for one in asked] == [(second, None, first)]


def test_day_of_a_signature_lies_within_the_versions_time() -> None:
    day, today = dt.date(2024, 5, 1), dt.date(2026, 1, 1)
    until = Standing("superseded", dt.date(2022, 1, 1), day)
    assert why_not_signed_on(day, until, today=today) == ""
    assert why_not_signed_on(day + dt.timedelta(days=1), until, today=today) == "signed_after_superseded"
    assert why_not_signed_on(dt.date(2021, 12, 31), until, today=today) == "signed_before_adopted"
    assert why_not_signed_on(day, Standing("draft", None, None), today=today) == "not_adopted"
    assert due_on(
        held_since=day, rule_from=dt.date(2020, 1, 1), adopted_on=dt.date(2022, 1, 1), within_days=30
    ) == dt.date(2024, 5, 31)
