"""A seat's term ends, and from the next day on the committee's duty stands otherwise, while yesterday stays as it was; somebody
signs, and it counts. Nobody fills in how a duty stands. On a phone, without JavaScript."""

import datetime as dt

from playwright.sync_api import Page, expect

from .conftest import Site, become
from .test_a_focal_point_answers_a_duty import ask_duties

SEATS, SIGNED = "O3", "O23"
GRACE = 30  # days that the duty of seats leaves
IN_PLACE, PARTLY = "In place", "Partly"


def as_of(page: Page, duty: str, day: dt.date | None = None) -> tuple[str, str]:
    """Returns how a duty stands on a day, and why; today where none is given."""
    page.goto(f"{duty}?on={day}" if day else duty)
    return page.locator("main .st").first.inner_text().splitlines()[-1], page.locator("main .lead").first.inner_text()


def today_on(page: Page) -> dt.date:
    """Returns the day it is where the duty is asked: the page says so."""
    return dt.date.fromisoformat(page.locator("#on").input_value())


def test_term_ends_and_the_duty_turns_while_yesterday_stays(demo: Site) -> None:
    ask_duties(demo)
    page = demo.visit()
    become(page, "Neema")
    page.goto(f"/standing/tanzania/{SEATS}")
    page.locator(f"main section a[href^='/standing/of/'][href$='/{SEATS}']").first.click()
    duty, today = page.url, today_on(page)
    yesterday, tomorrow, later = (today + dt.timedelta(days=number) for number in (-1, 1, GRACE + 1))
    before = as_of(page, duty, yesterday)
    assert before[0] == IN_PLACE
    assert "There are 2; 2 are asked." in before[1]

    page.goto("/n/tanzania/bodies")
    page.locator("main a[href^='/b/']").first.click()
    seat = page.locator("main li.line", has_text="Tumbili Women’s Legal Circle")
    seat.get_by_role("link", name="End the term").click()
    page.locator("#id_ends").fill(today.isoformat())
    page.locator("main form button.btn").last.click()
    expect(seat).to_contain_text("until")

    assert as_of(page, duty)[0] == IN_PLACE  # its last day counts whole
    expect(page.locator(".note.gold")).to_contain_text(PARTLY)  # what comes if nothing happens
    state, why = as_of(page, duty, tomorrow)
    assert state == IN_PLACE
    assert "Its time is over, and there are days of grace." in why
    state, why = as_of(page, duty, later)
    assert state == PARTLY
    assert "1 of 2 are there." in why
    assert as_of(page, duty, yesterday)[0] == before[0]
    page.goto(f"/standing/tanzania/{SEATS}?on={later}")
    expect(page.locator("main .st").first).to_contain_text(PARTLY)


def test_signature_counts_on_the_day_it_is_given(demo: Site) -> None:
    ask_duties(demo)
    page = demo.visit()
    become(page, "Juma")
    page.goto("/me/standing")
    page.locator("main").get_by_role("link", name="Myself").click()
    duty = f"{page.url}/{SIGNED}"
    _state, why = as_of(page, duty)
    today = today_on(page)
    assert "It was there for the version before; a newer one came." in why
    page.goto("/promises/code-of-conduct")
    page.locator("#id_read").check()
    page.locator("#id_word").check()
    page.locator("#id_name").fill("Juma Lweno")
    page.locator("section.sign button.btn").click()
    expect(page.get_by_text("This signature stands")).to_be_visible()

    state, now = as_of(page, duty)
    assert state == IN_PLACE
    assert "What is asked is there." in now
    expect(page.locator("#grounds")).to_contain_text("Follows from the records")
    signed_on = min(
        today, dt.datetime.now(dt.UTC).date()
    )  # a signature is dated by UTC, a duty asked by where somebody lives
    assert as_of(page, duty, signed_on - dt.timedelta(days=1))[1] == why
