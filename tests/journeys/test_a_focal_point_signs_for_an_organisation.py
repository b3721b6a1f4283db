"""A focal point signs for the organisation from its desk, and sees which of its people have."""

from playwright.sync_api import expect

from answerable.kit import clock

from .conftest import Site, become


def test_focal_point_signs_for_the_organisation(demo: Site) -> None:
    page = demo.visit()
    become(page, "Juma Lweno")
    page.goto("/me")
    page.locator("main .rows a[href^='/o/']").first.click()
    page.get_by_role("link", name="All of them").click()
    expect(page.locator(".who").first).to_contain_text("speaks for this organisation")
    page.get_by_role("link", name="Code of conduct, version").first.click()
    page.locator("#id_read").check()
    page.locator("#id_word").check()
    page.locator("section.sign button.btn").click()
    expect(page.locator("main h1")).to_contain_text("Bahari Equal Homes")
    expect(page.get_by_text("This signature stands")).to_be_visible()


def test_coordinator_writes_down_a_decision_without_quorum_and_loses_nothing(demo: Site) -> None:
    page = demo.visit()
    become(page, "Neema Kisanga")
    page.goto("/n/tanzania/signatures/code-of-conduct/decide")
    page.locator("#id_held_on").fill(clock.today().isoformat())
    for field, number in (("entitled", "9"), ("quorum", "5"), ("present", "3")):
        page.locator(f"#id_{field}").fill(number)
    page.locator("#id_consented").check()
    page.locator("#id_voice").fill("Not before we have read it in Swahili.")
    page.get_by_role("button", name="Write it down").click()
    expect(page.locator(".summary")).to_be_visible()
    assert page.locator("#id_voice").input_value() == "Not before we have read it in Swahili."
