"""Somebody on an old phone, in their own language and without JavaScript, tells what happened; knows before who would read it;
gets a code; keeps it and comes back to it; sends it once; and leaves at once, wherever they are.
"""

import re
import time
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, Route, expect

from answerable.vault.receipts import read as read_receipt

from .conftest import Site

TITLE = {"en": "Notes", "ar": "ملاحظات"}
WORDS = {
    "en": "Somebody in charge shouted at me in front of everybody, twice.",
    "ar": "صرخ في وجهي شخص مسؤول أمام الجميع، مرتين.",
}
AT_ONCE, ANSWERED = 0.2, 10.0  # seconds


@pytest.fixture
def door(demo_address: str, browser: Browser) -> Iterator[Site]:
    """The demo; whoever leaves is taken to a page that stands in for the neutral one."""
    site = Site(demo_address, browser)
    yield site
    elsewhere = [url for url in site.asked if not url.startswith((demo_address, *settings.LEAVE_TO.values()))]
    site.close()
    assert elsewhere == []  # B20


def visit(site: Site, language: str, *, script: bool = False, width: int = 360) -> Page:
    page = site.visit(language=language, script=script, width=width)

    def neutral(route: Route) -> None:
        route.fulfill(body="<title>weather</title><p>sun", content_type="text/html")

    for address in settings.LEAVE_TO.values():
        page.context.route(f"{address}**", neutral)
    page.goto("/r")
    return page


def press(page: Page, do: str) -> None:
    page.locator(f"main button[value='{do}']").first.click()
    is_neutral(page)


def is_neutral(page: Page) -> None:
    """B67: one address and one title on every page, and the way out in sight; nothing runs over at the side."""
    assert page.url.endswith("/r")
    assert page.locator("title").inner_text() in set(TITLE.values())
    expect(page.locator("header button[value=leave]")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1")


def code_on(page: Page) -> str:
    code = re.sub(r"\s", "", page.locator("bdi.code").inner_text())
    assert read_receipt(code)
    return code


def to_the_code(page: Page, want: str = "concern") -> str:
    press(page, f"begin:{want}")
    press(page, "next")
    expect(page.locator(".who")).to_be_visible()  # who would read it, before a word is written
    press(page, "next")
    return code_on(page)


def forgotten(page: Page) -> None:
    """Waits until the browser has what leaving was answered with: it tells it to forget the visit, which nothing on the screen waits for."""
    until = time.monotonic() + ANSWERED
    while page.context.cookies() and time.monotonic() < until:
        page.wait_for_timeout(50)
    assert page.context.cookies() == []


def skip_to(page: Page, question: str) -> None:
    """Goes on from an answer, and passes over what has none."""
    while page.locator("input[name=q]").get_attribute("value") != question:
        press(page, "skip" if page.locator("main button[value=skip]").count() else "next")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_survivor_tells_what_happened(door: Site, language: str) -> None:
    """B65: all of it without JavaScript."""
    walk(visit(door, language), language, lambda page: None)


@pytest.mark.parametrize("language", [pytest.param("en", marks=pytest.mark.slow), "ar"])
def test_pages_of_telling_can_be_used_by_everybody(door: Site, axe: Callable[[Page], list[str]], language: str) -> None:
    """B91: nothing that axe finds, on any page of the way."""
    found: list[str] = []
    walk(visit(door, language, script=True), language, lambda page: found.extend(axe(page)))
    assert found == []


def walk(page: Page, language: str, look: Callable[[Page], None]) -> None:
    """Goes the whole way from the first page to the last; `look` is asked of each."""
    look(page)
    code = to_the_code(page)
    look(page)
    page.locator("input[name=last]").fill("AAAAAA")
    press(page, "noted")
    expect(page.locator(".field.bad")).to_be_visible()
    page.locator("input[name=last]").fill(code[-6:].lower())
    press(page, "noted")
    page.locator("textarea[name=happened]").fill(WORDS[language])
    look(page)
    press(page, "pause")
    press(page, "here")
    expect(page.locator("textarea[name=happened]")).to_have_value(WORDS[language])
    press(page, "keep")
    assert code_on(page) == code
    press(page, "back")
    page.locator("input[name=code]").fill(f"  {code.lower().replace('-', ' ')} ")
    press(page, "back.open")
    expect(page.locator("textarea[name=happened]")).to_have_value(WORDS[language])
    press(page, "next")
    look(page)
    skip_to(page, "danger")
    page.locator("input[name=danger][value=unsure]").check()
    press(page, "next")
    expect(page.locator(".note.clay")).to_be_visible()  # help first
    press(page, "next")
    skip_to(page, "files")
    press(page, "skip")
    expect(page.locator("main")).to_contain_text(WORDS[language])
    look(page)
    press(page, "send")
    assert code_on(page) == code
    expect(page.locator("main")).not_to_contain_text(WORDS[language])
    look(page)


def test_survivor_leaves_without_a_script_and_nothing_stays(door: Site) -> None:
    """B66: by the button, from a page with words on it; going back shows nothing."""
    page = visit(door, "en")
    code = to_the_code(page)
    page.locator("input[name=last]").fill(code[-6:])
    press(page, "noted")
    page.locator("textarea[name=happened]").fill(WORDS["en"])
    press(page, "next")
    page.locator("header button[value=leave]").click()
    page.wait_for_url(settings.LEAVE_TO["en"])
    assert page.context.cookies() == []
    for _ in range(3):
        page.go_back()
        expect(page.locator("body")).not_to_contain_text("shouted")


@pytest.mark.parametrize("question", ["code", "happened", "danger", "check"])
@pytest.mark.parametrize("how", ["shift", "click"])
def test_survivor_leaves_at_once(door: Site, how: str, question: str) -> None:
    """B66: three presses of Shift, or the button: what stood there is gone within 200 ms, and the visit is dead."""
    page = visit(door, "en", script=True)
    code = to_the_code(page)
    if question != "code":
        page.locator("input[name=last]").fill(code[-6:])
        press(page, "noted")
        page.locator("textarea[name=happened]").fill(WORDS["en"])
        if question == "danger":
            skip_to(page, "danger")
        if question == "check":
            press(page, "next")
            skip_to(page, "files")
            press(page, "skip")
    begun = time.monotonic()
    if how == "shift":
        for _ in range(3):
            page.keyboard.press("Shift")
    else:
        page.locator("header button[value=leave]").dispatch_event("click")
    page.wait_for_function("!document.body || !document.body.innerText.includes('Question')", polling=10)
    assert time.monotonic() - begun < AT_ONCE + 0.3  # the browser's driver takes its own time
    page.wait_for_url(settings.LEAVE_TO["en"])
    forgotten(page)
    page.go_back()
    page.wait_for_load_state()
    expect(page.locator("body")).not_to_contain_text("shouted")
    expect(page.locator("body")).not_to_contain_text(code[:6])
