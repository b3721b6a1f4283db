"""Texts as people read and write them: languages, what changed, two browsers at one clause, verifying, taking in."""

import hashlib
import json
import re

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from answerable.alliance.actions import bodies
from answerable.alliance.models import Profile
from answerable.alliance.rules.words import BodyKind
from answerable.conduct.actions.adopting import adopt_version
from answerable.conduct.actions.clauses import Wording, add_clause, write_clause
from answerable.conduct.actions.content import take_in, take_in_all
from answerable.conduct.actions.instruments import open_instrument
from answerable.conduct.actions.versions import begin_version, open_consultation
from answerable.conduct.models import Clause, Version
from answerable.conduct.pages.downloads import as_data
from answerable.conduct.pages.presenters.texts import standing_words
from answerable.conduct.queries import content, instruments
from answerable.conduct.queries.reading import read, standings
from answerable.conduct.queries.verifying import verify_all, verify_data
from answerable.kit import search
from tests import cast
from tests.cast import CONSOLE, Alliance
from tests.house.visiting import session_of
from tests.house.written import adopted_code, fresh

from .past import past_the_guards

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "es", "ar", "fr", "pt", "hi")


@pytest.fixture
def alliance() -> Alliance:
    return cast.small_alliance()


@pytest.fixture
def code(alliance: Alliance) -> Version:
    return adopted_code(alliance)


@pytest.fixture
def renewed(alliance: Alliance, code: Version) -> Version:
    """The next version: its first clause says more, in English alone; it has a third clause, and was adopted."""
    made = begin_version(by=CONSOLE, instrument=code.instrument, label="2026", copy_of=code)
    write_clause(
        by=CONSOLE, clause=clause(made, "1"), language="en", wording=Wording("", "We listen to everybody."), revision=1
    )
    added = add_clause(by=CONSOLE, version=made, wording=Wording("", "We pay for time."))
    write_clause(by=CONSOLE, clause=fresh(added), language="es", wording=Wording("", "Pagamos el tiempo."), revision=0)
    return adopt_version(by=CONSOLE, version=made, body=alliance.body, came_about="Asked for by four organisations.")


def clause(version: Version, number: str) -> Clause:
    return fresh(Clause.objects.get(version=version, number=number))


def client_of(alliance: Alliance, role: str = "") -> Client:
    client = Client()
    if role:
        client.cookies[settings.SESSION_COOKIE_NAME] = session_of(alliance.accounts[role])
    return client


def page(client: Client, address: str, **asked: str) -> str:
    response = client.get(address, asked, follow=True)
    assert response.status_code == 200, address
    return response.content.decode()


def of(version: Version, name: str = "promise_version") -> str:
    return reverse(name, args=[version.instrument.slug, version.slug])


def test_reader_gets_the_text_in_their_language_and_may_choose_another(alliance: Alliance, code: Version) -> None:
    client = client_of(alliance)
    assert "We listen." in page(client, reverse("promise", args=[code.instrument.slug]))
    assert "Escuchamos." in page(client, reverse("promise", args=[code.instrument.slug]), lang="es")
    assert "Escuchamos." in page(client, of(code), text="es", lang="en")
    assert "We listen." in page(client, of(code), text="xx", lang="en")


def test_translation_says_where_it_is_out_of_date(alliance: Alliance, renewed: Version) -> None:
    shown = page(client_of(alliance), of(renewed), text="es")
    assert "1 clause out of date" in shown
    assert shown.count("This translation is out of date") == 1


def test_changes_are_marked_for_eyes_and_ears(alliance: Alliance, renewed: Version) -> None:
    shown = page(client_of(alliance), of(renewed, "promise_changes"))
    assert "2 of 3 clauses changed since version 2024" in shown
    assert re.search(r'<ins><span class="vh">\[put in: </span> to everybody<span class="vh">\]</span></ins>', shown)
    assert "We answer." not in shown
    whole = page(client_of(alliance), of(renewed), since="2024")
    assert "We answer." in whole
    assert " to everybody" in whole


def test_first_version_has_nothing_before_it(alliance: Alliance, code: Version) -> None:
    assert "nothing came before it" in page(client_of(alliance), of(code, "promise_changes"))


def test_old_version_stays_readable_and_says_so(alliance: Alliance, code: Version, renewed: Version) -> None:
    shown = page(client_of(alliance), of(code))
    assert "This version was replaced on" in shown
    assert "We listen." in shown


def test_file_has_the_fingerprint_that_the_page_says(alliance: Alliance, code: Version) -> None:
    client = client_of(alliance)
    for language in ("en", "es"):
        form = client.get(of(code, "promise_text"), {"text": language}).content
        told = page(client, of(code, "promise_fingerprint"), text=language)
        assert hashlib.sha256(form).hexdigest() in re.sub(r"(?<=[0-9a-f]{4}) (?=[0-9a-f]{4})", "", told)


