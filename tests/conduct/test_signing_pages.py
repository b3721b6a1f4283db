"""The pages of signing: what is shown, to whom, and what happens when something moved on meanwhile."""

import datetime as dt
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from answerable.alliance.actions import organisations
from answerable.conduct.actions.ending_signatures import withdraw_signature
from answerable.conduct.actions.entering import Given, Hand, enter_signatures
from answerable.conduct.actions.holding_back import hold_back
from answerable.conduct.actions.signing_rules import set_signing_rule
from answerable.conduct.models import Signature
from answerable.kit import clock
from tests import cast
from tests.cast import CONSOLE, Alliance
from tests.house.visiting import session_of

from . import signed
from .signed import Code

pytestmark = pytest.mark.django_db


@pytest.fixture
def alliance() -> Alliance:
    return cast.small_alliance()


@pytest.fixture
def code(alliance: Alliance) -> Code:
    return signed.code(alliance)


def client_of(code: Code, role: str = "") -> Client:
    client = Client()
    if role:
        client.cookies[_cookie()] = session_of(code.alliance.accounts[role])
    return client


def _cookie() -> str:
    from django.conf import settings

    return str(settings.SESSION_COOKIE_NAME)


def typed(page: Any, **more: str) -> dict[str, str]:
    """What a browser would send of the form that a page shows."""
    hidden = dict(
        re.findall(r'<input type="hidden" name="(version|language|fingerprint)" value="([^"]*)"', page.content.decode())
    )
    return {**hidden, "read": "on", "word": "on", "name": "Nur", **more}


def test_member_reads_the_whole_text_and_signs(code: Code) -> None:
    client = client_of(code, "member_here")
    page = client.get("/promises/code/sign")
    assert b"We use no violence of any kind." in page.content
    sent = client.post("/promises/code/sign", typed(page))
    made = Signature.objects.get()
    assert (sent.status_code, sent.headers["Location"]) == (303, f"/signatures/{made.key}")
    assert (made.name, made.version.label, made.language) == ("Nur", "2022", "en")


def test_member_signs_in_arabic_what_is_written_in_arabic(code: Code) -> None:
    client = client_of(code, "member_here")
    page = client.get("/promises/code/sign?text=ar")
    assert "لا نستخدم أي نوع من العنف." in page.content.decode()
    client.post("/promises/code/sign?text=ar", typed(page))
    assert Signature.objects.get().language == "ar"


def test_form_without_ticks_says_what_is_missing_and_keeps_the_name(code: Code) -> None:
    client = client_of(code, "member_here")
    sent = typed(client.get("/promises/code/sign"), name="Nur of the lake")
    del sent["read"], sent["word"]
    page = client.post("/promises/code/sign", sent)
    assert (page.status_code, Signature.objects.count()) == (200, 0)
    assert b"Nur of the lake" in page.content
    assert b"Tick this once you have read all of it." in page.content


def test_version_superseded_while_reading_is_shown_with_the_difference_and_nothing_is_lost(code: Code) -> None:
    """Bad input: signing a superseded version."""
    client = client_of(code, "member_here")
    sent = typed(client.get("/promises/code/sign"), name="Nur of the lake")
    signed.later_version(code)
    page = client.post("/promises/code/sign", sent)
    text = page.content.decode()
    assert (page.status_code, Signature.objects.count()) == (409, 0)
    assert "A later version came into force while you read" in text
    assert 'value="Nur of the lake"' in text
    assert "<del>" in text
    assert "<ins>" in text
    again = client.post("/promises/code/sign", typed(page))
    assert (again.status_code, Signature.objects.get().version.label) == (303, "2026")


def test_words_put_right_while_reading_are_shown_anew(code: Code) -> None:
    client = client_of(code, "member_here")
    sent = {**typed(client.get("/promises/code/sign")), "fingerprint": "0" * 64}
    page = client.post("/promises/code/sign", sent)
    assert (page.status_code, Signature.objects.count()) == (409, 0)
    assert "These words were put right while you read" in page.content.decode()


def test_whoever_signed_before_sees_the_difference_first(code: Code) -> None:
    signed.signed_by(code, "member_here")
    signed.later_version(code)
    text = client_of(code, "member_here").get("/promises/code/sign").content.decode()
    assert "You signed version 2022" in text
    assert text.index("You signed version 2022") < text.index("Free of violence")
    only = client_of(code, "member_here").get("/promises/code/sign?only=changes").content.decode()
    assert "Free of violence" not in only
    assert 'name="fingerprint"' not in only


