"""Mail that comes back: counted once, by its secret mark alone; an address that fails is told, and works again with one click."""

import datetime as dt
import io
import sys
from smtplib import SMTPRecipientsRefused

import pytest
import time_machine
from django.core import mail as outbox
from django.core.mail.backends.smtp import EmailBackend
from django.test import Client
from pytest_django import Settings

from answerable.access import codes
from answerable.access.models import Account
from answerable.jobs.hourly import tell_of_addresses_that_fail
from answerable.kit import clock, queue
from answerable.ledger.models import Entry
from answerable.notices import mail, queries
from answerable.notices.actions import address_works, note_return, notify
from answerable.notices.actions.reaching import note_refusal
from answerable.notices.marks import mark_of
from answerable.notices.models import Mailed, Notice, Returns
from answerable.notices.posting import begin_digests
from answerable.notices.rules.reach import HARD_MOST, SOFT_MOST
from answerable.notices.rules.returned import Verdict
from answerable.site.console import main
from tests import cast
from tests.house.visiting import session_of

from .conftest import CONSOLE, as_themselves
from .test_returned import report

pytestmark = pytest.mark.postgres_too


def come_back(account: Account, verdict: Verdict = Verdict.HARD, *, times: int = HARD_MOST) -> list[bool]:
    """That many mails to an account come back."""
    made = [mail.begin_mail(account, occasion=f"{verdict} {Mailed.objects.count()}") for _ in range(times)]
    return [note_return(by=CONSOLE, mark=mark_of(one), verdict=verdict) for one in made]


@pytest.mark.parametrize(("verdict", "times"), [(Verdict.HARD, HARD_MOST), (Verdict.SOFT, SOFT_MOST)])
def test_address_fails_after_so_many_returns(neema: Account, verdict: Verdict, times: int) -> None:
    come_back(neema, verdict, times=times - 1)
    before = queries.fails(neema.pk)
    come_back(neema, verdict, times=1)
    assert (before, queries.fails(neema.pk)) == (False, True)


def test_mail_that_comes_back_twice_counts_once(neema: Account) -> None:
    made = mail.begin_mail(neema, occasion="digest 2026-03-02")
    counted = [note_return(by=CONSOLE, mark=mark_of(made), verdict=Verdict.HARD) for _ in range(3)]
    assert (counted, Returns.objects.get().hard) == ([True, False, False], 1)


def test_nobody_silences_a_person_with_invented_returns(neema: Account) -> None:
    """Without the mark of a mail that was really sent a report counts nothing, whatever address it names."""
    counted = [note_return(by=CONSOLE, mark=f"{number:040x}", verdict=Verdict.HARD) for number in range(9)]
    assert (any(counted), Returns.objects.count()) == (False, 0)


def test_notices_pause_while_an_address_fails_and_nothing_is_lost(
    neema: Account, mailoutbox: list[outbox.EmailMessage]
) -> None:
    with time_machine.travel(dt.datetime(2026, 3, 2, 4, 5, tzinfo=dt.UTC), tick=False) as time:
        come_back(neema)
        notify("shed.tool_lent", to=[neema.pk], url="/tools/saw", facts={"tool": "The saw"}, by=CONSOLE)
        notify("shed.tool_due", to=[neema.pk], url="/tools/axe", facts={"tool": "The axe"}, by=CONSOLE)
        begin_digests(clock.now())
        queue.run_ready()
        quiet = len(mailoutbox)
        address_works(by=as_themselves(neema))
        time.shift(dt.timedelta(days=1))
        begin_digests(clock.now())
        queue.run_ready()
    said = str(mailoutbox[-1].body)
    assert (quiet, len(mailoutbox), "The saw" in said, "The axe" in said) == (0, 1, True, True)


def test_person_sees_it_at_sign_in_and_mail_goes_on_with_one_click(neema: Account) -> None:
    come_back(neema)
    browser = Client()
    browser.cookies["session"] = session_of(neema)
    shown = ['action="/me/notices/works-again"' in browser.get(page).content.decode() for page in ("/me", "/me/notices", "/me/notices/by-mail")]  # fmt: skip
    response = browser.post("/me/notices/works-again")
    assert (shown, response.status_code, queries.fails(neema.pk)) == ([True, True, True], 303, False)
    assert 'action="/me/notices/works-again"' not in browser.get("/me").content.decode()


def test_typing_a_mailed_code_proves_the_address(neema: Account) -> None:
    come_back(neema)
    code = codes.make_code(neema, codes.SIGN_IN, ends=clock.now() + dt.timedelta(minutes=5))
    assert (codes.redeem(neema, codes.SIGN_IN, code), queries.fails(neema.pk)) == (True, False)


def test_another_address_begins_anew(neema: Account) -> None:
    come_back(neema)
    Account.objects.filter(pk=neema.pk).update(email="neema@elsewhere.example")
    assert queries.fails(neema.pk) is False


def test_what_came_back_long_ago_is_forgotten(neema: Account) -> None:
    with time_machine.travel(dt.datetime(2026, 1, 2, tzinfo=dt.UTC), tick=False) as time:
        come_back(neema, times=HARD_MOST - 1)
        time.shift(dt.timedelta(days=50))
        come_back(neema, times=HARD_MOST - 1)
    assert (queries.fails(neema.pk), Returns.objects.get().hard) == (False, HARD_MOST - 1)


