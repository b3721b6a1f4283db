"""In which language an answer speaks."""

import pytest
from django.test import Client

from answerable.access.models import Account
from answerable.alliance.models import Profile
from answerable.kit.clock import today
from answerable.site.middleware.languages import without_account

pytestmark = [pytest.mark.urls("tests.site.addresses"), pytest.mark.django_db]


def spoken(visitor: Client, **headers: str) -> str:
    page = visitor.get("/privacy", headers=headers).content.decode()
    return page.split('<html lang="')[1].split(">")[0].replace('"', "")


def test_pages_speak_the_alliances_first_language_to_begin_with(visitor: Client, alliance: Profile) -> None:
    alliance.languages = ["es", "en"]
    alliance.save()
    assert spoken(visitor) == "es dir=ltr"


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("ar", "ar dir=rtl"),
        ("es-MX,en;q=0.5", "es dir=ltr"),
        ("fr,es;q=0.4", "es dir=ltr"),
        ("xx", "en dir=ltr"),
        ("*", "en dir=ltr"),
        (";;q=,,", "en dir=ltr"),
    ],
)
def test_pages_speak_the_best_offered_language_the_browser_asks_for(
    asked: str, language: str, visitor: Client, alliance: Profile
) -> None:
    assert spoken(visitor, accept_language=asked) == language


def test_cookie_goes_before_the_browser(visitor: Client, alliance: Profile) -> None:
    visitor.cookies["language"] = "ar"
    assert spoken(visitor, accept_language="es") == "ar dir=rtl"


def test_account_goes_before_the_cookie_and_a_choice_in_this_session_before_both(
    visitor: Client, alliance: Profile
) -> None:
    visitor.force_login(Account.objects.create_user("amina@example.org", language="ar", created_on=today()))
    visitor.cookies["language"] = "es"
    assert spoken(visitor) == "ar dir=rtl"
    visitor.get("/privacy?lang=en")
    assert spoken(visitor) == "en dir=ltr"


def test_choice_before_signing_in_lasts_through_the_visit(visitor: Client, alliance: Profile) -> None:
    visitor.get("/privacy?lang=es")
    visitor.force_login(Account.objects.create_user("amina@example.org", language="ar", created_on=today()))
    assert spoken(visitor) == "es dir=ltr"
    visitor.get("/privacy?lang=en")
    assert spoken(visitor) == "en dir=ltr"


def test_choice_of_this_visit_ends_with_it(visitor: Client, alliance: Profile) -> None:
    assert visitor.get("/privacy?lang=es").cookies["language_now"]["max-age"] == ""


def test_language_not_offered_is_not_spoken(visitor: Client, alliance: Profile) -> None:
    visitor.cookies["language"] = "hi"
    assert spoken(visitor) == "en dir=ltr"


def test_choice_is_remembered_and_leads_back_to_the_same_address(visitor: Client, alliance: Profile) -> None:
    response = visitor.get("/privacy?q=a%26b&lang=ar&page=2")
    assert response["Location"] == "/privacy?q=a%26b&page=2"
    assert (
        response.cookies["language"].value,
        response.cookies["language"]["httponly"],
        response.cookies["language"]["samesite"],
    ) == ("ar", True, "Lax")
    assert spoken(visitor) == "ar dir=rtl"


def test_choice_never_leads_to_another_site(visitor: Client, alliance: Profile) -> None:
    response = visitor.get("/", PATH_INFO="//evil.example/", QUERY_STRING="lang=ar")
    assert response["Location"] == "/%2Fevil.example/"


def test_unknown_choice_changes_nothing(visitor: Client, alliance: Profile) -> None:
    assert visitor.get("/privacy?lang=tlh").status_code == 200
    assert "language" not in visitor.cookies


def test_switch_offers_every_language_in_its_own_words(visitor: Client, alliance: Profile) -> None:
    page = visitor.get("/languages?page=2").content.decode()
    assert '<a href="?page=2&amp;lang=ar" lang="ar" hreflang="ar" dir="rtl"' in page
    assert "العربية" in page


def test_switch_on_a_missing_page_names_no_address(visitor: Client, alliance: Profile) -> None:
    assert 'href="?lang=ar"' in visitor.get("/nothing?page=2").content.decode()


def test_plain_choice_needs_nothing_but_the_request() -> None:
    from django.test import RequestFactory

    assert without_account(RequestFactory(headers={"accept-language": "pt-BR"}).get("/"), ("en", "pt")) == "pt"
