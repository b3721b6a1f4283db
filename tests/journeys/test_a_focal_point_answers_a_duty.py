"""A focal point says how a duty stands, the coordinator sees it among her tasks and confirms it, and the map shows it:
on a phone, without JavaScript."""

import datetime as dt

from playwright.sync_api import Page, expect

from answerable.kit import clock

from .conftest import Site, become

DUTY = "O13"
WHAT = "With Tumbili we wrote down who does what, and who pays for it."


def send(page: Page) -> None:
    page.locator("main form button.btn").last.click()


def ask_duties(demo: Site) -> None:
    """The secretariat takes in the duties that come with the program, where it has not yet."""
    page = demo.visit()
    become(page, "Tomás")
    page.goto("/secretariat/duties")
    way = page.locator("main a[href$='/take-in']")
    if way.count():
        way.first.click()
        send(page)
    page.goto(f"/duties/{DUTY}")
    expect(page.locator("main h1")).to_be_visible()


def test_focal_point_answers_a_duty_and_the_coordinator_confirms(demo: Site) -> None:
    ask_duties(demo)
    page = demo.visit()
    become(page, "Juma")
    page.goto("/me/standing")
    page.locator("main").get_by_role("link", name="Bahari Equal Homes").click()
    expect(page.locator(".who").first).to_be_visible()
    page.locator(f"main a[href*='/{DUTY}']").first.click()
    duty = page.url
    page.locator("main a[href$='/say']").click()
    page.locator("#id_about_from").fill((clock.today() + dt.timedelta(days=3)).isoformat())
    send(page)
    expect(page.locator(".summary")).to_be_visible()
    page.locator("#id_said").fill(WHAT)
    page.locator("#id_about_from").fill((clock.today() - dt.timedelta(days=3)).isoformat())
    send(page)
    expect(page.locator("main .st.ok").first).to_be_visible()
    expect(page.locator("#grounds")).to_contain_text("Said by themselves")

    keeper = demo.visit()
    become(keeper, "Neema")
    keeper.goto(duty)
    assert keeper.locator("main a[href$='/say']").count() == 0
    keeper.goto("/me/tasks")
    claims = keeper.locator("main a[href^='/claims/']")
    expect(claims.first).to_be_visible()
    keeper.goto(duty)
    keeper.locator("#said a[href^='/claims/']").first.click()
    expect(keeper.locator("main blockquote")).to_contain_text(WHAT)
    keeper.locator("main a[href$='/confirm']").click()
    send(keeper)
    expect(keeper.locator("main .tl")).to_contain_text("Confirmed by who keeps the records")

    page.goto(duty)
    expect(page.locator("#grounds")).to_contain_text("Confirmed by who keeps the records")
    member = demo.visit(width=1280)
    become(member, "Juma")
    member.goto(f"/standing/tanzania/{DUTY}")
    expect(member.locator("main")).to_contain_text("Bahari Equal Homes")


def test_a_coordinator_elsewhere_changes_nothing(demo: Site) -> None:
    ask_duties(demo)
    page = demo.visit()
    become(page, "Juma")
    page.goto("/me/standing")
    page.locator("main").get_by_role("link", name="Bahari Equal Homes").click()
    page.locator(f"main a[href*='/{DUTY}']").first.click()
    other = demo.visit()
    become(other, "Ximena")
    answer = other.goto(f"{page.url}/say")
    assert answer is not None
    assert answer.status == 403
