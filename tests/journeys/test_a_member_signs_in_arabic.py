"""A member on a phone reads the code in Arabic, signs it, and signs again once a new version is there."""

from playwright.sync_api import Page, expect

from .conftest import Site, become

CODE = "/promises/code-of-conduct"


def signs(page: Page, name: str) -> None:
    """Ticks both, writes a name, and presses the one button of the form."""
    page.locator("#id_read").check()
    page.locator("#id_word").check()
    page.locator("#id_name").fill(name)
    page.locator("section.sign button.btn").click()


def test_member_signs_the_code_in_arabic_on_a_phone(demo: Site) -> None:
    page = demo.visit(language="ar")
    become(page, "Salome")
    page.goto(CODE)
    assert page.locator("html").get_attribute("dir") == "rtl"
    expect(page.locator("main .who").first).to_be_visible()
    signs(page, "س. م.")
    expect(page.locator("main h1")).to_contain_text("س. م.")
    proof = page.url
    page.goto("/me")
    expect(page.locator(f"main a[href='{proof.removeprefix(demo.address)}']")).to_be_visible()
    stranger = demo.visit(language="ar")
    answer = stranger.goto(proof)
    assert answer is not None
    assert answer.status == 200
    expect(stranger.locator("main h1")).to_contain_text("س. م.")


def test_member_who_signed_the_earlier_version_sees_the_difference_first_and_signs_again(demo: Site) -> None:
    page = demo.visit()
    become(page, "Aïssatou")
    page.goto("/me")
    page.get_by_role("link", name="Code of conduct, version").first.click()
    expect(page.locator(".note.gold").first).to_be_visible()
    assert page.locator("main ins").count() >= 1
    first_change = page.locator(".note.gold").first.bounding_box()
    first_clause = page.locator(".clause").first.bounding_box()
    assert first_change is not None
    assert first_clause is not None
    assert first_change["y"] < first_clause["y"]
    signs(page, "Aïssatou")
    expect(page.get_by_text("This signature stands")).to_be_visible()
    page.goto("/me")
    expect(page.get_by_text("Asked again")).to_have_count(0)


def test_member_who_forgets_a_tick_loses_nothing(demo: Site) -> None:
    page = demo.visit()
    become(page, "Ximena")
    page.goto(f"{CODE}/sign")
    page.locator("#id_name").fill("X. of the hills")
    page.locator("section.sign button.btn").click()
    expect(page.locator(".summary")).to_be_visible()
    assert page.locator("#id_name").input_value() == "X. of the hills"
