"""A secretariat adds a seventh language and translates into it, on a phone, without JavaScript, before two web processes."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from .conftest import Site, become


@pytest.fixture
def secretariat(demo: Site) -> Iterator[Page]:
    page = demo.visit()
    become(page, "Tomás")
    page.goto("/me?lang=en")
    yield page
    page.goto("/?lang=en")
    for act, button in (("withdraw", "Withdraw it"), ("remove", "Remove it for good")):
        page.goto(f"/secretariat/languages/ur/{act}")
        if page.get_by_role("button", name=button).count():
            page.get_by_role("button", name=button).click()


@pytest.mark.slow
def test_urdu_is_added_translated_and_read_by_everyone(secretariat: Page, demo: Site) -> None:
    page = secretariat
    page.goto("/secretariat/")
    page.locator("main").get_by_role("link", name="Languages", exact=True).click()
    page.get_by_role("link", name="Add a language").click()
    page.get_by_label("Language", exact=True).select_option("ur")
    page.get_by_role("button", name="Add it").click()
    page.locator("main").get_by_role("link", name="Urdu").click()
    expect(page.get_by_role("heading", name="Not yet read by a speaker")).to_be_visible()
    page.get_by_role("link", name="All texts").click()
    page.locator("summary", has_text="Filter the list").click()
    page.get_by_label("Contains").fill("No trackers")
    page.get_by_role("button", name="Show results").click()
    page.locator("#results h3 a").first.click()
    page.get_by_label("In own words").fill("کوئی ٹریکر نہیں <script>")
    page.get_by_role("button", name="Keep this text").click()
    expect(page.locator(".summary")).to_be_visible()  # told at its field, with everything typed still there
    page.get_by_label("In own words").fill("کوئی ٹریکر نہیں۔")
    page.get_by_role("button", name="See it first").click()
    expect(page.get_by_role("heading", name="So it will read")).to_be_visible()
    page.get_by_role("button", name="Keep this text").click()
    page.goto("/secretariat/languages/ur/offer")
    page.get_by_role("button", name="Offer it").click()
    visitor = demo.visit()
    visitor.goto("/languages")
    visitor.locator("main").get_by_role("link", name="اردو").click()
    for _ in range(6):  # whichever process answers
        visitor.goto("/")
        expect(visitor.locator("html")).to_have_attribute("dir", "rtl")
        expect(visitor.locator("footer")).to_contain_text("کوئی ٹریکر نہیں۔")
    assert visitor.evaluate("() => document.documentElement.scrollWidth") <= 360
