"""From a coordinator's list to a new focal point's own page, on phones, without JavaScript."""

import re
import time

from playwright.sync_api import Page, expect

from .conftest import Site, become


def letter(page: Page, pattern: str) -> str:
    """Returns what the newest mail that holds a pattern has of it; the mail goes out beside the pages."""
    reader = page.context.new_page()
    for _ in range(60):
        reader.goto("/demo/mail")
        reader.locator("main a[href^='/demo/mail/']").first.click()
        found = re.search(pattern, reader.locator("main").inner_html())  # a long address is shown shortened
        if found:
            reader.close()
            return found.group()
        time.sleep(0.5)
    raise AssertionError("no such mail")


def test_coordinator_invites_and_a_newcomer_comes_in(demo: Site) -> None:
    """B65: choosing, looking at the mail, sending; then link, code, who sees what, yes."""
    desk = demo.visit()
    become(desk, "Neema Kisanga")
    desk.goto("/n/tanzania/")
    desk.locator("main").get_by_role("link", name="Invitations", exact=True).click()
    desk.get_by_role("link", name="Invite organisations").click()
    desk.locator("input[name=o]").first.check()
    desk.get_by_role("button", name="Go on with the ticked ones").click()
    expect(desk.get_by_text("An invitation for you")).to_be_visible()
    desk.get_by_role("button", name="Send 1 invitation").click()
    expect(desk.get_by_role("status")).to_be_visible()

    phone = demo.visit(language="ar")
    phone.goto(letter(desk, r"/invitations/[\w-]{20,}"))
    assert phone.locator("html").get_attribute("dir") == "rtl"
    phone.locator("main form button").first.click()
    phone.locator("#id_code").fill("0000 0000 0000")
    phone.locator("main form button").first.click()
    expect(phone.locator(".summary")).to_be_visible()
    phone.locator("#id_code").fill(letter(desk, r"\d{4} \d{4} \d{4}"))
    phone.locator("main form button").first.click()
    phone.locator("#id_name").fill("Subira Chuwa")
    phone.locator("main form button.btn").first.click()
    assert phone.url.endswith("/me")
    phone.locator("main .rows a[href^='/o/']").first.click()
    expect(phone.locator(".who").first).to_be_visible()


def test_somebody_asks_to_join_and_is_welcomed(demo: Site) -> None:
    """B65: a form, a code, a last look; a yes; the page that tells it."""
    asker = demo.visit()
    asker.goto("/organisations")
    asker.get_by_role("link", name="Ask to join").first.click()
    asker.locator("#id_organisation_name").fill("Table of the Reed Weavers")
    asker.get_by_role("button", name="Go on").click()
    expect(asker.locator(".summary")).to_be_visible()
    assert asker.locator("#id_organisation_name").input_value() == "Table of the Reed Weavers"
    asker.locator("#id_country").select_option("TZ")
    asker.locator("#id_network").select_option("tanzania")
    asker.locator("#id_why").fill("We weave and talk.")
    asker.locator("#id_name").fill("Tatu Lweno")
    asker.locator("#id_email").fill("tatu@reeds.example")
    asker.get_by_role("button", name="Go on").click()
    asker.locator("#id_code").fill(letter(asker, r"\d{4} \d{4} \d{4}"))
    asker.locator("main form button").first.click()
    asker.get_by_role("button", name="Send it now").click()
    expect(asker.get_by_text("Waits for an answer").first).to_be_visible()

    desk = demo.visit()
    become(desk, "Neema Kisanga")
    desk.goto("/n/tanzania/requests")
    desk.get_by_role("link", name="Table of the Reed Weavers").click()
    desk.get_by_label("Yes, welcome it").check()
    desk.get_by_role("button", name="Send this answer").click()
    expect(desk.get_by_role("status")).to_be_visible()

    asker.reload()
    expect(asker.get_by_text("You can sign in now")).to_be_visible()