def test_failing_and_working_again_stand_in_the_ledger(neema: Account) -> None:
    """B46."""
    come_back(neema)
    address_works(by=as_themselves(neema))
    acts = Entry.objects.filter(act__startswith="notices.").order_by("n").values_list("act", "subject_id")
    assert list(acts) == [("notices.address_fails", str(neema.pk)), ("notices.address_works", str(neema.pk))]


def test_refusal_of_a_server_counts_only_where_it_is_for_good(neema: Account) -> None:
    for number, (code, said) in enumerate(
        ((550, b"5.1.1 no such user"), (450, b"4.2.1 try later"), (554, b"5.7.1 spam"))
    ):
        mark = mark_of(mail.begin_mail(neema, occasion=f"digest {number}"))
        note_refusal(SMTPRecipientsRefused({"neema@example.org": (code, said)}), by=CONSOLE, mark=mark)
    found = Returns.objects.get()
    assert (found.hard, found.soft) == (1, 1)


def test_refusal_at_the_door_is_counted_and_not_tried_again(
    neema: Account, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The notice stays unmailed: it stands on the page, and in the digest once the address works."""
    tries: list[str] = []

    def refuse(_server: object, letters: list[outbox.EmailMessage]) -> int:
        tries.append(str(letters[0].from_email))
        raise SMTPRecipientsRefused({"neema@example.org": (550, b"5.1.1 unknown")})

    monkeypatch.setenv("ANSWERABLE_SMTP_URL", "smtp+plain://127.0.0.1:1")
    monkeypatch.setenv("ANSWERABLE_MAIL_BOUNCES", "returns@thread.example")
    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    settings.ANSWERABLE_MODE = "production"
    notify("shed.tool_due", to=[neema.pk], url="/tools/saw", by=CONSOLE)
    queue.run_ready()
    mark = mark_of(Mailed.objects.get())
    assert (tries, queue.unfinished()) == ([f"returns+{mark}@thread.example"], [])
    assert (Returns.objects.get().hard, Notice.objects.get().mailed_on) == (1, None)


def test_own_data_say_what_came_back(neema: Account) -> None:
    come_back(neema, times=1)
    told = queries.about(neema.pk)
    assert (told["mail_that_came_back"]["for_good"], told["mails_of_60_days"][0]["came_back"]) == (1, "hard")


def test_keepers_are_told_of_an_address_and_of_nothing_else(db: None) -> None:
    """The nearest who keep the records hear of it, in mail as of any private thing; the person reads it on their page."""
    made = cast.small_alliance()
    member = made.accounts["member_here"]
    come_back(member)
    for _ in range(2):
        tell_of_addresses_that_fail.run()
    told = {one.account_id for one in Notice.objects.filter(kind="notices.somebodys_address_fails")}
    assert told == {made.accounts["coordinator_here"].pk}
    assert Notice.objects.get(kind="notices.address_fails").account_id == member.pk
    assert [one.facts for one in Notice.objects.filter(kind__startswith="notices.")] == [{}, {}]
    browser = Client()
    browser.cookies["session"] = session_of(made.accounts["coordinator_here"])
    page = browser.get(f"/people/{made.people['member_here'].key}").content.decode()
    assert "Mail to this address comes back" in page


def test_keeper_whose_own_address_fails_is_told_of_to_the_next_above(db: None) -> None:
    made = cast.small_alliance()
    come_back(made.accounts["coordinator_here"])
    tell_of_addresses_that_fail.run()
    told = {one.account_id for one in Notice.objects.filter(kind="notices.somebodys_address_fails")}
    assert told == {made.accounts["coordinator_above"].pk}


def type_in(monkeypatch: pytest.MonkeyPatch, letter: bytes) -> int:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(letter)))
    return main.main(["mail", "bounce"])


def test_operator_pipes_returns_into_the_command(
    neema: Account, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing of what came back is printed, and a letter that is none of ours ends well, so that no queue fills up."""
    ours = [mail.begin_mail(neema, occasion=f"digest {number}") for number in range(HARD_MOST)]
    ended = [type_in(monkeypatch, report(mark=mark_of(one))) for one in ours]
    ended += [type_in(monkeypatch, one) for one in (report(), b"", b"\xff\x00 550 neema@example.org")]
    said = capsys.readouterr()
    assert (ended, queries.fails(neema.pk)) == ([0] * (HARD_MOST + 3), True)
    assert "neema" not in said.out + said.err


def test_operator_sees_what_is_stuck(
    neema: Account, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise ConnectionRefusedError

    come_back(neema, times=1)
    with time_machine.travel(dt.datetime(2026, 3, 2, 4, 5, tzinfo=dt.UTC), tick=False) as time:
        monkeypatch.setattr(mail, "post", refuse)
        notify("shed.tool_due", to=[neema.pk], url="/tools/saw", by=CONSOLE)
        queue.run_ready()
        time.shift(dt.timedelta(hours=3))
        main.main(["mail", "status", "--json"])
    said = capsys.readouterr().out
    assert [f'"{name}": {number}' in said for name, number in (("waiting", 1), ("tried", 1), ("came_back", 1))] == [
        True
    ] * 3
    assert "neema" not in said
