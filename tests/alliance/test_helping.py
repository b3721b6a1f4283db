"""Finding help: nothing chosen in an address, a title, a cookie or a record; words in the reader's language."""

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from answerable.alliance.actions import page_texts
from answerable.alliance.actions import services as acts
from answerable.alliance.actions.services import ServiceWords
from answerable.alliance.models import PageText, SupportService
from answerable.alliance.queries.told import as_plain_text, shipped, told
from answerable.kit import clock
from tests.cast import CONSOLE, Alliance
from tests.house.visiting import Visits

from .services import service

pytestmark = pytest.mark.django_db
MOST = 15_000


def shown(response: Any) -> str:
    return str(response.content.decode())


def test_what_is_chosen_stands_in_no_address_title_or_cookie(cast: Alliance) -> None:
    """B64, B65, B67."""
    service(cast.here, "House of Lanterns", needs=("safe_place",))
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/help", {"need": "safe_place", "country": "KE"})
    page = shown(answer)
    assert (answer.status_code, dict(client.cookies), answer["Cache-Control"]) == (200, {}, "no-store")
    assert "noindex" in answer["X-Robots-Tag"]
    assert re.findall("<title>(.*?)</title>", page) == [cast.root.name]
    assert "House of Lanterns" in page
    assert [one for one in re.findall('(?:href|action)="([^"]*)"', page) if "safe_place" in one or "KE" in one] == []


def test_what_is_asked_in_an_address_is_passed_over(cast: Alliance) -> None:
    service(cast.here, "Ear")
    service(cast.here, "Law", needs=("legal",))
    assert ("Ear" in (page := shown(Client().get("/help?need=legal"))), 'value="legal" selected' in page) == (
        True,
        False,
    )


def test_numbers_can_be_dialled_and_links_tell_nobody_where_from(cast: Alliance) -> None:
    service(
        cast.here, telephone="+999 (20) 555-0100", website="https://ear.example.org/", chat="https://chat.example.org/"
    )
    page = shown(Client().get("/help"))
    assert '<a href="tel:+999205550100">' in page
    assert '<bdi dir="ltr">+999 (20) 555-0100</bdi>' in page
    away = re.findall(r'<a href="https?://[^"]+"([^>]*)>', page)
    assert (len(away), {one.strip() for one in away}) == (2, {'rel="noreferrer"'})


def test_it_says_plainly_when_it_was_not_checked_for_long(cast: Alliance) -> None:
    one = service(cast.here)
    assert "Not checked since" not in shown(Client().get("/help"))
    SupportService.objects.filter(pk=one.pk).update(checked_on="2020-02-03")
    assert "Not checked since" in shown(Client().get("/help"))


def test_where_nothing_fits_it_says_so(cast: Alliance) -> None:
    service(cast.here, "Ear")
    service(cast.root, "Line", everywhere=True, languages=("es",))
    page = shown(Client().post("/help", {"country": "KE", "language": "es", "need": "talk", "cost": "free"}))
    assert ("Line" in page, "help everywhere" in page) == (True, False)
    service(cast.here, "Law", needs=("legal",))
    page = shown(Client().post("/help", {"need": "legal", "language": "es"}))
    assert ("Line" in page, "These help everywhere" in page) == (True, True)


def test_a_forged_choice_is_told_beside_its_field(cast: Alliance) -> None:
    service(cast.here, "Ear")
    page = shown(Client().post("/help", {"need": "nonsense", "page": "999999"}))
    assert ("Ear" in page, 'class="field bad"' in page) == (True, True)


def test_more_than_a_page_is_turned_by_a_button(cast: Alliance) -> None:
    for number in range(20):
        service(cast.here, f"Ear {number:02}")
    first = shown(Client().post("/help", {"country": "KE"}))
    assert ("Ear 07" in first, "Ear 08" in first, 'name="country" value="KE"' in first) == (True, False, True)
    assert "Ear 19" in shown(Client().post("/help", {"country": "KE", "page": "3"}))
    assert "Ear 19" in shown(Client().post("/help", {"country": "KE", "page": "9999"}))


def test_before_anything_is_chosen_a_few_are_shown_and_all_are_found(cast: Alliance) -> None:
    """A small screen shows the emergency, what can be chosen and a few services, without scrolling through all of them."""
    for number in range(20):
        service(cast.here, f"Ear {number:02}")
    pages = [shown(Client().get("/help")), *(shown(Client().post("/help", {"page": str(at)})) for at in (2, 3, 4))]
    assert [re.findall(r"Ear (\d\d)", page) for page in pages] == [
        [f"{one:02}" for one in some] for some in (range(4), range(4, 12), range(12, 20), range(12, 20))
    ]
    order = [pages[0].index(one) for one in ("emergency number", 'name="country"', 'name="need"', "Ear 00")]
    assert order == sorted(order)


@pytest.mark.parametrize("language", ["en", "ar", "hi"])
def test_page_with_its_style_weighs_little(cast: Alliance, language: str) -> None:
    """B73: at most 15 kB over the line, with the style sheet."""
    for number in range(40):
        one = service(
            cast.here, f"House of Lanterns {number}", does="Rooms for women with or without children. They tell you where.",
            needs=("safe_place", "children", "legal"), serves=("women", "children"), text_number="+999 555 0123",
        )  # fmt: skip
        acts.say_service(by=CONSOLE, service=one, language=language, words=ServiceWords("بيت الفوانيس", "غرف للنساء"))
    page = Client().get("/help", headers={"Accept-Language": language}).content
    style = finders.find("site.css")
    assert isinstance(style, str)
    assert len(gzip.compress(page)) + len(gzip.compress(Path(style).read_bytes())) <= MOST


