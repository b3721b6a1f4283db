"""The demo has teams with keys and concerns at several stages; its keys are told at the console of a demo, and nowhere else."""

import json
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from answerable.access.actors import actor_for
from answerable.concerns.actions import at_the_desk, unlock
from answerable.concerns.actions.coming_back import open_by_receipt
from answerable.concerns.actions.standing_aside import _holders
from answerable.concerns.models import Case, Declaration, Handler, Team
from answerable.concerns.queries.cases import cases_of
from answerable.concerns.queries.threads import thread_of
from answerable.concerns.rules.words import Desk, State
from answerable.demo.build import Summary
from answerable.demo.build.concerns import in_turn
from answerable.demo.keys import codes, passphrases
from answerable.demo.people import account_of
from answerable.demo.reading import read
from answerable.kit.clock import today
from answerable.vault.passphrases import faults_of
from tests.running import answerable

pytestmark = [pytest.mark.django_db, pytest.mark.broad]


def test_three_teams_are_open(small: Summary) -> None:
    assert {(one.desk, one.state) for one in Team.held.all()} == {
        (Desk.COUNTRY, "open"), (Desk.GLOBAL, "open"), (Desk.PANEL, "open"),
    }  # fmt: skip


def test_everybody_of_a_team_unlocks_with_what_is_printed(small: Summary) -> None:
    told = read("concerns")
    for one in told["teams"].values():
        for key in one["people"]:
            account = account_of(key)
            assert account is not None
            by = actor_for(account.pk, on=today())
            handler = Handler.held.get(account=by.opaque_id)
            phrase = told["passphrases"][key]
            assert faults_of(phrase) == []
            halves = unlock(by=by, handler=handler, passphrase=phrase, session="one")
            assert at_the_desk(by=by, handler=handler, halves=halves, session="one").is_signed_for


def test_concerns_stand_at_several_stages_and_each_opens_by_its_code(small: Summary) -> None:
    states = {Case.held.get(pk=open_by_receipt(one["code"]).case).state for one in codes()}
    assert states >= {State.RECEIVED, State.ACKNOWLEDGED, State.TRIAGE, State.CLOSING, State.CLOSED}
    assert [one for one in codes() if thread_of(open_by_receipt(one["code"])).breaks] == []
    assert Case.held.count() == len(codes())


def test_each_concern_has_two_readers_and_none_who_was_left_out(small: Summary) -> None:
    told = {one["code"]: one for one in read("concerns")["concerns"]}
    for code, one in told.items():
        case = Case.held.get(pk=open_by_receipt(code).case)
        assert len(_holders(case)) == 2
        if key := one.get("excluded"):
            account = account_of(key)
            assert account is not None
            left_out = Handler.held.filter(account=str(account.pk)).values_list("pk", flat=True)
            assert not {str(each) for each in left_out} & set(_holders(case))


def test_whoever_speaks_the_language_of_a_concern_answers_it(small: Summary) -> None:
    """Who reads beside them is by chance, and changes nothing: Leila's desk has a case that she answered, in every demo."""
    speak = {"aissatou": ["fr", "en"], "leila": ["ar", "en"], "kiran": ["hi", "en"]}
    assert in_turn(speak, "ar") == ["leila", "aissatou", "kiran"]
    assert in_turn(speak, "en") == ["aissatou", "leila", "kiran"]
    assert in_turn(speak, "ar", leads={"leila"}) == ["aissatou", "kiran", "leila"]
    leila, (code,) = (
        account_of("leila"),
        [one["code"] for one in read("concerns")["concerns"] if one["language"] == "ar"],
    )
    said = Declaration.held.filter(case=open_by_receipt(code).case).select_related("handler")
    assert leila is not None
    assert [one.handler.account for one in said] == [str(leila.pk)]


def test_readers_find_their_cases(small: Summary) -> None:
    told = read("concerns")
    account = account_of("ruth")
    assert account is not None
    by = actor_for(account.pk, on=today())
    handler = Handler.held.get(account=by.opaque_id)
    halves = unlock(by=by, handler=handler, passphrase=told["passphrases"]["ruth"], session="one")
    desk = at_the_desk(by=by, handler=handler, halves=halves, session="one")
    assert len(list(cases_of(desk))) <= 1


def test_keys_bear_the_mark_of_what_is_invented() -> None:
    assert all(one["code"].startswith("DEM0") for one in codes())
    assert all(phrase.startswith("only invented: ") for phrase in read("concerns")["passphrases"].values())


def test_keys_are_on_no_page(small: Summary, settings: Settings) -> None:
    settings.IS_DEMO, settings.ALLOWED_HOSTS = True, ["localhost"]
    browser = Client(headers={"host": "localhost:8000"})
    shown = "".join(browser.get(address).content.decode() for address in ("/become", "/sign-in", "/help", "/r"))
    said = [one["passphrase"] for one in passphrases()] + [one["code"] for one in codes()]
    assert said
    assert [one for one in said if one in shown] == []


@pytest.mark.slow
def test_keys_are_printed_in_a_demo_alone(tmp_path: Path) -> None:
    made = answerable(tmp_path, "init", "--no-input", ANSWERABLE_MODE="production")
    refused = answerable(tmp_path, "demo", "keys", "--json", ANSWERABLE_MODE="production")
    assert refused.returncode != 0
    assert "only invented" not in refused.stdout + refused.stderr + made.stdout
    with pytest.raises(ValueError, match="Expecting value"):
        json.loads(refused.stdout)
