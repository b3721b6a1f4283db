"""The form of an organisation's card: which languages it offers."""

from django.conf import settings
from django.test import Client

from answerable.alliance.actions.organisations import Card, change_card
from answerable.alliance.pages.forms.organisations import CardForm
from tests.cast import CONSOLE, Alliance
from tests.house.visiting import session_of


def offered(cast: Alliance, **card: object) -> tuple[list[str], int]:
    change_card(by=CONSOLE, organisation=cast.circle, card=Card("Tumaini Circle", **card))  # type: ignore[arg-type] # as given
    field = CardForm(language="en", organisation=cast.circle).fields["languages"]
    return [code for code, _name in field.choices], field.widget.near  # type: ignore[attr-defined] # of languages


def test_languages_of_its_country_stand_open(cast: Alliance) -> None:
    codes, near = offered(cast, country="AM")
    assert "hy" in codes[:near]
    assert {"bg", "sr", "pl"} <= set(codes[near:])


def test_language_chosen_before_stands_open(cast: Alliance) -> None:
    codes, near = offered(cast, country="KE", languages=("bg", "xx"))
    assert {"bg", "xx", "sw"} <= set(codes[:near])


def test_other_language_is_kept_and_then_stands_open(cast: Alliance) -> None:
    browser = Client()
    browser.cookies[settings.SESSION_COOKIE_NAME] = session_of(cast.accounts["coordinator_here"])
    page = f"/o/{cast.circle.slug}/card"
    typed = {"name": "Tumaini Circle", "name_language": "en", "country": "KE", "languages": ["sr"], "kinds": ["youth"]}
    assert browser.post(page, typed).status_code == 303
    cast.circle.refresh_from_db()
    assert cast.circle.languages == ["sr"]


def test_choice_among_the_others_opens_them_where_the_form_comes_back(cast: Alliance) -> None:
    browser = Client()
    browser.cookies[settings.SESSION_COOKIE_NAME] = session_of(cast.accounts["coordinator_here"])
    page = f"/o/{cast.circle.slug}/card"
    assert "<details><summary>Other languages" in browser.get(page).content.decode()
    again = browser.post(page, {"name": "", "languages": ["sr"]}).content.decode()
    assert "<details open><summary>Other languages" in again
