"""A secretariat on its first day: set-up by page, signing in, its real messy spreadsheet, what is missing."""

from pathlib import Path

from playwright.sync_api import Page, expect

from .conftest import Site

PASSWORD = "nine boats under one quiet moon"
MESSY = (
    "Organisation name;Country\nCírculo de Mujeres del Río;Perú\nSœurs du Fleuve;Côte d’Ivoire\nHarbour Fathers;USA\n"
    "Harbour Fathers;Tanzania\nQuiet Lantern;\nPaper Boats;Atlantis\n"
).encode("cp1252")


def sign_in(page: Page) -> None:
    page.goto("/sign-in")
    page.locator("main input[type=email]").fill("first@example.org")
    page.locator("main form button").first.click()
    page.locator("main input[type=password]").fill(PASSWORD)
    page.locator("main form button").first.click()


def test_first_day_from_an_empty_program_to_a_living_network(empty: Site, empty_home: Path, tmp_path: Path) -> None:
    """B65: the whole day without JavaScript, on a phone."""
    page = empty.visit()
    page.goto("/networks")
    assert page.url.endswith("/begin")  # nothing else opens before the alliance is set up

    page.locator("#id_name").fill("Alliance of the Two Rivers")
    page.locator("#id_code").fill("not the code")
    page.locator("#id_person").fill("Ada Lindqvist")
    page.locator("#id_email").fill("first@example.org")
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Set it up").click()
    expect(page.locator(".summary")).to_be_visible()
    assert page.locator("#id_name").input_value() == "Alliance of the Two Rivers"  # nothing typed is lost

    page.locator("#id_code").fill((empty_home / "secrets/setup_code").read_text().strip())
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Set it up").click()
    sign_in(page)
    page.goto("/me")
    page.locator("main").get_by_role("link", name="First steps").click()
    page.locator("#look").get_by_role("button", name="We keep it as it is").click()
    page.locator("#look").get_by_role("button", name="Take it up again").click()
    with page.expect_download() as begun:
        page.get_by_role("link", name="A file to begin with").click()
    assert begun.value.suggested_filename == "organisations.xlsx"
    page.get_by_role("link", name="Your organisations").click()

    messy = tmp_path / "members.csv"
    messy.write_bytes(MESSY)
    page.locator("input[type=file]").set_input_files(messy)
    page.locator("input[name=visibility][value=public]").check()
    page.get_by_role("button", name="Look at the file").click()
    page.get_by_role("button", name="Check the rows").click()
    expect(page.get_by_text("Atlantis")).to_be_visible()
    page.get_by_role("button", name="Bring in 5").click()
    page.get_by_role("link", name="To the desk: what is missing now").click()
    expect(page.get_by_role("link", name="1 organisation without a country")).to_be_visible()

    page.goto("/secretariat/first-steps")
    page.locator("main summary").click()
    expect(page.locator("#organisations")).to_contain_text("5 organisations")

    visitor = empty.visit(language="es")
    visitor.goto("/organisations?q=rio")
    expect(visitor.get_by_role("link", name="Círculo de Mujeres del Río")).to_be_visible()
    visitor.goto("/begin")
    assert visitor.locator("#id_code").count() == 0  # once set up, this page is gone
