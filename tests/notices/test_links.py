"""The links of a mail: sealed, for one purpose, over some day; a GET shows, a POST does."""

import datetime as dt
import re
from collections.abc import Iterator

import pytest
import time_machine
from django.core import mail
from django.test import Client

from answerable.access.models import Account
from answerable.kit import clock, queue
from answerable.notices.actions import Wishes, notify, set_wishes
from answerable.notices.links import KEPT, Purpose, mail_of, token_of
from answerable.notices.mail import begin_mail
from answerable.notices.models import Mailed, Preference
from answerable.notices.posting import begin_digests
from tests.house.snapshots import difference, of_everything

from .conftest import CONSOLE, as_themselves

START = dt.datetime(2026, 3, 2, 4, 5, tzinfo=dt.UTC)


@pytest.fixture
def time() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def paths(neema: Account, time: time_machine.Traveller) -> dict[str, str]:
    """Neema got a digest: where its links lead, by their purpose, and where its head does."""
    notify("shed.tool_lent", to=[neema.pk], url="/tools/saw", facts={"tool": "The saw"}, by=CONSOLE)
    notify("shed.locked_drawer", to=[neema.pk], url="/drawers/1", facts={"name": "Amara"}, by=CONSOLE)
    begin_digests(clock.now())
    queue.run_ready()
    letter = mail.outbox[-1]
    found: dict[str, str] = {}
    for address in re.findall(r"(/mail/[a-z-]+/[\w-]+)", str(letter.body)):
        found[address.split("/")[2]] = address
    found["stop"] = re.findall(r"(/mail/stop/[\w-]+)", letter.extra_headers["List-Unsubscribe"])[0]
    return found


def kept(account: Account) -> Preference:
    return Preference.objects.get(account=account)


def test_mail_carries_a_link_for_each_purpose(paths: dict[str, str]) -> None:
    assert set(paths) == {"less", "pause", "not-this", "stop"}


def test_looking_changes_nothing(paths: dict[str, str]) -> None:
    """Programmes that look at every link of a mail unsubscribe nobody."""
    before = of_everything()
    statuses = [Client().get(path).status_code for path in paths.values()]
    assert (set(statuses), difference(before, of_everything())) == ({200}, {})


def test_less_proposes_to_group_and_does_so(paths: dict[str, str], neema: Account) -> None:
    page = Client().get(paths["less"]).content.decode()
    response = Client().post(paths["less"], {"rhythm": "weekly"})
    assert ('value="weekly"' in page, 'value="daily"' in page, response.headers["Location"]) == (
        True,
        False,
        "/mail/done",
    )
    assert kept(neema).rhythm == "weekly"


def test_less_groups_what_was_chosen_to_come_at_once(paths: dict[str, str], neema: Account) -> None:
    Preference.objects.filter(account=neema).update(rhythm="soon", choices={"shed.tool_due": "soon"})
    Client().post(paths["less"], {"rhythm": "daily"})
    assert (kept(neema).rhythm, kept(neema).choices) == ("daily", {"shed.tool_due": "digest"})


def test_pause_holds_mail_back_for_a_while(paths: dict[str, str], neema: Account) -> None:
    Client().post(paths["pause"], {"days": "30"})
    assert kept(neema).paused_until == dt.date(2026, 4, 1)


def test_not_this_names_the_kinds_of_this_mail_and_no_private_one(paths: dict[str, str], neema: Account) -> None:
    """B18: the page of a link tells whoever holds the mail no more than the mail did."""
    page = Client().get(paths["not-this"]).content.decode()
    Client().post(paths["not-this"], {"kinds": ["shed.tool_lent"], "way": "here"})
    assert ("shed.tool_lent" in page, "drawer" in page, kept(neema).choices) == (
        True,
        False,
        {"shed.tool_lent": "here"},
    )


def test_kind_that_is_not_in_the_mail_cannot_be_chosen_by_its_link(paths: dict[str, str], neema: Account) -> None:
    response = Client().post(paths["not-this"], {"kinds": ["shed.locked_drawer"], "way": "here"})
    assert (response.status_code, kept(neema).choices) == (200, {})


def test_mail_programmes_own_button_stops_mail(paths: dict[str, str], neema: Account) -> None:
    """RFC 8058: one POST without cookies, without a page."""
    browser = Client(enforce_csrf_checks=True)
    response = browser.post(paths["stop"], {"List-Unsubscribe": "One-Click"})
    assert (response.status_code, response.content, kept(neema).rhythm, browser.cookies) == (200, b"", "never", {})


