"""Somebody comes back on an old phone, without JavaScript: reads an answer, adds, agrees, chooses the pace, changes the code,
asks for another reader, stops and opens it again; and whoever finds the phone afterwards finds nothing.
"""

import re
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from playwright.sync_api import Browser, FilePayload, Page, expect

from answerable.demo.reading import read

from .conftest import Site
from .test_a_survivor_tells_what_happened import code_on, press, visit

WORDS = {"en": "It happened once more, on Tuesday.", "ar": "حدث ذلك مرة أخرى يوم الثلاثاء."}


def code_of(called: str) -> str:
    """Returns the code of an invented concern of the demo."""
    return str(next(one["code"] for one in read("concerns")["concerns"] if one["called"] == called))


@pytest.fixture
def door(demo_address: str, browser: Browser) -> Iterator[Site]:
    """The demo; whoever leaves is taken to a page that stands in for the neutral one."""
    site = Site(demo_address, browser)
    yield site
    elsewhere = [url for url in site.asked if not url.startswith((demo_address, *settings.LEAVE_TO.values()))]
    site.close()
    assert elsewhere == []  # B20


def come_back(page: Page, code: str) -> None:
    press(page, "back")
    page.locator("input[name=code]").fill(code)
    press(page, "back.open")


def enter(page: Page, code: str) -> None:
    """Types one code that leads nowhere, and then the right one as somebody would who has it by heart."""
    press(page, "back")
    page.locator("input[name=code]").fill("AAAAAA-BBBBBB-CCCCCC")
    press(page, "back.open")
    expect(page.locator(".field.bad")).to_be_visible()
    page.locator("input[name=code]").fill(f" {code.lower().replace('-', ' ')} ")
    press(page, "back.open")
    expect(page.locator("ol.talk li").first).to_be_visible()


def add_and_agree(page: Page, words: str) -> None:
    page.locator("textarea[name=words]").fill(words)
    press(page, "back.add")
    expect(page.locator(".note.teal")).to_be_visible()
    expect(page.locator("ol.talk")).to_contain_text(words)
    page.locator("details:has(input[name^=said-counted-]) > summary").click()
    page.locator("input[name^=said-counted-][value=later]").check()
    press(page, "back.agree")
    expect(page.locator("input[name^=said-counted-][value=later]")).to_be_checked()


def choose_the_pace(page: Page) -> None:
    press(page, "back.pace")
    page.locator("input[name=rhythm][value=monthly]").check()
    page.locator("input[name=days][value='1']").check()
    press(page, "back.pace.keep")
    press(page, "back.pace")
    expect(page.locator("input[name=days][value='1']")).to_be_checked()
    press(page, "back.inbox")
    press(page, "back.reader")
    press(page, "back.reader.ask")


def change_the_code(page: Page) -> str:
    press(page, "back.code")
    code = code_on(page)
    page.locator("input[name=last]").fill("AAAAAA")
    press(page, "back.code.change")
    expect(page.locator(".field.bad")).to_be_visible()
    page.locator("input[name=last]").fill(code[-6:])
    press(page, "back.code.change")
    return code


def leave(page: Page, words: str) -> None:
    page.locator("header button[value=leave]").click()
    page.wait_for_url(re.compile("wikipedia"))
    assert page.context.cookies() == []
    for _ in range(4):
        page.go_back()
        expect(page.locator("body")).not_to_contain_text(words)


@pytest.mark.parametrize(("language", "called"), [("en", "acknowledged"), ("ar", "safety contact due, in Arabic")])
def test_survivor_comes_back(door: Site, language: str, called: str) -> None:
    """B65: everything a person can do, without JavaScript, at 320 pixels."""
    page, words = visit(door, language, width=320), WORDS[language]
    enter(page, code_of(called))
    add_and_agree(page, words)
    choose_the_pace(page)
    code = change_the_code(page)
    press(page, "back.stop")
    press(page, "back.stop.confirm")
    press(page, "back.again")
    expect(page.locator("ol.talk")).to_contain_text(words)
    leave(page, words)
    again = visit(door, language)
    come_back(again, code_of(called))
    expect(again.locator(".field.bad")).to_be_visible()  # the old code is dead
    again.locator("input[name=code]").fill(code)
    press(again, "back.open")
    expect(again.locator("ol.talk")).to_contain_text(words)


@pytest.mark.parametrize(("language", "called"), [("en", "closing asked"), ("ar", "somebody under 18")])
def test_nothing_is_found_by_axe(door: Site, axe: Callable[[Page], list[str]], language: str, called: str) -> None:
    """B91: on every page of coming back; axe itself needs a script."""
    page, found = visit(door, language, script=True, width=320), {}
    press(page, "back")
    found["back"] = axe(page)
    page.locator("input[name=code]").fill("AAAAAA-BBBBBB-CCCCCC")
    press(page, "back.open")
    found["wrong"] = axe(page)
    page.locator("input[name=code]").fill(code_of(called))
    press(page, "back.open")
    found["inbox"] = axe(page)
    for do in ("back.pace", "back.reader", "back.code", "back.stop"):
        press(page, do)
        found[do] = axe(page)
        press(page, "back.inbox")
    assert {do: what for do, what in found.items() if what} == {}


def test_file_is_added_and_saved_without_javascript(door: Site) -> None:
    page = visit(door, "en")
    come_back(page, code_of("feedback"))
    page.locator("details:has(input[type=file]) > summary").click()
    page.locator("input[type=file]").set_input_files(
        FilePayload(name="a letter.txt", mimeType="text/plain", buffer=b"canary of a letter")
    )
    press(page, "back.attach")
    expect(page.locator("ol.talk")).to_contain_text(".txt")  # its own name may say who wrote it
    with page.expect_download() as saving:
        page.locator("button[value='back.save']").last.click()
    assert b"canary of a letter" in saving.value.path().read_bytes()
