"""Every text in the alliance's own words, by page: checked, seen first, kept, taken back, as a file, in every process."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from answerable.access.models import Account
from answerable.access.refusals import Refused, Unacceptable
from answerable.alliance.actions import languages as tongues
from answerable.alliance.actions import own_texts as acts
from answerable.alliance.models import Profile
from answerable.alliance.queries import languages as queries
from answerable.kit import own_texts, queue
from answerable.kit.own_texts import Entry
from answerable.ledger.models import Entry as LedgerEntry
from tests import cast
from tests.house.visiting import session_of

pytestmark = pytest.mark.django_db
NETWORKS, SIGN_IN = Entry("Networks"), Entry("Sign in")
COUNTED = Entry("%(n)s organisation", "%(n)s organisations")


@pytest.fixture(autouse=True)
def as_shipped_afterwards() -> Iterator[None]:
    yield
    own_texts.lay_over(own_texts.version_of_nothing)


@pytest.fixture
def alliance() -> cast.Alliance:
    return cast.small_alliance()


def signed_in(account: Account) -> Client:
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session_of(account)
    return client


@pytest.fixture
def secretariat(alliance: cast.Alliance) -> Client:
    return signed_in(alliance.accounts["secretariat"])


def address(entry: Entry, code: str = "es", name: str = "secretariat_text") -> str:
    return reverse(name, args=[code, entry.key])


def shown(response: Any) -> str:
    return str(response.content.decode())


def test_text_written_by_page_is_read_by_everyone_at_the_next_request(secretariat: Client) -> None:
    assert secretariat.post(address(NETWORKS), {"form_0": "Tejidos"}).status_code == 303
    assert ">Tejidos</a>" in shown(Client().get("/?lang=es", follow=True))
    secretariat.post(address(NETWORKS, name="secretariat_text_reset"))
    assert ">Tejidos</a>" not in shown(Client().get("/?lang=es", follow=True))


def test_own_words_cost_a_request_no_question(secretariat: Client, alliance: cast.Alliance) -> None:
    """At most one a request was the bar: the version comes with the settings that every request reads anyway."""
    visitor = Client(headers={"accept-language": "es"})
    visitor.get("/privacy")
    with CaptureQueriesContext(connection) as before:
        visitor.get("/privacy")
    for entry in own_texts.entries()[:50]:
        if not entry.many and (said := own_texts.shipped(entry, "es")):
            acts.override_text(by=cast.CONSOLE, language="es", entry=entry, forms=[f"{said[0]}…"])
    visitor.get("/privacy")
    with CaptureQueriesContext(connection) as after:
        visitor.get("/privacy")
    assert len(after) == len(before)


def test_another_process_shows_them_at_its_next_request(secretariat: Client) -> None:
    """Each process compares the version it shows with the one it is told."""
    secretariat.post(address(NETWORKS), {"form_0": "Tejidos"})
    own_texts.lay_over(own_texts.version_of_nothing)  # a process that was there before
    assert ">Tejidos</a>" in shown(Client().get("/?lang=es", follow=True))


def test_worker_shows_them_before_its_next_job(alliance: cast.Alliance) -> None:
    acts.override_text(by=cast.CONSOLE, language="es", entry=NETWORKS, forms=["Tejidos"])
    from answerable.kit import clock
    from answerable.notices.posting import send_digest

    queue.enqueue(send_digest, str(alliance.accounts["member_here"].pk))
    queue.run_ready()
    from django.utils.translation import gettext, override

    with override("es"):
        assert gettext("Networks") == "Tejidos"
    assert clock.today()


def test_text_that_would_bring_markup_is_refused_at_its_field(secretariat: Client) -> None:
    answer = secretariat.post(address(NETWORKS), {"form_0": "<script>alert(1)</script>"})
    assert answer.status_code == 200
    assert 'id="id_form_0_error"' in shown(answer)
    assert "<script>alert" not in shown(answer)
    assert own_texts.kept_in("es") == {}


def test_action_refuses_what_the_form_would(alliance: cast.Alliance) -> None:
    with pytest.raises(Unacceptable) as refused:
        acts.override_text(by=cast.CONSOLE, language="es", entry=NETWORKS, forms=['" onclick="x'])
    assert (refused.value.code, refused.value.field) == ("text_quote", "form_0")


def test_plural_needs_every_form_of_the_language(secretariat: Client) -> None:
    sent = {f"form_{at}": f"{at} %(n)s" for at in range(5)}
    assert 'id="id_form_5_error"' in shown(secretariat.post(address(COUNTED, "ar"), sent))
    assert secretariat.post(address(COUNTED, "ar"), sent | {"form_5": "%(n)s منظمة"}).status_code == 303


def test_text_is_seen_first_without_being_kept(secretariat: Client) -> None:
    answer = secretariat.post(address(COUNTED), {"form_0": "una", "form_1": "%(n)s organizaciones", "look": "1"})
    assert "3 organizaciones" in shown(answer)
    assert own_texts.kept_in("es") == {}


def test_next_text_follows_in_what_was_asked_for(secretariat: Client) -> None:
    query = "?language=es&q=organisations"
    answer = secretariat.post(address(COUNTED) + query, {"form_0": "una", "form_1": "%(n)s", "further": "1"})
    assert answer.headers["Location"].startswith("/secretariat/texts/es/")
    assert COUNTED.key not in answer.headers["Location"]


def test_text_that_is_the_shipped_one_again_is_no_own_word(alliance: cast.Alliance) -> None:
    acts.override_text(by=cast.CONSOLE, language="es", entry=NETWORKS, forms=["Tejidos"])
    acts.override_text(by=cast.CONSOLE, language="es", entry=NETWORKS, forms=own_texts.shipped(NETWORKS, "es"))
    assert own_texts.kept_in("es") == {}


def test_texts_are_found_by_language_state_and_words(secretariat: Client) -> None:
    secretariat.post(address(NETWORKS), {"form_0": "Tejidos"})
    for query, number in (
        ("?language=es&state=own", "1 text"),
        ("?language=es&q=tejidos", "1 text"),
        ("?language=es&state=behind", "0 texts"),
    ):
        assert f"<h2>{number}</h2>" in shown(secretariat.get(f"/secretariat/texts{query}")), query


def test_words_for_a_text_that_is_gone_can_be_given_up(secretariat: Client) -> None:
    gone = Entry("Nobody says this any more")
    own_texts.keep("es", [(gone, ("Nadie",))])
    assert "Nadie" in shown(secretariat.get("/secretariat/texts?language=es&state=behind"))
    secretariat.post(address(gone, name="secretariat_text_reset"))
    assert own_texts.kept_in("es") == {}


def test_each_change_enters_the_ledger_without_a_word_of_the_text(secretariat: Client) -> None:
    secretariat.post(address(NETWORKS), {"form_0": "Tejidos"})
    entry = LedgerEntry.objects.latest("n")
    assert (entry.act, entry.subject_id, entry.detail) == ("alliance.override_text", NETWORKS.key, '{"language": "es"}')


def test_only_the_secretariat_changes_texts(alliance: cast.Alliance) -> None:
    with pytest.raises(Refused):
        acts.override_text(by=alliance.actor("coordinator_above"), language="es", entry=NETWORKS, forms=["x"])


def taken_along(client: Client, code: str, kind: str) -> bytes:
    answer = client.get(reverse(f"secretariat_language_{kind}", args=[code]))
    return b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined] # a stream


def brought(client: Client, code: str, name: str, data: bytes, act: str = "bring_in") -> str:
    sent = {"file": SimpleUploadedFile(name, data), "act": act}
    return shown(client.post(reverse("secretariat_language_bring_in", args=[code]), sent))


@pytest.mark.parametrize("kind", ["csv", "po"])
def test_file_changed_outside_is_brought_in_as_one_act(secretariat: Client, kind: str) -> None:
    data = taken_along(secretariat, "es", kind).decode("utf-8-sig")
    changed = data.replace(own_texts.shipped(SIGN_IN, "es")[0], "Entre").encode()
    before = LedgerEntry.objects.count()
    brought(secretariat, "es", f"texts.{kind}", changed, "look")
    assert own_texts.kept_in("es") == {}
    brought(secretariat, "es", f"texts.{kind}", changed)
    assert own_texts.kept_in("es")[SIGN_IN.key].forms == ("Entre",)
    assert LedgerEntry.objects.count() == before + 1
    brought(secretariat, "es", f"texts.{kind}", taken_along(secretariat, "es", kind))
    assert '"changed": 0' in LedgerEntry.objects.latest("n").detail


def test_one_bad_line_of_a_file_is_told_and_stops_no_other(secretariat: Client) -> None:
    head = "Key,Context,English,Form,Numbers,Text\n"
    rows = f"{NETWORKS.key},,Networks,1,,<b>Tejidos</b>\n{SIGN_IN.key},,Sign in,1,,Entre\nffff,,Gone,1,,Ido\n"
    page = brought(secretariat, "es", "texts.csv", (head + rows).encode())
    assert set(own_texts.kept_in("es")) == {SIGN_IN.key}
    assert "Angle brackets cannot be used" in page
    assert "Gone" in page


@pytest.mark.parametrize("data", [b"", b"\x00\x01", b"%PDF-1.7", b"Key\nx\n", b"msgid \xff", b"PK\x03\x04"])
def test_file_that_is_none_is_told_at_its_field(secretariat: Client, data: bytes) -> None:
    assert 'id="id_file_error"' in brought(secretariat, "es", "texts.csv", data)


def test_seventh_language_is_added_translated_and_offered_by_page(secretariat: Client, alliance: cast.Alliance) -> None:
    secretariat.post(reverse("secretariat_language_add"), {"code": "ur"})
    assert "اردو" not in shown(Client().get("/languages"))
    secretariat.post(address(NETWORKS, "ur"), {"form_0": "نیٹ ورکس"})
    secretariat.post(reverse("secretariat_language_try", args=["ur"]))
    mine = shown(secretariat.get("/"))
    assert '<html lang="ur" dir="rtl">' in mine
    assert "نیٹ ورکس" in mine
    assert '<html lang="en" dir="ltr">' in shown(Client().get("/", headers={"accept-language": "ur"}))
    secretariat.post(reverse("secretariat_language_offer", args=["ur"]))
    visitor = Client()
    assert "اردو" in shown(visitor.get("/languages"))
    page = shown(visitor.get("/?lang=ur", follow=True))
    assert '<html lang="ur" dir="rtl">' in page
    assert visitor.cookies["language"].value == "ur"
    assert "Sign in" in page  # what is not translated yet stands in English
    assert shown(Client().get("/", headers={"accept-language": "ur-PK"})).startswith('<!doctype html>\n<html lang="ur"')


def test_language_of_whom_django_knows_nothing_speaks_and_counts(alliance: cast.Alliance) -> None:
    from django.utils import formats, translation

    tongues.add_language(by=cast.CONSOLE, code="rw")
    tongues.offer_language(by=cast.CONSOLE, code="rw")
    acts.override_text(by=cast.CONSOLE, language="rw", entry=Entry("Networks"), forms=["Imiyoboro"])
    page = shown(Client().get("/?lang=rw", follow=True))
    assert '<html lang="rw" dir="ltr">' in page
    assert "Imiyoboro" in page
    with translation.override("rw"):
        assert formats.get_format("DATE_FORMAT") == "j\xa0F\xa0Y"


def test_mail_speaks_the_added_language(alliance: cast.Alliance) -> None:
    from django.core import mail

    from answerable.access import mails
    from answerable.access.actions import set_language

    tongues.add_language(by=cast.CONSOLE, code="ur")
    tongues.offer_language(by=cast.CONSOLE, code="ur")
    acts.override_text(by=cast.CONSOLE, language="ur", entry=Entry("Your code to sign in"), forms=["سائن ان کوڈ"])
    own_texts.lay_over(queries.words_version(Profile.objects.get()))
    account = set_language(by=alliance.actor("member_here"), account=alliance.accounts["member_here"], language="ur")
    mails.send(account, "code_to_sign_in", code="1234", minutes=15)
    queue.run_ready()
    letter = next(one for one in mail.outbox if one.subject == "سائن ان کوڈ")
    assert 'lang="ur" dir="rtl"' in str(letter.alternatives[0][0])  # type: ignore[attr-defined] # a mail in two parts


def test_language_is_removed_with_its_words_only_when_nobody_is_offered_it(alliance: cast.Alliance) -> None:
    tongues.add_language(by=cast.CONSOLE, code="sw")
    tongues.offer_language(by=cast.CONSOLE, code="sw")
    acts.override_text(by=cast.CONSOLE, language="sw", entry=NETWORKS, forms=["Mitandao"])
    with pytest.raises(Unacceptable):
        tongues.remove_language(by=cast.CONSOLE, code="sw")
    tongues.withdraw_language(by=cast.CONSOLE, code="sw")
    assert tongues.remove_language(by=cast.CONSOLE, code="sw") == 1
    assert "sw" not in queries.there_are()


@pytest.mark.parametrize(
    ("code", "why"), [("es", "language_there_already"), ("xx", "language_unknown"), ("../x", "language_unknown")]
)
def test_language_that_cannot_be_added_says_why(alliance: cast.Alliance, code: str, why: str) -> None:
    with pytest.raises(Unacceptable) as refused:
        tongues.add_language(by=cast.CONSOLE, code=code)
    assert refused.value.code == why


def test_alliances_own_language_cannot_be_withdrawn(alliance: cast.Alliance) -> None:
    with pytest.raises(Unacceptable):
        tongues.withdraw_language(by=cast.CONSOLE, code="en")


def test_language_says_that_no_speaker_has_read_it_until_one_has(secretariat: Client) -> None:
    unread = "Not yet read by a speaker"
    page = reverse("secretariat_language", args=["es"])
    assert unread in shown(secretariat.get(page))
    assert unread in shown(Client().get("/languages"))
    assert unread not in shown(secretariat.get(reverse("secretariat_language", args=["en"])))
    secretariat.post(
        reverse("secretariat_language_reading", args=["es"]), {"read_by": "Dos hablantes", "read_on": "2026-01-02"}
    )
    assert "Dos hablantes" in shown(secretariat.get(page))
    assert "Dos hablantes" not in shown(Client().get("/languages"))
    secretariat.post(reverse("secretariat_language_unread", args=["es"]))
    assert unread in shown(secretariat.get(page))


def test_completeness_counts_own_and_shipped_words(alliance: cast.Alliance) -> None:
    tongues.add_language(by=cast.CONSOLE, code="rw")
    before = queries.standing("rw").translated
    acts.override_text(by=cast.CONSOLE, language="rw", entry=NETWORKS, forms=["Imiyoboro"])
    one = queries.standing("rw")
    assert (one.translated, one.own, queries.standing("en").share) == (before + 1, 1, 100)


def test_every_page_of_the_language_desk_says_who_can_see_it(secretariat: Client) -> None:
    for name in ("secretariat_languages", "secretariat_texts", "secretariat_branding", "secretariat_privacy"):
        assert "Who can see this:" in shown(secretariat.get(reverse(name)))