def test_earlier_wording_of_a_translation_can_still_be_had(alliance: Alliance, code: Version) -> None:
    before = code.published.get(language="es").fingerprint
    wording = Wording("", "Escuchamos siempre.")
    write_clause(by=CONSOLE, clause=clause(code, "1"), language="es", wording=wording, revision=1)
    form = client_of(alliance).get(of(code, "promise_text"), {"of": before}).content
    assert hashlib.sha256(form).hexdigest() == before


def test_download_verifies_and_a_changed_one_does_not(alliance: Alliance, code: Version) -> None:
    told = json.loads(client_of(alliance).get(of(code, "promise_json")).content)
    assert verify_data(told).is_sound
    told["languages"]["en"]["clauses"][0]["body"] = "We listen, sometimes."
    assert {one.code for one in verify_data(told).findings} == {"words_differ", "not_known_here"}
    with pytest.raises(ValueError, match="no text of ours"):
        verify_data({"text": "something else"})


def test_words_changed_past_the_program_are_found(alliance: Alliance, code: Version) -> None:
    assert verify_all().is_sound
    with past_the_guards():
        clause(code, "1").texts.filter(language="en").update(body="We listen, sometimes.")
    assert {one.code for one in verify_all().findings} == {"changed_since_adopted", "not_as_published"}


def test_draft_is_hidden_consultation_is_for_members(alliance: Alliance, code: Version) -> None:
    draft = begin_version(by=CONSOLE, instrument=code.instrument, label="2026", copy_of=code)
    assert client_of(alliance, "member_here").get(of(draft)).status_code == 404
    assert client_of(alliance, "editor_here").get(of(draft)).status_code == 200
    open_consultation(by=CONSOLE, version=draft)
    assert client_of(alliance, "member_elsewhere").get(of(draft)).status_code == 200
    assert client_of(alliance).get(of(draft)).status_code == 404
    assert "You are asked to read" in page(client_of(alliance, "member_here"), reverse("promises"))
    assert "You are asked to read" not in page(client_of(alliance), reverse("promises"))


