"""The desk and the pages of its teams for every eye: axe on each page that a handler reads, and on what is said back to them."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .conftest import Site, become
from .test_a_handler_answers import HERSELF, passphrase_of

HERSELF_IN = {**HERSELF, "ar": "Leila"}
DEEDS = ("answer", "safety", "note", "summary", "consent", "grade", "parties", "reader", "aside")
OF_THE_DESK = ("", "search", "book", "paused")
OF_THE_TEAM = ("", "/people", "/people/propose", "/words", "/keys/words", "/keys/passphrase", "/keys/recover", "/keys/anew", "/promises")  # fmt: skip
OF_TEXTS = ("/secretariat/telling", "/secretariat/telling/texts", "/cases/team/all", "/cases/team/set-up")
pytestmark = pytest.mark.slow
WAYS = ["en", "ar"]
Find = Callable[[Page], list[str]]
PUT_AWAY = "meta-refresh: "  # what was read is put away after a pause, on purpose; where somebody writes, nothing moves


def faults(found: dict[str, list[str]]) -> dict[str, list[str]]:
    """Returns the pages of which something is to mend."""
    left = {address: [one for one in lines if not one.startswith(PUT_AWAY)] for address, lines in found.items()}
    return {address: lines for address, lines in left.items() if lines}


def unlock(page: Page, language: str) -> None:
    become(page, HERSELF_IN[language])
    page.goto(f"/me?lang={language}")
    page.goto("/cases/enter")
    page.locator("#id_passphrase").fill(passphrase_of(HERSELF_IN[language]))
    page.locator("main form button.btn").click()
    expect(page.locator("header form[action='/cases/lock']")).to_be_visible()


def a_case(page: Page) -> str:
    """Returns the address of a case whose words its reader sees."""
    page.goto("/cases/")
    return page.locator("main .data a[href^='/cases/']").first.get_attribute("href") or ""


@pytest.mark.parametrize("language", WAYS)
def test_axe_finds_nothing_on_a_locked_desk(demo: Site, axe: Find, language: str) -> None:
    page = demo.visit(language=language, script=True)
    become(page, HERSELF_IN[language])
    page.goto(f"/me?lang={language}")
    page.goto("/cases/enter")
    found = {"locked": axe(page)}
    page.locator("main form button.btn").click()
    found["passphrase missing"] = axe(page)
    assert faults(found) == {}


@pytest.mark.parametrize("language", WAYS)
def test_axe_finds_nothing_at_the_open_desk(demo: Site, axe: Find, language: str) -> None:
    page = demo.visit(language=language, script=True)
    unlock(page, language)
    case, found = a_case(page), {}
    addresses = [*(f"/cases/{one}" for one in OF_THE_DESK), *(f"/cases/team{one}" for one in OF_THE_TEAM)]
    for address in [*addresses, case, f"{case}/opened", f"{case}/files", *(f"{case}/do/{one}" for one in DEEDS)]:
        page.goto(address)
        found[address] = axe(page)
    for code in ("note", "grade"):
        page.goto(f"{case}/do/{code}")
        page.locator("main form .acts button").first.click()
        found[f"{code}, empty"] = axe(page)
    page.goto(f"{case}/do/answer")
    page.locator("textarea").fill("We hear you.")
    page.locator("button[value=preview]").click()
    found["preview"] = axe(page)
    assert faults(found) == {}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_finds_nothing_where_teams_and_texts_are_kept(demo: Site, axe: Find, language: str) -> None:
    page, found = demo.visit(language=language, script=True), {}
    become(page, "Tomás")
    page.goto(f"/me?lang={language}")
    for address in OF_TEXTS:
        page.goto(address)
        found[address] = axe(page)
    page.goto("/cases/team/all")
    page.locator("main .rows a").first.click()
    found["a team"] = axe(page)
    page.locator("main a.btn").first.click()
    found["name somebody"] = axe(page)
    page.goto("/secretariat/telling/texts")
    page.locator("main .rows h3 a").first.click()
    found["a text"] = axe(page)
    page.locator("main form button.btn").first.click()
    found["a text, sent"] = axe(page)
    assert faults(found) == {}
