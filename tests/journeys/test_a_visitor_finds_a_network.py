"""Somebody without an account, on a phone, without JavaScript: from the front page to an organisation's card."""

import pytest

from .conftest import Site


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("es", "ltr"), ("ar", "rtl")])
def test_visitor_goes_from_the_front_page_to_a_card(demo: Site, language: str, direction: str) -> None:
    """B65: every step without JavaScript, in a language of theirs."""
    page = demo.visit(language=language)
    page.goto("/")
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("html").get_attribute("dir") == direction
    assert page.locator(".loom .c").count() >= 10
    page.locator("main .acts a").first.click()
    assert page.url.endswith("/organisations")
    page.locator("main .rows h3 a").first.click()
    assert "/organisations/" in page.url
    page.locator("main .rows h3 a").first.click()
    assert "/networks/" in page.url
    assert page.locator(".tree [aria-current]").count() == 1


def test_visitor_looks_through_the_tree_as_it_was(demo: Site) -> None:
    page = demo.visit()
    page.goto("/networks")
    page.locator("#on").fill("someday")
    page.get_by_role("button", name="Show").click()
    assert page.locator("#on").input_value() == "someday"
    assert page.locator(".err").count() == 1
    page.locator("#on").fill("1901-01-01")
    page.get_by_role("button", name="Show").click()
    assert page.get_by_role("heading", name="On this day there was no alliance yet").count() == 1


def test_visitor_filters_the_directory_and_takes_it_along(demo: Site) -> None:
    page = demo.visit(width=1280)
    page.goto("/organisations")
    whole = page.locator("main .rows > li").count()
    page.get_by_label("Women’s-rights organisation").check()
    page.get_by_role("button", name="Show results").click()
    assert 0 < page.locator("main .rows > li").count() <= whole
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert download.value.suggested_filename == "organisations.csv"


def test_filters_of_a_list_wait_behind_one_line_on_a_phone(demo: Site) -> None:
    """B65: without JavaScript; on a wide screen they stand there at once."""
    page, wide = demo.visit(), demo.visit(width=1280)
    wide.goto("/organisations")
    assert (wide.locator(".filters").is_visible(), wide.locator(".fold-form").is_visible()) == (True, False)
    page.goto("/organisations")
    assert not page.locator(".filters").is_visible()
    fold = page.locator(".fold-form > summary")
    box = fold.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    fold.click()
    page.get_by_label("Women’s-rights organisation").check()
    page.get_by_role("button", name="Show results").click()
    assert page.locator(".filters").is_visible()  # what was asked can be seen, and changed
    page.get_by_role("link", name="Clear").click()
    assert not page.locator(".filters").is_visible()


def test_visitor_changes_the_language_and_it_stays(demo: Site) -> None:
    page = demo.visit()
    page.goto("/organisations?lang=ar")
    assert "lang=" not in page.url
    page.goto("/networks")
    assert page.locator("html").get_attribute("dir") == "rtl"


@pytest.mark.parametrize("address", ["/", "/networks", "/organisations", "/sign-in", "/become", "/privacy"])
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_no_public_page_scrolls_sideways(demo: Site, address: str, width: int) -> None:
    page = demo.visit(width=width, script=True)
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