def typed(shown: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', shown)
    assert found is not None
    return found[1]


def test_one_clause_in_two_browsers_loses_nothing(alliance: Alliance, code: Version) -> None:
    """Whoever saves second sees the other's words beside their own, puts them together, and saves."""
    draft = begin_version(by=CONSOLE, instrument=code.instrument, label="2026", copy_of=code)
    line = clause(draft, "1").line
    address = reverse("write_clause", args=[draft.instrument.slug, draft.slug, line, "en"])
    one, other = client_of(alliance, "editor_here"), client_of(alliance, "coordinator_here")
    began = typed(page(one, address), "revision")
    assert one.post(address, {"revision": began, "body": "We listen first."}).status_code == 303
    refused = other.post(address, {"revision": began, "body": "We listen to all."})
    shown = refused.content.decode()
    assert refused.status_code == 200
    assert "We listen first." in shown
    assert "We listen to all." in shown
    again = {"revision": typed(shown, "revision"), "body": "We listen first, to all."}
    assert other.post(address, again).status_code == 303
    text = clause(draft, "1").texts.get(language="en")
    assert text.body == "We listen first, to all."
    assert [edit.body for edit in text.edits.order_by("revision")][-2:] == [
        "We listen first.",
        "We listen first, to all.",
    ]


def test_translator_sees_what_changed_in_the_source(alliance: Alliance, renewed: Version) -> None:
    address = reverse("write_clause", args=[renewed.instrument.slug, renewed.slug, clause(renewed, "1").line, "es"])
    shown = page(client_of(alliance, "editor_here"), address)
    assert "What changed in the source since this was translated" in shown
    assert " to everybody" in shown


def test_adopting_by_page_keeps_what_was_typed_where_it_is_refused(alliance: Alliance, code: Version) -> None:
    draft = begin_version(by=CONSOLE, instrument=code.instrument, label="2026", copy_of=code)
    client, address = client_of(alliance, "coordinator_here"), of(draft, "write_adopt")
    sent = {"body": str(alliance.body.pk), "adopted_on": "2999-01-01", "came_about": "Nine villages asked for it."}
    shown = client.post(address, sent).content.decode()
    assert "This day is still to come." in shown
    assert "Nine villages asked for it." in shown
    sent["adopted_on"] = ""
    assert client.post(address, sent).status_code == 200
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_shipped_texts_are_there_in_six_languages_with_one_set_of_clauses() -> None:
    assert content.names() == ["accountability", "core-principles", "code-of-conduct", "accountability-standards"]
    for text in content.names():
        one = content.shipped(text)
        assert sorted(one.languages) == sorted(LANGUAGES)
        keys = {tuple(clause.key for clause in words.clauses) for words in one.languages.values()}
        assert len(keys) == 1
        assert all(clause.heading and clause.body for words in one.languages.values() for clause in words.clauses)
        assert one.sources
    assert [len(content.shipped(text).languages["en"].clauses) for text in content.names()] == [6, 9, 8, 13]


def test_shipped_texts_come_as_drafts_in_the_alliances_language(alliance: Alliance) -> None:
    made = take_in_all(by=CONSOLE)
    assert {one.state for one in made} == {"draft"}
    assert {one.original_language for one in made} == {"en"}
    assert content.not_taken_in() == []
    for version in made:
        reading = {code: read(instruments.whole(version.pk), code) for code in LANGUAGES}
        assert all(one.is_whole for one in reading.values())
        assert not any(clause.is_behind for one in reading.values() for clause in one.clauses)


def test_shipped_words_say_that_nobody_has_read_them_also_where_they_are_the_original(alliance: Alliance) -> None:
    Profile.objects.update(languages=["fr", "en"])
    version = take_in(by=CONSOLE, text="code-of-conduct")
    said = {one.language: standing_words(one) for one in standings(instruments.whole(version.pk), drafts=True)}
    assert said["fr"] == ["the original", "not yet read by a speaker"]
    assert "not yet read by a speaker" in said["ar"]
    assert "not yet read by a speaker" not in said["en"]


def test_shipped_text_says_that_it_is_our_wording_and_what_it_was_made_from(alliance: Alliance) -> None:
    board = bodies.open_body(by=CONSOLE, network=alliance.root, kind=BodyKind.BOARD, name="Board")
    version = adopt_version(by=CONSOLE, version=take_in(by=CONSOLE, text="code-of-conduct"), body=board)
    shown = page(client_of(alliance), of(version), lang="en")
    assert "made from these sources" in shown
    assert "The wording here is our own" in shown or "the wording here is our own" in shown
    assert "not yet read by a speaker" in shown


def test_data_of_a_version_names_nobody(alliance: Alliance, code: Version) -> None:
    told = json.dumps(as_data(instruments.whole(code.pk)), default=str)
    assert not [name for name in cast.NAMES.values() if name in told]


@pytest.mark.broad
def test_pages_ask_no_more_for_thirty_clauses_and_texts_than_for_two(alliance: Alliance, code: Version) -> None:
    client = client_of(alliance, "coordinator_here")
    addresses = [
        reverse("promises"),
        of(code),
        of(code, "promise_beside"),
        reverse("write_texts"),
        of(code, "write_version"),
        of(code, "promise_print"),
    ]
    few = [asked(client, address) for address in addresses]
    for number in range(30):
        other = open_instrument(by=CONSOLE, network=alliance.here, kind="other", name=f"Text {number}")
        version = begin_version(by=CONSOLE, instrument=other, label="1")
        add_clause(by=CONSOLE, version=version, wording=Wording("", "Words."))
        adopt_version(by=CONSOLE, version=version, body=alliance.body, came_about="So.")
    longer = begin_version(by=CONSOLE, instrument=code.instrument, label="2026", copy_of=code)
    for number in range(30):
        made = add_clause(by=CONSOLE, version=longer, wording=Wording("", f"Clause {number}."))
        write_clause(by=CONSOLE, clause=fresh(made), language="es", wording=Wording("", f"{number}"), revision=0)
    adopt_version(by=CONSOLE, version=longer, body=alliance.body, came_about="So.")
    many = [asked(client, address.replace("/2024", "/2026")) for address in addresses]
    assert [more for less, more in zip(few, many, strict=True) if more > less + 8] == []


def asked(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_adopted_words_are_found_in_every_language_drafts_are_not(alliance: Alliance, code: Version) -> None:
    kind = search.kind_named("conduct.instrument")
    assert kind is not None
    draft = begin_version(by=CONSOLE, instrument=code.instrument, label="2026", copy_of=code)
    add_clause(by=CONSOLE, version=draft, wording=Wording("", "We cultivate tomatoes."))
    search.rebuild_all()
    nobody = cast.Alliance.actor(alliance, "member_here")

    def finds(words: str) -> list[int]:
        return list(search.find(search.read(words, LANGUAGES), kind, nobody).things)

    assert finds("listen") == [code.instrument_id]
    assert finds("escuchamos") == [code.instrument_id]
    assert finds("tomatoes") == []


def test_network_and_front_page_lead_to_what_is_promised(alliance: Alliance, code: Version) -> None:
    assert reverse("promise", args=[code.instrument.slug]) in page(
        client_of(alliance), reverse("network", args=[alliance.here.slug])
    )
    assert "What we promise" in page(client_of(alliance), "/")
