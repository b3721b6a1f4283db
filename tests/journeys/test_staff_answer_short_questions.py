"""A focal point asks the staff three short questions; five answer on their phones, without accounts, without JavaScript, one of
them in Arabic; then the results stand there, and not before."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.questions import given

from .conftest import Site, become, served


@pytest.fixture(scope="module")
def address(demo_home: Path) -> Iterator[str]:
    """The demo, in which policies of organisations are declared as something that can be asked about."""
    yield from served(demo_home, "demo", "--no-jobs", program="tests.questions.served")


@pytest.fixture
def site(address: str, browser: Browser) -> Iterator[Site]:
    site = Site(address, browser)
    yield site
    elsewhere = [url for url in site.asked if not url.startswith(address)]
    site.close()
    assert elsewhere == []  # B20


def opened(page: Page, questions: str) -> str:
    """Opens a round for one's own organisation, with a mistake on the way, and returns its link."""
    page.goto("/commitments/mine")
    voice = page.locator("main a[href*='as=o-']").first.get_attribute("href") or ""
    page.goto(f"/rounds/about/{given.KIND}/{voice.rpartition('as=o-')[2]}")
    page.locator(f"input[value={questions}]").check()
    page.locator("#id_expected").fill("3")
    page.locator("main form button.btn").last.click()
    expect(page.locator(".field.bad #id_expected")).to_be_visible()
    expect(page.locator(f"input[value={questions}]")).to_be_checked()
    page.locator("#id_expected").fill("8")
    page.locator("main form button.btn").last.click()
    return page.locator("main .note.teal .code").inner_text()


def answer(page: Page, link: str, says: str) -> None:
    page.goto(link)
    page.locator("#id_read").check()
    for question, choice in (("where", "sure"), ("whom", "roughly"), ("says", says)):
        page.locator(f"input[name={question}][value={choice}]").check()
    page.locator("main form button.btn").last.click()
    expect(page).to_have_url(f"{link.partition('/a/')[0]}/a/answered")


def test_staff_answer_short_questions(site: Site) -> None:
    page = site.visit()
    become(page, "Ximena")
    link = opened(page, "child-protection")
    round_page = page.url
    for says in ("wait", "tell-at-once", "wait", "find-out-first"):
        answer(site.visit(), link, says)
    page.reload()
    expect(page.locator("#results")).to_contain_text("menos de cinco")  # her account reads Spanish
    arabic = site.visit(language="ar")
    arabic.goto(link)
    assert arabic.locator("html").get_attribute("dir") == "rtl"
    arabic.locator("main form button.btn").last.click()
    expect(arabic.locator(".summary")).to_be_visible()  # nothing was chosen yet
    answer(arabic, link, "tell-at-once")
    assert {one["name"] for one in arabic.context.cookies()} <= {"csrftoken"}
    page.goto(round_page)
    expect(page.locator("#results")).to_contain_text("Han respondido 5 personas.")
    expect(page.locator("#results")).to_contain_text("4 o 5")

    page.goto(f"{round_page}/sheets")
    page.locator("#id_sheets").fill("5")
    page.locator("#id_says-wait").fill("6")
    page.locator("main form button.btn").last.click()
    expect(page.locator(".field.bad #id_says-wait")).to_be_visible()
    page.locator("#id_says-wait").fill("3")
    page.locator("main form button.btn").last.click()
    expect(page.locator("#results")).to_contain_text("Han respondido 10 personas.")

    page.goto(f"{round_page}/close")
    page.locator("main form button.btn").last.click()
    late = site.visit()
    late.goto(link)
    assert late.locator("main form").count() == 0


def every_page(site: Site, language: str) -> Iterator[Page]:
    """Shows each page of a round that has results, one after the other, on a small phone."""
    page = site.visit(script=True)
    become(page, "Ximena")
    link = opened(page, {"en": "parental-leave", "ar": "womens-leadership"}[language])
    shown = page.url
    for says in ("unknown", "unknown", "unknown", "unknown", "skipped"):
        answer(site.visit(), link, says)
    page.goto(f"/?lang={language}")
    for address in (
        shown,
        f"{shown}/paper",
        f"{shown}/sheets",
        f"{shown}/sheet",
        link,
        "/a/answered",
        f"{shown}/close",
    ):
        page.goto(address)
        yield page
    page.locator("main form button.btn").last.click()


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_page_fits_a_small_phone(site: Site, language: str) -> None:
    for page in every_page(site, language):
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ar"])
def test_everybody_can_read_every_page(site: Site, axe: Callable[[Page], list[str]], language: str) -> None:
    """B74: WCAG 2.2 AA."""
    assert {page.url: found for page in every_page(site, language) if (found := axe(page))} == {}
