"""Whoever was never heard of is invited to tell: in one line, once for what is asked, and nobody above hears of their silence."""

import datetime as dt

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings

from answerable.alliance.models import OfficeTerm
from answerable.jobs.daily import invite_to_tell, remind_of_duties
from answerable.jobs.hourly import send_digests
from answerable.kit import clock, queue
from answerable.notices.models import Notice
from answerable.standards.models import Subject
from answerable.standards.rules.words import Level
from tests import cast

from .given import duty, said, subject
from .test_jobs import on

pytestmark = pytest.mark.django_db
KIND = "standards.invited"


def walk(first: int, last: int) -> None:
    """Lets both jobs run on each of some days from today on."""
    today = clock.today()
    for number in range(first, last + 1):
        with on(today + dt.timedelta(days=number)):
            invite_to_tell.run()
            remind_of_duties.run()


def invited(alliance: cast.Alliance) -> dict[str, int]:
    roles = {account.pk: role for role, account in alliance.accounts.items()}
    return {roles[one.account_id]: one.times for one in Notice.objects.filter(kind=KIND)}


def test_owner_is_invited_once_and_nobody_above_hears(alliance: cast.Alliance) -> None:
    duty(times=1, months=2)
    walk(0, 0)
    assert invited(alliance)["focal_point_here"] == 1
    walk(1, 200)
    assert set(invited(alliance).values()) == {1}
    assert {role for role in invited(alliance) if "coordinator" in role or role == "secretariat"} == set()
    assert set(Notice.objects.filter(kind__startswith="standards.").values_list("kind", flat=True)) == {KIND}


def test_more_that_is_asked_waits_for_its_quarter(alliance: cast.Alliance) -> None:
    duty("X1")
    walk(0, 0)
    with on(clock.today() + dt.timedelta(days=10)):
        duty("X2")
    walk(10, 90)
    assert invited(alliance)["focal_point_here"] == 1
    walk(91, 200)
    assert invited(alliance)["focal_point_here"] == 2


def test_whoever_said_something_is_not_invited(alliance: cast.Alliance) -> None:
    said(alliance, duty())
    walk(0, 3)
    assert "focal_point_here" not in invited(alliance)


def test_operator_may_let_nobody_be_invited(alliance: cast.Alliance, settings: Settings) -> None:
    settings.STANDING_DAYS_BETWEEN_INVITATIONS = 0
    duty()
    walk(0, 3)
    assert invited(alliance) == {}


def test_nobody_stands_in_and_whoever_comes_later_is_invited_then(alliance: cast.Alliance) -> None:
    """Where nobody speaks for it no keeper is told instead; it is invited as soon as somebody does."""
    held = OfficeTerm.objects.filter(organisation=alliance.circle)
    terms = list(held.values_list("pk", "starts"))
    held.update(starts=clock.today() + dt.timedelta(days=9))
    duty()
    walk(0, 3)
    assert {role for role in invited(alliance) if role == "focal_point_here" or "coordinator" in role} == set()
    assert Subject.objects.get(organisation=alliance.circle).invited_on is None
    for pk, starts in terms:
        OfficeTerm.objects.filter(pk=pk).update(starts=starts)
    walk(4, 6)
    assert invited(alliance)["focal_point_here"] == 1


def test_all_that_one_speaks_for_is_one_line_of_one_mail(alliance: cast.Alliance) -> None:
    duty("X1")
    duty("X2", levels=(Level.INDIVIDUAL, Level.NATIONAL))
    subject(alliance.people["focal_point_here"])
    queue.run_ready()
    Notice.objects.all().delete()
    mail.outbox.clear()
    walk(0, 0)
    assert invited(alliance)["focal_point_here"] == 1
    with on(clock.today() + dt.timedelta(days=1)) as time:
        for _hour in range(24):
            time.shift(dt.timedelta(hours=1))
            send_digests.run()
            queue.run_ready()
    account = alliance.accounts["focal_point_here"]
    (letter,) = [one for one in mail.outbox if account.email in one.to]
    assert str(letter.body).count("You are welcome to say how you stand") == 1
    person = Client()
    person.force_login(account)
    assert person.get(Notice.objects.get(account=account, kind=KIND).url, follow=True).status_code == 200
