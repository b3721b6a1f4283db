"""Standards are renewed: a member reads the draft on a phone, two write one clause at once, a board adopts it, everybody sees
what changed. Without JavaScript."""

import re

from playwright.sync_api import Page, expect

from .conftest import Site, become

TEXT = "accountability-standards"
FIRST, SECOND = "Whoever leads is questioned first.", "Whoever leads answers first."


def as_somebody(demo: Site, name: str, *, width: int = 360) -> Page:
    page = demo.visit(width=width)
    become(page, name)
    page.goto("/me?lang=en")
    return page


def first_clause(page: Page) -> None:
    """Opens the first clause of the version that is being written."""
    page.goto(f"/write/{TEXT}")
    page.locator("main .rows a").first.click()
    page.locator("main .clauses").get_by_role("link", name="Write 1", exact=True).click()


def test_standards_are_read_written_by_two_and_adopted(demo: Site) -> None:
    member = as_somebody(demo, "Leila")
    member.goto("/promises")
    member.locator(".note.gold a").first.click()
    expect(member.get_by_text("It was not adopted yet")).to_be_visible()

    editor, secretariat = as_somebody(demo, "Aïssatou"), as_somebody(demo, "Tomás", width=1280)
    first_clause(editor)
    first_clause(secretariat)
    editor.locator("#id_body").fill(FIRST)
    editor.get_by_role("button", name="Save").click()
    secretariat.locator("#id_body").fill(SECOND)
    secretariat.get_by_role("button", name="Save").click()
    expect(secretariat.get_by_text("Somebody else saved this meanwhile")).to_be_visible()
    expect(secretariat.locator("blockquote").first).to_contain_text(FIRST)
    expect(secretariat.locator("#id_body")).to_have_value(SECOND)
    secretariat.locator("#id_body").fill(f"{FIRST} {SECOND}")
    secretariat.get_by_role("button", name="Save").click()

    secretariat.get_by_role("link", name="A body adopted it").click()
    secretariat.get_by_label("Which body adopted it").select_option(label="Global board")
    secretariat.get_by_label("How the text came about").fill("Read by the members for thirty days.")
    secretariat.get_by_role("button", name="It was adopted").click()
    expect(secretariat.locator("main")).to_contain_text("Read by the members for thirty days.")
    expect(secretariat.locator("main")).to_contain_text(re.compile("Adopted by the Global board"))

    anybody = demo.visit()
    anybody.goto(f"/promises/{TEXT}?lang=en")
    anybody.get_by_role("link", name="Show only the changes").click()
    expect(anybody.locator("ins").first).to_be_visible()
    expect(anybody.locator("main")).to_contain_text(SECOND.removesuffix("."))
    assert anybody.evaluate("() => document.documentElement.scrollWidth") <= 360
    anybody.goto(f"/promises/{TEXT}?lang=ar")
    expect(anybody.locator("html")).to_have_attribute("dir", "rtl")
    assert anybody.evaluate("() => document.documentElement.scrollWidth") <= 360
