"""What seats are called and where figures come from, in more languages than one."""

import pytest
from django.conf import settings
from django.test import Client
from django.utils.translation import override

from answerable.access.refusals import Refused
from answerable.alliance.actions import bodies
from answerable.alliance.actions.networks import claim_count
from answerable.alliance.actions.saying import name_seat, say_source
from answerable.alliance.models import CountClaim, CountClaimText, SeatText
from answerable.alliance.pages.presenters.seats import seat_name
from answerable.alliance.queries.naming import claim_source, seat_role
from answerable.alliance.rules.words import Constituency
from answerable.ledger.models import Entry
from tests.cast import CONSOLE, Alliance
from tests.house.visiting import session_of

pytestmark = pytest.mark.postgres_too
NAMES = {"en": "Chair", "es": "Presidencia", "ar": "الرئاسة"}


def browser_of(cast: Alliance, role: str = "coordinator_here", language: str = "en") -> Client:
    browser = Client()
    account = cast.accounts[role]
    account.language = language
    account.save()
    browser.cookies[settings.SESSION_COOKIE_NAME] = session_of(account)
    return browser


@pytest.fixture
def claim(cast: Alliance) -> CountClaim:
    return claim_count(
        by=CONSOLE, network=cast.here, counted="organisations", number=4, as_of="2024", source="Yearly report"
    )


def test_seat_is_called_in_the_readers_language_else_in_its_own(cast: Alliance) -> None:
    name_seat(by=cast.actor("coordinator_here"), seat=cast.seat, names=NAMES)
    assert [seat_role(cast.seat, code) for code in ("es", "ar", "es-mx", "fr")] == [
        "Presidencia", "الرئاسة", "Presidencia", "Chair",
    ]  # fmt: skip


def test_seat_without_a_role_is_called_by_whom_it_is_kept_for(cast: Alliance) -> None:
    seat = bodies.open_seat(by=CONSOLE, body=cast.body, constituency=Constituency.YOUTH)
    with override("es"):
        assert seat_name(seat, "es") == seat_name(seat, "en") != ""


def test_empty_name_is_taken_away_and_others_stay(cast: Alliance) -> None:
    name_seat(by=CONSOLE, seat=cast.seat, names=NAMES)
    name_seat(by=CONSOLE, seat=cast.seat, names={"es": " ", "en": "Speaker"})
    assert dict(SeatText.objects.values_list("language", "role")) == {"ar": "الرئاسة"}
    assert (seat_role(cast.seat, "es"), Entry.objects.filter(act="alliance.name_seat").count()) == ("Speaker", 2)


def test_keeper_names_a_seat_by_page_and_everybody_reads_it(cast: Alliance) -> None:
    page = f"/b/{cast.body.slug}/seats/{cast.seat.pk}/name"
    browser = browser_of(cast)
    assert [*browser.get(page).context["form"].fields] == ["in_en", "in_es", "in_ar"]
    answer = browser.post(page, {"in_en": "Chair", "in_es": "Presidencia", "in_ar": ""})
    assert (answer.status_code, browser.get(page).context["form"]["in_es"].value()) == (303, "Presidencia")
    said = Client().get(f"/bodies/{cast.body.slug}?lang=es", follow=True).content.decode()
    assert ("Presidencia" in said, "Chair" in said) == (True, False)


def test_seat_added_by_page_is_named_in_the_language_it_was_typed_in(cast: Alliance) -> None:
    browser_of(cast, language="es").post(
        f"/b/{cast.body.slug}/seats/new", {"role": "Tesorería", "constituency": "open"}
    )
    assert cast.body.seats.get(role="Tesorería").role_language == "es"


def test_source_is_said_in_more_languages_and_its_own_words_stay(cast: Alliance, claim: CountClaim) -> None:
    say_source(by=CONSOLE, claim=claim, sources={"es": "Informe anual", "en": "Something else"})
    claim.refresh_from_db()
    assert (claim_source(claim, "es"), claim_source(claim, "ar"), claim.source) == (
        "Informe anual", "Yearly report", "Yearly report",
    )  # fmt: skip
    say_source(by=CONSOLE, claim=claim, sources={"es": ""})
    assert CountClaimText.objects.count() == 0


def test_keeper_says_a_source_by_page_and_everybody_reads_it(cast: Alliance, claim: CountClaim) -> None:
    page = f"/n/{cast.here.slug}/figures/{claim.pk}"
    browser = browser_of(cast)
    assert [*browser.get(page).context["form"].fields] == ["in_es", "in_ar"]
    assert browser.post(page, {"in_es": "Informe anual", "in_ar": ""}).status_code == 303
    said = Client().get(f"/networks/{cast.here.slug}?lang=es", follow=True).content.decode()
    assert ("Informe anual" in said, "Yearly report" in said) == (True, False)
    assert page in browser.get(f"/n/{cast.here.slug}/figures").content.decode()


def test_others_name_nothing(cast: Alliance, claim: CountClaim) -> None:
    other = cast.actor("coordinator_elsewhere")
    with pytest.raises(Refused):
        name_seat(by=other, seat=cast.seat, names=NAMES)
    with pytest.raises(Refused):
        say_source(by=other, claim=claim, sources={"es": "Informe"})


def test_seat_of_another_body_is_not_found_under_this_one(cast: Alliance) -> None:
    other = bodies.open_body(by=CONSOLE, network=cast.here, kind="board", name="Board of Kenya")
    assert browser_of(cast).get(f"/b/{other.slug}/seats/{cast.seat.pk}/name").status_code == 404
