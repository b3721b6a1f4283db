"""Every page for every eye and every line: axe, weight, headers."""

import gzip
import re
import urllib.request
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from .conftest import Site, become

PUBLIC = [
    "/help",
    "/help/told",
    "/",
    "/networks",
    "/organisations",
    "/sign-in",
    "/become",
    "/privacy",
    "/languages",
    "/accessibility",
]
DESKS = [
    "/me",
    "/me/security",
    "/me/notices",
    "/me/about",
    "/me/tasks",
    "/me/standing",
    "/asked-for-help",
    "/secretariat/",
    "/secretariat/first-steps",
    "/secretariat/kinds",
    "/secretariat/languages",
    "/secretariat/languages/es/",
    "/secretariat/languages/add",
    "/secretariat/languages/es/bring-in",
    "/secretariat/texts?language=es",
    "/secretariat/colours",
    "/secretariat/privacy",
    "/secretariat/ledger",
]
DARK = pytest.mark.slow  # the same pages again, and the desks, of which there are many
WAYS = [("en", False), ("ar", False), pytest.param("en", True, marks=DARK), pytest.param("ar", True, marks=DARK)]
WAYS_AT_DESKS = [pytest.param("en", False, marks=DARK), pytest.param("ar", False, marks=DARK), *WAYS[2:]]


@pytest.mark.parametrize(("language", "dark"), WAYS)
def test_axe_finds_nothing_on_public_pages(
    demo: Site, axe: Callable[[Page], list[str]], language: str, dark: bool
) -> None:
    """WCAG 2.2 AA, in English and Arabic, light and dark."""
    page = demo.visit(language=language, script=True, dark=dark, width=1280)
    found = {}
    page.goto("/networks")
    network = page.locator("main .tree a[href^='/networks/']").nth(1).get_attribute("href") or "/networks"
    page.goto("/organisations")
    card = page.locator("main .rows h3 a").first.get_attribute("href") or "/organisations"
    for address in [*PUBLIC, network, card]:
        page.goto(address)
        found[address] = axe(page)
    assert {address: lines for address, lines in found.items() if lines} == {}


@pytest.mark.parametrize(("language", "dark"), WAYS_AT_DESKS)
def test_axe_finds_nothing_at_the_desks(
    demo: Site, axe: Callable[[Page], list[str]], language: str, dark: bool
) -> None:
    page = demo.visit(language=language, script=True, dark=dark, width=360)
    become(page, "Tomás")
    page.goto(f"/me?lang={language}")
    page.goto("/secretariat/")
    root = page.locator("main a[href^='/n/'][href$='/']").first.get_attribute("href") or "/n/"
    inside = [
        "",
        "organisations",
        "organisations/welcome",
        "people",
        "people/welcome",
        "people/office",
        "bodies",
        "rules/new",
        "figures",
        "figures/1",
        "import",
        "names",
        "open",
        "history",
    ]
    found = {}
    for address in [*DESKS, *(f"{root}{one}" for one in inside)]:
        page.goto(address)
        found[address] = axe(page)
    page.goto(f"{root}people/office")
    page.locator("#id_person").fill("subira kilango")
    page.locator("main form button.btn").click()
    assert page.locator("#id_person_1").count() == 1
    found["two people of one name"] = axe(page)
    assert {address: lines for address, lines in found.items() if lines} == {}


def _fetched(address: str) -> tuple[bytes, dict[str, str]]:
    request = urllib.request.Request(address, headers={"Accept-Encoding": "identity"})  # noqa: S310 - our own server
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - as above
        return answer.read(), {name.lower(): value for name, value in answer.headers.items()}


@pytest.mark.parametrize(("address", "most"), [("/", 50), ("/networks", 50), ("/organisations", 50), ("/sign-in", 50)])
def test_public_page_keeps_its_weight(demo: Site, address: str, most: int) -> None:
    """At most 50 kB over the line with all it links, in at most six requests; the page itself at most 60 kB raw."""
    page, headers = _fetched(demo.address + address)
    parts = [
        one for one in re.findall(r'(?:href|src)="([^"]+\.(?:css|png)[^"]*)"', page.decode()) if one.startswith("/")
    ]
    sizes = [
        len(gzip.compress(page)),
        *(len(_compressed(_fetched(demo.address + one.replace("&amp;", "&"))[0], one)) for one in set(parts)),
    ]
    assert len(page) <= 60 * 1024
    assert len(sizes) <= 6
    assert sum(sizes) <= most * 1024
    assert headers["cache-control"] == "no-store"


def _compressed(content: bytes, name: str) -> bytes:
    return content if ".png" in name else gzip.compress(content)


def test_header_is_one_row_in_every_language(demo: Site) -> None:
    """On a usual screen, whoever reads; below it the ways to go fold. Of many languages only the page's own is seen."""
    page, heights = demo.visit(width=1280), {}
    for somebody in ("", "Neema"):
        if somebody:
            become(page, somebody)
        for language in ("en", "es", "fr", "pt", "hi", "ar"):
            page.goto(f"/standing?lang={language}")
            box = page.locator(".top > .wrap").bounding_box()
            heights[somebody, language] = round(box["height"]) if box else 0
    assert {key: height for key, height in heights.items() if height >= 80} == {}
    page.locator(".drop summary").click()
    page.locator(".drop").get_by_role("link", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