def test_own_button_of_a_mail_about_one_thing_stops_that_kind(neema: Account, time: time_machine.Traveller) -> None:
    notify("shed.tool_due", to=[neema.pk], url="/tools/saw", by=CONSOLE)
    queue.run_ready()
    head = mail.outbox[-1].extra_headers
    path = re.findall(r"(/mail/stop/[\w-]+)", head["List-Unsubscribe"])[0]
    Client().post(path, {"List-Unsubscribe": "One-Click"})
    assert head["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert (kept(neema).rhythm, kept(neema).choices) == ("daily", {"shed.tool_due": "here"})


@pytest.mark.parametrize("purpose", ["less", "pause", "not-this", "stop"])
def test_another_sites_form_does_nothing(paths: dict[str, str], purpose: str) -> None:
    """B35: beside the one-click of a mail programme, every form needs its own page."""
    browser = Client(enforce_csrf_checks=True)
    before = of_everything()
    statuses = [browser.post(paths[purpose], sent).status_code for sent in ({}, {"rhythm": "never", "days": "91"})]
    assert (statuses, difference(before, of_everything())) == ([403, 403], {})


def test_link_is_for_one_purpose(neema: Account, time: time_machine.Traveller) -> None:
    made = begin_mail(neema, occasion="digest 2026-03-02")
    found = {
        (one.value, other.value): mail_of(token_of(made, one), other) is not None
        for one in Purpose
        for other in Purpose
    }
    assert {pair for pair, opens in found.items() if opens} == {(one.value, one.value) for one in Purpose}


def test_link_is_over_after_two_months(neema: Account, time: time_machine.Traveller) -> None:
    token = token_of(begin_mail(neema, occasion="digest 2026-03-02"), Purpose.LESS)
    time.shift(KEPT)
    still = mail_of(token, Purpose.LESS)
    time.shift(dt.timedelta(days=1))
    assert (still is not None, mail_of(token, Purpose.LESS)) == (True, None)
    assert Client().get(f"/mail/less/{token}").status_code == 410


@pytest.mark.parametrize("token", ["a", "AAAA", "-_-_", "a" * 500, "é"])
def test_invented_link_is_over(house: None, token: str) -> None:
    assert [Client().get(f"/mail/less/{token}").status_code in {404, 410}, mail_of(token, Purpose.LESS)] == [True, None]


def test_link_changes_by_one_letter_and_is_over(paths: dict[str, str]) -> None:
    path = paths["less"]
    changed = f"{path[:-5]}{'A' if path[-5] != 'A' else 'B'}{path[-4:]}"
    assert Client().get(changed).status_code == 410


def test_link_of_a_closed_account_is_over(paths: dict[str, str], neema: Account) -> None:
    Account.objects.filter(pk=neema.pk).update(is_active=False)
    assert Client().get(paths["less"]).status_code == 410


def test_links_secrets_are_not_kept(paths: dict[str, str]) -> None:
    """B34: what stands in a link is nowhere in the database, nor is the mark of a mail."""
    stored = str([list(Mailed.objects.values_list()), list(Preference.objects.values_list())])
    mark = mail.outbox[-1].extra_headers["Message-ID"].strip("<>").partition("@")[0]
    assert [one for one in (*[path.split("/")[3] for path in paths.values()], mark) if one in stored] == []


def test_page_of_a_link_speaks_the_mails_language(neema: Account, time: time_machine.Traveller) -> None:
    Account.objects.filter(pk=neema.pk).update(language="ar")
    path = f"/mail/pause/{token_of(begin_mail(neema, occasion='digest x'), Purpose.PAUSE)}"
    plain, chosen = Client(), Client()
    chosen.cookies["language"] = "es"
    assert [
        f'<html lang="{code}"' in one.get(path).content.decode() for one, code in ((plain, "ar"), (chosen, "es"))
    ] == [
        True,
        True,
    ]


def test_who_wants_no_mail_is_told_that_there_is_nothing_less(paths: dict[str, str], neema: Account) -> None:
    set_wishes(by=as_themselves(neema), wishes=Wishes("never", 7))
    page = Client().get(paths["less"]).content.decode()
    assert "<form method" not in page.split("<main")[1].split("</main>")[0]
