"""A passport that somebody saved: what is verified of it, and what each answer is called."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from answerable import vault
from answerable.alliance.actions.organisations import Card, change_card
from answerable.kit import clock
from answerable.standards.actions.passports import end_share, share_passport
from answerable.standards.models import PassportShare
from answerable.standards.rules import passports as rules
from answerable.vault import primitives
from tests import cast
from tests.standards.given import days

from .conftest import Typed

OTHER_PUBLIC, OTHER_SECRET = primitives.signing_pair(bytes(32))


@pytest.fixture
def alliance(db: None) -> cast.Alliance:
    return cast.small_alliance()


def saved(alliance: cast.Alliance, folder: Path) -> Path:
    made = share_passport(by=alliance.actor("focal_point_here"), organisation=alliance.circle, ends=days(30))
    return written(folder, json.loads(Client().get(f"/passport/{made.token}.json").content))


def written(folder: Path, told: object) -> Path:
    path = folder / "passport.json"
    path.write_text(told if isinstance(told, str) else json.dumps(told, ensure_ascii=False), encoding="utf-8")
    return path


def codes(typed: Typed, *words: object) -> tuple[int, dict[str, str]]:
    said = typed("passport", "verify", *words, "--json")
    return said.code, {one["about"]: one["code"] for one in json.loads(said.out)["findings"]}


SOUND = {"signature": "signed", "expiry": "good", "organisation": "belongs", "link": "leads_there"}


def test_sound_passport_is_said_to_be_sound(typed: Typed, alliance: cast.Alliance, tmp_path: Path) -> None:
    path = saved(alliance, tmp_path)
    assert codes(typed, path) == (0, SOUND)
    said = typed("passport", "verify", path)
    assert (said.code, said.err, said.out.count("✓")) == (0, "", 4)
    assert "organisation: Tumaini Circle, which belongs to" in said.out
    assert said.out.endswith("The passport stands.\n")


@pytest.mark.parametrize("language", ["en", "ar", "hi"])
def test_every_answer_has_a_sentence(typed: Typed, alliance: cast.Alliance, tmp_path: Path, language: str) -> None:
    said = typed("--lang", language, "passport", "verify", saved(alliance, tmp_path))
    assert (said.code, "Tumaini" in said.out or "تومايني" in said.out) == (0, True)


def test_it_is_read_from_standard_input(
    typed: Typed, alliance: cast.Alliance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = saved(alliance, tmp_path).read_bytes()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text)))
    assert codes(typed, "-") == (0, SOUND)


def test_copy_that_its_own_people_took_is_known_by_name(typed: Typed, alliance: cast.Alliance, tmp_path: Path) -> None:
    client = Client()
    client.force_login(alliance.accounts["focal_point_here"])
    told = json.loads(client.get(f"/o/{alliance.circle.slug}/passport.json").content)
    code, found = codes(typed, written(tmp_path, told))
    assert (code, found) == (0, {"signature": "signed", "expiry": "good", "organisation": "belongs"})


def test_one_that_was_changed_is_not_looked_at_further(typed: Typed, alliance: cast.Alliance, tmp_path: Path) -> None:
    told = json.loads(saved(alliance, tmp_path).read_text())
    told["passport"]["organisation"] = "Somebody else"
    path = written(tmp_path, told)
    assert codes(typed, path) == (1, {"signature": "changed"})
    said = typed("passport", "verify", path)
    assert ("Somebody else" in said.out, "DOES NOT STAND" in said.out) == (False, True)
    told["verify"]["fingerprint"] = rules.fingerprint(told["passport"])
    assert codes(typed, written(tmp_path, told)) == (1, {"signature": "not_signed"})


def _signed_elsewhere(told: dict[str, Any]) -> dict[str, Any]:
    mark = rules.fingerprint(told["passport"])
    signature = primitives.signature(rules.message(mark), secret=OTHER_SECRET)
    verify = {"fingerprint": mark, "signature": signature.hex(), "public_key": OTHER_PUBLIC.hex()}
    return {**told, "verify": verify}


def test_key_of_another_server_must_be_known(typed: Typed, alliance: cast.Alliance, tmp_path: Path) -> None:
    path = written(tmp_path, _signed_elsewhere(json.loads(saved(alliance, tmp_path).read_text())))
    assert codes(typed, path) == (1, {"signature": "other_key"})
    in_fours = " ".join(OTHER_PUBLIC.hex()[at : at + 4] for at in range(0, 64, 4))
    assert codes(typed, path, "--key", in_fours) == (
        0, {"signature": "signed", "expiry": "good", "organisation": "elsewhere"},
    )  # fmt: skip
    assert codes(typed, path, "--key", vault.public_key().hex()) == (1, {"signature": "other_key"})
    assert typed("passport", "verify", path, "--key", "12").code == 2


def test_one_that_is_over_or_was_ended_does_not_stand(typed: Typed, alliance: cast.Alliance, tmp_path: Path) -> None:
    path = saved(alliance, tmp_path)
    with clock.on(days(31)):
        assert codes(typed, path) == (
            1, {"signature": "signed", "expiry": "over", "organisation": "belongs", "link": "leads_nowhere"},
        )  # fmt: skip
    end_share(by=alliance.actor("focal_point_here"), share=PassportShare.objects.get())
    assert codes(typed, path) == (1, {**SOUND, "link": "leads_nowhere"})


def test_organisation_that_is_called_otherwise_now_is_said(
    typed: Typed, alliance: cast.Alliance, tmp_path: Path
) -> None:
    path = saved(alliance, tmp_path)
    change_card(by=alliance.actor("focal_point_here"), organisation=alliance.circle, card=Card(name="Tumaini Ring"))
    assert codes(typed, path) == (0, {**SOUND, "organisation": "renamed"})


def test_organisation_that_left_is_said(typed: Typed, alliance: cast.Alliance, tmp_path: Path) -> None:
    path = saved(alliance, tmp_path)
    alliance.circle.memberships.all().delete()
    assert codes(typed, path) == (1, {**SOUND, "organisation": "belongs_not", "link": "leads_nowhere"})


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "7", "{", '{"schema": "answerable-passport/2"}', '{"schema": "answerable-passport/1"}', "\x00", "[" * 100_000,
        '{"schema": "answerable-passport/1", "passport": {"expires": "2027-01-01", "x": NaN}, "verify": {}}',
        '{"schema": "answerable-passport/1", "passport": {"expires": "2027-01-01", "expires": "2028-01-01"}, "verify": {"fingerprint": "", "signature": "", "public_key": ""}}',
        '{"schema": "answerable-passport/1", "passport": {"expires": "2027-01-01", "x": "\\ud800"}, "verify": {"fingerprint": "", "signature": "", "public_key": ""}}',
        '{"schema": "answerable-passport/1", "passport": {"expires": 5}, "verify": {"fingerprint": "", "signature": "", "public_key": ""}}',
        '{"schema": "answerable-passport/1", "passport": [], "verify": "no"}',
    ],
)  # fmt: skip
def test_what_is_no_passport_is_wrong_usage(typed: Typed, tmp_path: Path, text: str) -> None:
    said = typed("passport", "verify", written(tmp_path, text))
    assert (said.code, said.out, "nothing was verified" in said.err) == (2, "", True)


def test_file_that_is_not_there_is_wrong_usage(typed: Typed, tmp_path: Path) -> None:
    assert typed("passport", "verify", tmp_path / "nowhere").code == 2
