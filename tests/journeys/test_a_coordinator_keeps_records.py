"""A coordinator and a focal point at their desks, on a phone, without JavaScript."""

from playwright.sync_api import expect

from .conftest import Site, become


def test_coordinator_welcomes_an_organisation_and_mends_what_was_wrong(demo: Site) -> None:
    page = demo.visit()
    become(page, "Neema Kisanga")
    page.goto("/me")
    page.locator("main .rows a[href^='/n/']").first.click()
    expect(page.locator(".who").first).to_be_visible()
    page.locator("main").get_by_role("link", name="Organisations", exact=True).first.click()
    page.get_by_role("link", name="Welcome an organisation").click()
    page.locator("#id_about").fill("Savings circles on the islands.")
    page.locator("#id_since").fill("2021-02-31")
    page.get_by_role("button", name="Add it to the records").click()
    expect(page.locator(".summary")).to_be_visible()
    assert page.locator("#id_about").input_value() == "Savings circles on the islands."
    page.locator("#id_name").fill("Circle of the Reefs")
    page.locator("#id_since").fill("2021-02-31")
    page.get_by_role("button", name="Add it to the records").click()
    assert page.locator(".field.bad #id_since").count() == 1  # a rule's no stands beside its field
    page.locator("#id_since").fill("2021-02")
    page.get_by_role("button", name="Add it to the records").click()
    expect(page.get_by_role("status")).to_be_visible()
    page.locator("summary", has_text="Filter the list").click()
    page.get_by_label("Name or place").fill("reefs")
    page.get_by_role("button", name="Show results").click()
    expect(page.get_by_role("link", name="Circle of the Reefs")).to_be_visible()


def test_secretariat_chooses_one_of_very_many_by_name(demo: Site) -> None:
    """B65: two people have this name; which of them is meant is asked before anything is done."""
    page = demo.visit()
    become(page, "Tomás")
    page.goto("/n/common-thread/people/office")
    assert "Subira" not in page.content()
    page.locator("#id_person").fill("subira kilango")
    page.locator("#id_office").select_option("board_member")
    page.get_by_role("button", name="Grant the office").click()
    expect(page.locator(".summary")).to_be_visible()
    assert page.get_by_role("radio", name="Subira Kilango").count() == 2
    assert page.locator("#id_office").input_value() == "board_member"
    page.locator("label.opt", has_text="Fathers of Pwani").click()
    page.get_by_role("button", name="Grant the office").click()
    expect(page.locator(".summary")).not_to_be_visible()
    expect(page.get_by_text("Subira Kilango").first).to_be_visible()


def test_coordinator_opens_no_other_place(demo: Site) -> None:
    page = demo.visit()
    become(page, "Neema Kisanga")
    refused = page.goto("/secretariat/")
    assert refused is not None
    assert refused.status == 403
    expect(page.locator("main h1")).to_be_visible()


def test_focal_point_changes_the_card_in_arabic(demo: Site) -> None:
    page = demo.visit(language="ar")
    become(page, "سلمى")
    page.goto("/me")
    assert page.locator("html").get_attribute("dir") == "rtl"
    page.locator("main .rows a[href^='/o/']").first.click()
    page.locator("main a[href$='/card']").first.click()
    page.locator("#id_city").fill("صفاقس")
    page.locator("main form button.btn").click()
    expect(page.get_by_text("صفاقس").first).to_be_visible()


def test_one_takes_ones_data_along_and_deletes_it(demo: Site) -> None:
    page = demo.visit()
    become(page, "Fọlákẹ́")
    with page.expect_download() as download:
        page.goto("/me")
        page.get_by_role("link", name="Download my data").first.click()
    assert download.value.suggested_filename == "my-data.json"
    page.goto("/me/delete")
    page.get_by_role("button", name="Delete it for good").click()
    expect(page.locator(".summary")).to_be_visible()
    page.locator("#id_sure").check()
    page.get_by_role("button", name="Delete it for good").click()
    assert page.goto("/me") is not None
    assert "/sign-in" in page.url