def test_number_of_queries_does_not_grow(cast: Alliance, django_assert_max_num_queries: Any) -> None:
    for number in range(20):
        service(cast.here, f"Ear {number}")
    with django_assert_max_num_queries(20):
        Client().post("/help", {"country": "KE"})


def test_network_page_shows_a_few_of_its_country(cast: Alliance) -> None:
    service(cast.here, "Open Ear")
    here, elsewhere = (shown(Client().get(reverse("network", args=[one.slug]))) for one in (cast.here, cast.elsewhere))
    assert ("Open Ear" in here, 'name="country" value="KE"' in here, "Open Ear" in elsewhere) == (True, True, False)


@pytest.mark.parametrize("language", ["en", "es", "fr", "pt", "ar", "hi"])
def test_what_to_do_when_told_is_shipped_in_every_language(cast: Alliance, language: str) -> None:
    text = shipped(language)
    assert text is not None
    assert told(language) == text
    words = len(as_plain_text(text).split())
    assert (len(text.sections), 250 <= words <= 600) == (8, True)


def test_what_to_do_when_told_is_english_where_nobody_shipped_it(cast: Alliance) -> None:
    assert told("sw") == shipped("en")


def test_what_to_do_when_told_is_shown_in_the_reader_s_language(cast: Alliance) -> None:
    page, text = Client().get("/help/told", headers={"Accept-Language": "es"}), shipped("es")
    assert text is not None
    assert (page.status_code, text.sections[0].heading in shown(page)) == (200, True)


def test_an_alliance_says_it_in_its_own_words(cast: Alliance) -> None:
    page_texts.write_page_text(by=CONSOLE, page="told", language="es", text="Escuche.\n\nNo pregunte por qué.")
    assert "<p>No pregunte por qué.</p>" in shown(Client().get("/help/told", headers={"Accept-Language": "es"}))
    assert "Then listen" in shown(Client().get("/help/told"))
    desk = Visits(cast).client("secretariat")
    assert "Then listen" in shown(desk.get("/secretariat/told/en"))
    desk.post("/secretariat/told/es", {"text": ""})
    assert not PageText.objects.filter(page="told").exists()


FORM = {
    "name": "Open Ear", "needs": ["talk"], "countries": "Kenya; Uganda", "telephone": "+999 555 0100", "cost": "free", "does": "We listen.",
}  # fmt: skip


def test_a_coordinator_adds_changes_checks_and_ends_one(cast: Alliance) -> None:
    desk = Visits(cast).client("coordinator_here")
    added = desk.post("/services/add", {**FORM, "network": cast.here.slug, "website": "ear.example.org"})
    one = SupportService.objects.get()
    assert (added.status_code, added["Location"], one.countries, one.website) == (
        303, f"/services/{one.key}", ["KE", "UG"], "https://ear.example.org",
    )  # fmt: skip
    changed = desk.post(
        f"/services/{one.key}/change", {**FORM, "network": cast.local.slug, "day_and_night": "on", "checked": "on"}
    )
    one.refresh_from_db()
    assert (changed.status_code, one.day_and_night, one.network) == (303, True, cast.local)
    assert desk.post(f"/services/{one.key}/in/es", {"name": "Oído Abierto"}).status_code == 303
    assert desk.post(f"/services/{one.key}/check").status_code == 303
    assert desk.post(f"/services/{one.key}/end", {"ends": clock.today().isoformat()}).status_code == 303
    assert "Bring it back" in shown(desk.get(f"/services/{one.key}"))
    assert "Oído Abierto" in shown(Client().get("/help", headers={"Accept-Language": "es"}))


def test_wrong_input_stands_beside_its_field_and_nothing_is_lost(cast: Alliance) -> None:
    desk = Visits(cast).client("coordinator_here")
    page = shown(
        desk.post("/services/add", {**FORM, "network": cast.here.slug, "countries": "Wakanda", "telephone": "call us"})
    )
    assert "No country of this name is known: Wakanda" in page
    assert ("call us" in page, "We listen." in page) == (True, True)
    faults = {**FORM, "network": cast.here.slug, "name": "", "telephone": "call us", "website": "not one"}
    page = shown(desk.post("/services/add", faults))
    assert [f"id_{name}_error" in page for name in ("name", "telephone", "website")] == [True, True, True]
    page = shown(desk.post("/services/add", {**FORM, "network": cast.here.slug, "telephone": "call us"}))
    assert ("Write the number in figures" in page, "call us" in page, SupportService.objects.exists()) == (
        True,
        True,
        False,
    )
    elsewhere = desk.post("/services/add", {**FORM, "network": cast.elsewhere.slug})
    assert (elsewhere.status_code, SupportService.objects.exists()) == (200, False)


def test_the_list_is_filtered_and_taken_along(cast: Alliance) -> None:
    service(cast.here, "Ear")
    old = service(cast.here, "Law", needs=("legal",))
    service(cast.elsewhere, "Far", countries=("UG",))
    SupportService.objects.filter(pk=old.pk).update(checked_on="2020-02-03")
    desk = Visits(cast).client("coordinator_here")
    page = shown(desk.get("/services?checked=old"))
    assert ("Law" in page, ">Ear<" in page, "Far" in page) == (True, False, False)
    taken = b"".join(desk.get("/services?format=csv")).decode()
    assert ("Ear" in taken, "+999 555 0100" in taken, "Far" in taken) == (True, True, False)