def test_nobody_signs_for_an_organisation_without_its_office(code: Code) -> None:
    """Bad input: a clear answer, and what was typed stays."""
    client = client_of(code, "member_here")
    address = f"/o/{code.alliance.circle.slug}/sign/code"
    page = client.get(address)
    assert "Its focal point or its partner representative signs for it." in page.content.decode()
    shown = signed.shown(code.first)
    sent = {
        "version": "2022",
        "language": "en",
        "fingerprint": shown.fingerprint,
        "read": "on",
        "word": "on",
        "name": "Nur",
    }
    answer = client.post(address, sent)
    assert (answer.status_code, Signature.objects.count()) == (200, 0)
    assert "You hold no office that lets you sign for this organisation." in answer.content.decode()


def test_organisation_at_risk_is_not_there_for_others(code: Code) -> None:
    """B10: the same answer as for none at all."""
    there = client_of(code, "member_elsewhere").get(f"/o/{code.alliance.shelter.slug}/sign/code")
    nowhere = client_of(code, "member_elsewhere").get("/o/no-such/sign/code")
    assert (there.status_code, there.content) == (404, nowhere.content)


def test_signing_for_an_organisation_at_risk_is_proved_to_nobody_outside(code: Code) -> None:
    given = Given(dt.date(2023, 1, 1), "en", witness="Amara")
    hands = [Hand(organisation=code.alliance.shelter, public=True)]
    made = enter_signatures(by=CONSOLE, version=code.first, given=given, signers=hands, place=code.alliance.here.path)[
        0
    ]
    address = f"/signatures/{made.key}"
    nowhere = Client().get("/signatures/6a0f5d1e-0000-4000-8000-000000000000")
    assert Client().get(address).content == nowhere.content
    assert client_of(code, "member_here").get(address).status_code == 404
    assert client_of(code, "coordinator_here").get(address).status_code == 200
    assert "Quiet Shelter" not in Client().get("/promises/code/signatures").content.decode()


def test_proof_shows_name_version_fingerprint_and_that_it_stands(code: Code) -> None:
    made = signed.signed_by(code, "member_here", name="Nur of the lake")
    text = Client().get(f"/signatures/{made.key}").content.decode()
    assert "Nur of the lake" in text
    assert "Zawadi" not in text
    assert made.fingerprint[:4] in text
    assert "This signature stands" in text


def test_proof_of_a_withdrawn_signature_says_so_without_the_reason(code: Code) -> None:
    made = signed.signed_by(code, "member_here")
    withdraw_signature(by=code.alliance.actor("member_here"), signature=made, reason="A private reason.")
    address = f"/signatures/{made.key}"
    for role in ("", "member_elsewhere", "focal_point_here"):
        text = client_of(code, role).get(address).content.decode()
        assert "No longer stands" in text
        assert "A private reason." not in text
    for role in ("member_here", "secretariat"):
        assert "A private reason." in client_of(code, role).get(address).content.decode()


def test_only_those_who_chose_it_are_listed(code: Code) -> None:
    signed.signed_by(code, "member_here", name="Unlisted")
    signed.signed_by(code, "editor_here", name="Listed", public=True)
    text = Client().get("/promises/code/signatures").content.decode()
    assert "Listed" in text
    assert "Unlisted" not in text


def test_small_groups_are_not_told(code: Code) -> None:
    signed.signed_by(code, "member_here")
    text = Client().get("/promises/code/signatures").content.decode()
    assert "too few to be told apart" in text


def test_withdrawing_anothers_signature_is_not_there(code: Code) -> None:
    made = signed.signed_by(code, "member_here")
    assert client_of(code, "coordinator_here").get(f"/signatures/{made.key}/withdraw").status_code == 404


def test_focal_point_sees_who_has_signed_and_coordinator_does_not(code: Code) -> None:
    signed.signed_by(code, "member_here")
    address = f"/o/{code.alliance.circle.slug}/signatures"
    focal = client_of(code, "focal_point_here").get(address).content.decode()
    keeper = client_of(code, "coordinator_here").get(address).content.decode()
    assert "Zawadi Njeri" in focal
    assert "Zawadi Njeri" not in keeper
    assert client_of(code, "member_here").get(address).status_code == 403


