"""The door of the desk: hidden from whoever is no handler, locked until one's own keys are unlocked, and put away by itself."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from answerable.access import guessing
from answerable.concerns import actions
from answerable.concerns.models import Handler
from answerable.concerns.pages.desk import unlocked
from answerable.kit import clock

from .at_the_desk import PASSWORDS, READERS, World, deed, signed_in, text, world
from .world import raised

pytestmark = pytest.mark.django_db
OUTSIDERS = ("secretariat", "coordinator_above", "coordinator_here", "board_member", "focal_point_here", "stranger")


def addresses(case: object) -> list[str]:
    plain = [reverse(name) for name in ("desk", "desk_search", "desk_enter", "desk_lock", "desk_paused", "desk_again")]
    of_case = [reverse(name, args=[case]) for name in ("desk_case", "desk_ties", "desk_name", "desk_opened")]
    return [*plain, *of_case, reverse("desk_deed", args=[case, "answer"])]


def answered(client: Client, address: str, *, post: bool = False) -> tuple[int, bytes, list[tuple[str, str]]]:
    response = client.post(address, {"words": "x"}) if post else client.get(address)
    return response.status_code, response.content, sorted(response.headers.items())


def test_desk_does_not_exist_for_whoever_is_no_handler() -> None:
    """B03, B10: every address, read and sent, byte for byte like one that is not there; the page of an outsider tells of none."""
    of = world(*READERS[:2])
    case = raised().raiser.case
    for role in (*OUTSIDERS, ""):
        client = signed_in(of.alliance.accounts[role]) if role else Client()
        for address in addresses(case):
            for post in (False, True):
                assert answered(client, address, post=post) == answered(client, "/cases-nowhere", post=post), address
        if role:
            assert "/cases" not in text(client.get("/me"))
    assert reverse("desk") in text(signed_in(of.alliance.accounts[READERS[0]]).get("/me"))


def test_case_of_others_is_answered_like_none() -> None:
    """B02, B03: for a handler of the team who holds no key, one of another team, one who stood aside, and one who left."""
    of = world()
    case = raised().raiser.case
    holding = of.holders(case)
    (off,) = [role for role in READERS if role not in holding]
    nowhere = "00000000-0000-4000-8000-000000000000"
    client = of.client(off)
    for name in ("desk_case", "desk_ties", "desk_opened"):
        there, none = (answered(client, reverse(name, args=[one])) for one in (case, nowhere))
        assert there == none
        assert there[0] == 404
    gone = of.client(holding[0])
    actions.recuse(by=of.people[holding[0]], case=case)
    assert gone.get(reverse("desk_case", args=[case])).status_code == 404
    assert str(case) not in text(gone.get(reverse("desk")))


def test_locked_desk_leads_to_the_passphrase_and_shows_nothing() -> None:
    of = world(*READERS[:2])
    case = raised(happened="A secret in the hall.").raiser.case
    client = of.client(of.declared(case)[0], enters=False)
    for address in (reverse("desk"), reverse("desk_search"), reverse("desk_case", args=[case])):
        response = client.get(address)
        assert (response.status_code, response["Location"]) == (303, reverse("desk_enter"))
    assert "A secret" not in text(client.get(reverse("desk_enter")))


@pytest.mark.parametrize("method", ["password", "code"])
def test_second_step_is_proved_before_the_passphrase(method: str) -> None:
    """A password or a mailbox alone leads to nothing, nor does a second step of an hour ago."""
    of = world(*READERS[:2])
    account = of.alliance.accounts[READERS[0]]
    for client in (signed_in(account, method=method), signed_in(account, ago=3600)):
        response = client.post(reverse("desk_enter"), {"passphrase": PASSWORDS})
        assert response.status_code == 303
        assert response["Location"].startswith("/confirm")
        assert unlocked.cookie() not in client.cookies


def test_wrong_passphrases_are_slow_and_lock_nobody_out() -> None:
    """B32 at the desk: alike whatever was wrong, five tries and then one in twelve seconds, and the right one comes in."""
    of = world(*READERS[:2])
    first, second = (of.client(role, enters=False) for role in READERS[:2])
    answers = {
        text(first.post(reverse("desk_enter"), {"passphrase": f"wrong {number}"})).count("do not open")
        for number in range(5)
    }
    assert answers == {2}, "in the summary, and beside the field"
    assert "Too many tries" in text(first.post(reverse("desk_enter"), {"passphrase": PASSWORDS}))
    assert second.post(reverse("desk_enter"), {"passphrase": PASSWORDS}).status_code == 303
    with time_machine.travel(clock.now() + dt.timedelta(seconds=13)):
        assert first.post(reverse("desk_enter"), {"passphrase": PASSWORDS}).status_code == 303
    assert (
        guessing.wait_for(guessing.Limit("passphrases", holds=5, a_minute=5), str(of.people[READERS[0]].handler.pk))
        == 0
    )


def test_desk_locks_after_a_pause_and_gives_back_what_was_typed() -> None:
    """T14: fifteen minutes without a click; the words that were sent then wait, for the same person in the same browser."""
    of = world(*READERS[:2])
    case = raised().raiser.case
    role = of.declared(case)[0]
    client = of.client(role)
    address = reverse("desk_deed", args=[case, "note"])
    with time_machine.travel(clock.now() + dt.timedelta(minutes=14)):
        assert client.get(address).status_code == 200
    with time_machine.travel(clock.now() + dt.timedelta(minutes=30)):
        back = of_the_same(client, of, role)
        response = back.post(address, {"words_": "Nobody else knows this.", "once": "a"})
        assert response["Location"] == reverse("desk_enter")
        assert "What you had typed is still there" in text(back.get(reverse("desk_enter")))
        response = back.post(reverse("desk_enter"), {"passphrase": PASSWORDS})
        assert response["Location"] == reverse("desk_again")
        assert "Nobody else knows this." in text(back.get(reverse("desk_again")))
        page = text(back.post(address, {"kept": "1", "words_": "Nobody else knows this."}))
        assert "Nobody else knows this.</textarea>" in page
        other = of.client(next(one for one in READERS[:2] if one != role))
        other.cookies["w"] = back.cookies["w"].value
        assert other.get(reverse("desk_again")).status_code == 303


def of_the_same(client: Client, of: World, role: str) -> Client:
    """The same browser, signed in anew after the pause."""
    again = signed_in(of.alliance.accounts[role])
    for name in ("k", "w"):
        if name in client.cookies:
            again.cookies[name] = client.cookies[name].value
    return again


def test_desk_locks_at_the_end_of_the_day_however_busy(settings: Any) -> None:
    """B36: a click every ten minutes keeps it open as long as the day of the desk, here an hour, and no longer."""
    settings.DESK_HOURS = 1
    of = world(*READERS[:2])
    client = of.client(READERS[0])
    begun = clock.now()
    for minutes in range(9, 80, 10):
        with time_machine.travel(begun + dt.timedelta(minutes=minutes)):
            response = client.get(reverse("desk"))
        assert response.status_code == (200 if minutes < 60 else 303), minutes
    assert response["Location"] == reverse("desk_enter")


def test_lock_now_leaves_nothing_and_a_stolen_part_opens_nothing() -> None:
    """B21: the cookie without the session, the session without the cookie, and both after locking."""
    of = world(*READERS[:2])
    client = of.client(READERS[0])
    kept = client.cookies["k"].value
    stranger = signed_in(of.alliance.accounts[READERS[1]])
    stranger.cookies["k"] = kept
    assert stranger.get(reverse("desk")).status_code == 303
    anew = signed_in(of.alliance.accounts[READERS[0]])
    anew.cookies["k"] = kept
    assert anew.get(reverse("desk")).status_code == 303, "the session's part is not there"
    assert client.get(reverse("desk")).status_code == 200
    response = client.post(reverse("desk_lock"))
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    client.cookies["k"] = kept
    assert client.get(reverse("desk")).status_code == 303


def test_departed_handler_is_out_at_the_next_click() -> None:
    """B23: by the row of the handler alone, before anything else follows."""
    of = world()
    client = of.client(READERS[0])
    assert client.get(reverse("desk")).status_code == 200
    Handler.held.filter(pk=of.people[READERS[0]].handler.pk).update(until=clock.today())
    assert client.get(reverse("desk")).status_code == 404


def test_nothing_of_a_case_stands_in_a_title_an_address_or_a_session() -> None:
    """B67 at the desk: one title everywhere; what is searched for and written is sent, and lies in no row of the database."""
    of = world(*READERS[:2])
    case = raised(happened="Cormorants over the harbour.").raiser.case
    client = of.client(of.declared(case)[0])
    pages = [
        text(client.get(address))
        for address in (reverse("desk"), reverse("desk_case", args=[case]), reverse("desk_deed", args=[case, "note"]))
    ]
    found = text(client.post(reverse("desk_search"), {"words": "cormorants"}))
    assert "cormorants" in found
    assert {one.partition("<title>")[2].partition("</title>")[0] for one in [*pages, found]} == {"Desk"}
    assert deed(client, case, "note", words_="Cormorants again.").status_code == 303
    assert "ormorant" not in str(dict(client.session.items()))
    assert all(
        "no-store" in client.get(one)["Cache-Control"] for one in (reverse("desk"), reverse("desk_case", args=[case]))
    )


def test_passphrases_and_words_of_paper_wait_nowhere() -> None:
    """What waits is what was written about a case; the pages of keys, and a passphrase sent too late, leave nothing behind."""
    of = world(*READERS[:2])
    client = of.client(READERS[0], enters=False)
    for address in (reverse("team"), reverse("my_keys_by_words"), reverse("desk_enter")):
        client.post(address, {"words": "abacus lantern harbour", "passphrase": "wrong once more, and long enough"})
        assert "w" not in client.cookies, address


def test_what_is_read_is_put_away_and_what_is_written_stays() -> None:
    """T14: after the pause the screen shows nothing; a page with a form waits for its words, and neither keeps the desk open."""
    of = world(*READERS[:2])
    case = raised().raiser.case
    client = of.client(of.declared(case)[0])
    for address in (reverse("desk"), reverse("desk_case", args=[case]), reverse("desk_opened", args=[case])):
        assert f'content="900;url={reverse("desk_paused")}"' in text(client.get(address)), address
    assert "refresh" not in text(client.get(reverse("desk_deed", args=[case, "answer"])))
    begun = clock.now()
    with time_machine.travel(begun + dt.timedelta(minutes=10)):
        client.get(reverse("desk_paused"))
    with time_machine.travel(begun + dt.timedelta(minutes=16)):
        back = of_the_same(client, of, of.declared(case)[0])
        assert back.get(reverse("desk"))["Location"] == reverse("desk_enter")


def test_case_of_others_and_none_ask_the_database_the_same() -> None:
    """B03: not by the number of questions either, which is what time would tell."""
    of = world()
    case = raised().raiser.case
    (off,) = [role for role in READERS if role not in of.holders(case)]
    client, nowhere = of.client(off), "00000000-0000-4000-8000-000000000000"
    asked = []
    for one in (case, nowhere):
        client.get(reverse("desk_case", args=[one]))
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("desk_case", args=[one]))
        asked.append([query["sql"].replace(str(one), "").replace(str(one).replace("-", ""), "") for query in captured])
    assert [len(one) for one in asked] == [len(asked[0])] * 2
