"""A network makes a text its own, from the first moment to adoption: three contribute at once, on phones, without JavaScript."""

import datetime as dt

import pytest
from playwright.sync_api import Page, expect

from .conftest import Site, become

TODAY = dt.datetime.now(dt.UTC).date().isoformat()


def comes_in(demo: Site, name: str) -> Page:
    """Opens a browser of its own for somebody."""
    page = demo.visit()
    become(page, name)
    return page


def press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    page.locator("main").get_by_role("link", name=name, exact=True).first.click()


def begin(neema: Page) -> str:
    """Begins from the core principles, and opens it; returns its address."""
    neema.goto("/me")
    neema.locator("main .rows a[href^='/n/']").first.click()
    follow(neema, "Our own code")
    if neema.get_by_role("link", name="All local codes of this network").count():
        follow(neema, "All local codes of this network")
    follow(neema, "Make a text our own")
    neema.get_by_label("Core principles").check()
    neema.locator("#id_name").fill("What we stand for in Tanzania")
    neema.get_by_label("One may contribute without a name").check()
    press(neema, "Begin")
    address = neema.url
    follow(neema, "Invite organisations")
    neema.locator("#id_everybody").check()
    press(neema, "Invite")
    neema.goto(address)
    follow(neema, "Open it for contributions")
    press(neema, "Open it")
    expect(neema.get_by_role("status")).to_be_visible()
    return address


def note_moments(neema: Page, address: str) -> None:
    """Notes all four as held, each with what was heard."""
    neema.goto(f"{address}/moments")
    for _ in range(4):
        follow(neema, "Plan it, or note what was heard")
        neema.locator("#id_held_on").fill(TODAY)
        neema.locator("#id_people").fill("23")
        neema.locator("#id_heard").fill("They asked what changes on Monday.")
        press(neema, "Keep this")
    expect(neema.get_by_text("They asked what changes on Monday.")).to_have_count(4)


def test_three_contribute_at_once_and_an_assembly_adopts(demo: Site) -> None:
    neema = comes_in(demo, "Neema Kisanga")
    address = begin(neema)
    note_moments(neema, address)
    neema.goto(address)
    clause = neema.locator("main ol.rows h3 a").first.get_attribute("href")
    assert clause is not None
    three = {name: comes_in(demo, name) for name in ("Juma Lweno", "Rehema Sizya", "Salome Mhando")}
    for name, page in three.items():  # everybody has the page open before anybody sends
        page.goto(clause)
        page.locator("#id_said").fill(f"From {name.split()[0]}.")
    three["Salome Mhando"].get_by_label("No name").check()
    for page in three.values():
        press(page, "Send it")
        expect(page.get_by_role("status")).to_be_visible()
    neema.goto(clause)
    for name in ("Juma", "Rehema", "Salome"):
        expect(neema.get_by_text(f"From {name}.")).to_be_visible()
    assert neema.get_by_text("Salome Mhando").count() == 0

    neema.goto(f"{address}/decide")
    fill_decision(neema, present=9)
    press(neema, "Write it down")
    expect(neema.locator(".summary")).to_contain_text("16 are needed")
    assert neema.locator("#id_voice_0_said").input_value() == "Too soon for the islands."
    neema.locator("#id_present").fill("20")
    press(neema, "Write it down")
    expect(neema.locator(".summary")).to_contain_text("3 contributions have no answer yet")

    neema.goto(f"{address}/answers")
    for box in neema.locator("input[name=chosen]").all():
        box.check()
    neema.locator("input[name=outcome][value=taken_up]").check()
    neema.locator("#id_said").fill("Yes: it stays as it is.")
    press(neema, "Answer the chosen ones")
    for name in ("Juma", "Salome"):
        mine = next(page for whose, page in three.items() if whose.startswith(name))
        mine.goto("/me/said")
        expect(mine.get_by_text(f"From {name}.")).to_be_visible()
        expect(mine.get_by_text("Yes: it stays as it is.").first).to_be_visible()

    neema.goto(f"{address}/decide")
    fill_decision(neema, present=20)
    press(neema, "Write it down")
    expect(neema.get_by_text("By consent: nobody objected")).to_be_visible()
    expect(neema.get_by_text("Too soon for the islands.")).to_be_visible()


def fill_decision(page: Page, *, present: int) -> None:
    page.locator("#id_body").select_option(index=1)
    page.locator("#id_held_on").fill(TODAY)
    page.locator("#id_entitled").fill("30")
    page.locator("#id_quorum").fill("16")
    page.locator("#id_present").fill(str(present))
    page.locator("input[name=carried][value=yes]").check()
    page.locator("#id_partners_reason").fill("They were all in the room.")
    page.locator("#id_voice_0_said").fill("Too soon for the islands.")


@pytest.mark.slow
def test_clause_edited_in_two_browsers_keeps_both_texts(demo: Site) -> None:
    neema, rehema = comes_in(demo, "Neema Kisanga"), comes_in(demo, "Rehema Sizya")
    neema.goto("/me")
    neema.locator("main .rows a[href^='/n/']").first.click()
    follow(neema, "Our own code")
    if not neema.locator("main ol.steps").count():
        follow(neema, "Our code in Tanzania")
    follow(neema, "1 Peaceful and equal places to work")
    follow(neema, "Change the draft")
    rehema.goto(neema.url)
    for page, words in ((neema, "Nobody is shouted at."), (rehema, "Nobody is laughed at.")):
        page.locator("#id_body").fill(words)
    press(neema, "Save the clause")
    press(rehema, "Save the clause")
    expect(rehema.get_by_text("Saved meanwhile")).to_be_visible()
    expect(rehema.locator("blockquote")).to_have_text("Nobody is shouted at.")
    assert rehema.locator("#id_body").input_value() == "Nobody is laughed at."
    rehema.locator("#id_body").fill("Nobody is shouted or laughed at.")
    press(rehema, "Save the clause")
    follow(rehema, "All wordings")
    expect(rehema.locator("main ol.rows > li")).to_have_count(3)
