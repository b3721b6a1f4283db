"""A handler unlocks the desk, says her ties, reads, looks at her answer as the person will see it, and sends it; then locks the desk.

On a small phone, without JavaScript, in English and in Spanish.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from answerable.demo.reading import read

from .conftest import Site, become

NARROW = 320
HERSELF = {"en": "Winnie", "es": "Paloma"}
ANSWER = {
    "en": "Thank you for telling us. We write to you here again by 9 December. https://help.example/"
    "a-long-address-without-any-place-at-which-a-small-screen-could-break-it-in-two",
    "es": "Gracias por contarlo. Lo leemos dos personas. Le escribimos aquí antes del 9 de diciembre.",
}


def passphrase_of(name: str) -> str:
    return str(read("concerns")["passphrases"][name.lower()])


def no_sideways_scroll(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1")


@pytest.mark.parametrize("language", ["en", "es"])
def test_handler_reads_and_answers(demo: Site, language: str) -> None:
    page = demo.visit(language=language, width=NARROW)
    become(page, HERSELF[language])
    page.goto(f"/me?lang={language}")
    page.locator("main a[href='/cases/']").first.click()
    expect(page).to_have_url(re.compile("/cases/enter$"))
    page.locator("#id_passphrase").fill("something else altogether here")
    page.locator("main form button.btn").click()
    expect(page.locator(".summary")).to_be_visible()
    page.locator("#id_passphrase").fill(passphrase_of(HERSELF[language]))
    page.locator("main form button.btn").click()
    expect(page).to_have_url(re.compile("/cases/$"))
    assert "—" not in page.title(), "the title is one neutral word"
    no_sideways_scroll(page)
    case = page.locator("main a[href^='/cases/']").first.get_attribute("href") or ""
    assert re.fullmatch(r"/cases/[0-9a-f-]{36}", case), "addresses hold random ids alone"
    page.goto(case)
    if page.locator("button[name=promise]").count():
        page.locator("button[name=promise]").click()
        page.locator("input[name=value][value=none]").check()
        page.locator("main form button.btn").click()
    expect(page.locator(".talk li").first).to_be_visible()
    expect(page.locator(".who").first).to_be_visible()
    expect(page.locator(".clock").first).to_be_visible()
    no_sideways_scroll(page)
    page.locator("main a[href$='/do/answer']").first.click()
    page.locator("textarea").fill(ANSWER[language])
    no_sideways_scroll(page)
    page.locator("button[value=preview]").click()
    expect(page.locator(".talk")).to_contain_text(ANSWER[language])
    no_sideways_scroll(page)
    page.locator("button[value=change]").click()
    expect(page.locator("textarea")).to_have_value(ANSWER[language])
    page.locator("button[value=preview]").click()
    page.locator("button[value=send]").click()
    expect(page).to_have_url(re.compile(f"{case}$"))
    expect(page.locator(".talk")).to_contain_text(ANSWER[language])
    no_sideways_scroll(page)
    page.locator("main a[href$='/opened']").first.click()
    expect(page.locator("main table tbody tr").first).to_be_visible()
    page.locator("header form[action='/cases/lock'] button").click()
    expect(page).to_have_url(re.compile("/cases/enter$"))
    page.goto(case)
    expect(page).to_have_url(re.compile("/cases/enter$"))