def test_network_without_quorum_is_told_and_everything_typed_stays(code: Code) -> None:
    """Bad input: adopting without quorum."""
    slug = code.alliance.here.slug
    sent = {
        "body": code.alliance.body.slug, "held_on": clock.today().isoformat(), "language": "en", "entitled": "9", "quorum": "5", "present": "3",
        "procedure": "consent", "consented": "on", "voice": "Not so fast.",
    }  # fmt: skip
    page = client_of(code, "coordinator_here").post(f"/n/{slug}/signatures/code/decide", sent)
    assert (page.status_code, Signature.objects.count()) == (200, 0)
    assert "Fewer were present than the quorum asks for" in page.content.decode()
    assert "Not so fast." in page.content.decode()
    sent["present"] = "6"
    assert client_of(code, "coordinator_here").post(f"/n/{slug}/signatures/code/decide", sent).status_code == 303
    assert Signature.objects.get().network == code.alliance.here
    assert "Code of conduct" in Client().get(f"/networks/{slug}").content.decode()


def test_own_page_tells_what_awaits_and_what_was_signed(code: Code) -> None:
    signed.signed_by(code, "member_here")
    signed.later_version(code)
    text = client_of(code, "member_here").get("/me").content.decode()
    assert "You signed version 2022. See what changed." in text
    assert "Asked again" in text


def test_rule_of_an_office_asks_whoever_holds_it(code: Code) -> None:
    """O24: who must sign follows from offices held."""
    client = client_of(code, "secretariat")
    sent = {"instrument": "code", "office": "board_member", "within_days": "14", "source": "Statutes"}
    assert client.post("/secretariat/signing-rules", sent).status_code == 303
    assert "Your office asks for it by" in client_of(code, "board_member").get("/me").content.decode()
    assert "Your office asks for it by" not in client_of(code, "member_here").get("/me").content.decode()
    assert "already" in client.post("/secretariat/signing-rules", sent).content.decode()


def test_those_in_office_who_have_not_signed_are_seen_by_their_keepers_alone(code: Code) -> None:
    set_signing_rule(by=CONSOLE, instrument=code.instrument, office="committee_member")
    address = f"/n/{code.alliance.here.slug}/signatures"
    assert "Daniel Mwangi" in client_of(code, "coordinator_here").get(address).content.decode()
    assert client_of(code, "coordinator_elsewhere").get(address).status_code == 403
    assert "Daniel Mwangi" not in Client().get("/promises/code/signatures").content.decode()


@pytest.mark.broad
def test_list_of_seven_hundred_organisations_asks_no_more_than_one_of_a_few(code: Code) -> None:
    """Query counts: a list asks no more for many than for few."""
    address, client = f"/n/{code.alliance.here.slug}/signatures", client_of(code, "coordinator_here")
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(40):
        card = organisations.Card(name=f"Group {number}", country="KE")
        made = organisations.welcome_organisation(
            by=CONSOLE, card=card, network=code.alliance.here, visibility="members"
        )
        if number % 2:
            given = Given(dt.date(2023, 1, 1), "en", witness="A")
            enter_signatures(
                by=CONSOLE, version=code.first, given=given, signers=[Hand(organisation=made)], place="0001"
            )
    client.get(address)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) <= len(few) + 2


def test_download_holds_all_that_was_signed(code: Code) -> None:
    signed.signed_by(code, "member_here", name="Nur of the lake")
    hold_back(by=code.alliance.actor("member_here"), version=signed.later_version(code), words="Not sure.")
    found = client_of(code, "member_here").get("/me/download").json()
    assert [one["shown_as"] for one in found["signatures"]] == ["Nur of the lake"]
    assert [one["words"] for one in found["held_back"]] == ["Not sure."]


def test_organisation_at_risk_is_in_no_file_that_is_taken_along(code: Code) -> None:
    """B10: its keepers see it on their page, and take it along in no file."""
    client, address = client_of(code, "coordinator_here"), f"/n/{code.alliance.here.slug}/signatures"
    assert "Quiet Shelter" in client.get(address).content.decode()
    taken = b"".join(client.get(f"{address}?format=csv").streaming_content).decode()  # type: ignore[attr-defined] # a download
    assert "Tumaini Circle" in taken
    assert "Quiet Shelter" not in taken


def test_signer_says_what_they_will_do_to_keep_it(code: Code) -> None:
    """A commitment whose origin is the signature."""
    from answerable.commitments.models import Commitment

    made = signed.signed_by(code, "member_here")
    client = client_of(code, "member_here")
    page = client.get(f"/signatures/{made.key}").content.decode()
    assert f"/commitments/new?from=signature%3A{made.key}" in page
    opened = client.get(f"/commitments/new?from=signature%3A{made.key}")
    assert opened.status_code == 200
    assert 'name="origin"' not in opened.content.decode()
    assert not Commitment.objects.exists()
