"""While nobody has said where mail is handed over, nothing is tried and nothing fails: it waits on the page."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from answerable.access import mails
from answerable.access.models import Account
from answerable.alliance.actions.setting_up import set_mail
from answerable.alliance.models import Profile
from answerable.kit import clock, queue
from answerable.notices.actions import notify
from answerable.notices.models import Mailed, Notice
from answerable.notices.posting import begin_digests, send_digest, send_soon

from .conftest import CONSOLE

SEVEN_IN_NAIROBI = dt.datetime(2026, 3, 2, 4, 5, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _no_server(settings: Settings) -> Iterator[None]:
    settings.ANSWERABLE_MODE = "production"
    with time_machine.travel(SEVEN_IN_NAIROBI, tick=False):
        yield


def tell(account: Account, kind: str = "shed.tool_lent") -> None:
    notify(kind, to=[account.pk], url="/tools/saw", facts={"tool": "The saw"}, by=CONSOLE)


def test_nothing_is_left_to_the_queue_and_the_notice_waits(neema: Account) -> None:
    tell(neema)
    tell(neema, "shed.tool_due")
    assert (begin_digests(clock.now()), DBTaskResult.objects.count()) == (0, 0)
    assert Notice.objects.filter(account=neema, mailed_on=None).count() == 2


def test_job_left_before_the_server_went_ends_without_a_mail(neema: Account) -> None:
    tell(neema, "shed.tool_due")
    queue.enqueue(send_soon, str(Notice.objects.get().pk))
    queue.enqueue(send_digest, str(neema.pk), "2026-03-02")
    queue.run_ready()
    assert (queue.unfinished(), Mailed.objects.count(), Notice.objects.get().mailed_on) == ([], 0, None)


def test_first_digest_after_there_is_a_server_says_what_waited(neema: Account) -> None:
    tell(neema)
    begin_digests(clock.now())
    set_mail(by=CONSOLE, profile=Profile.objects.get(), address="smtp://mail.example.org", sender="us@example.org")
    assert begin_digests(clock.now()) == 1


def test_letters_of_signing_in_are_no_failing_jobs_either(neema: Account, capsys: pytest.CaptureFixture[str]) -> None:
    mails.send(neema, "password_changed")
    queue.run_ready()
    said = capsys.readouterr()
    assert (queue.unfinished(), "job_failed" in said.out + said.err) == ([], False)


def test_server_whose_address_cannot_be_read_is_none(neema: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANSWERABLE_SMTP_URL", "mail.example.org")
    tell(neema)
    assert begin_digests(clock.now()) == 0
