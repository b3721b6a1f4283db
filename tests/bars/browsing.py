"""The way through the door in a real browser, as somebody takes it who is in no haste."""

import os
import time
from typing import Any

from .journey import ADD, ANSWERS, LEAVE, OPEN, SEND, joined
from .person import CODE, MOST_PAGES, Stuck

LEAVING = f"do={LEAVE}"
WAITS = 21  # seconds, and a little more than a page does


def linger(page: Any) -> None:
    """Scrolls, and waits longer than Chromium does until it writes down what is open."""
    page.mouse.wheel(0, 300)
    page.wait_for_timeout(4000)
    page.mouse.wheel(0, -200)
    page.wait_for_timeout(3000)


def tell(page: Any, happened: str, file: str) -> str:
    """Tells what happened, and rests where words or the code stand; returns the code."""
    page.click('button[value="begin:concern"]')
    code = ""
    for _ in range(MOST_PAGES):
        if page.locator(f'button[value="{SEND}"]').count():
            assert happened in page.content()
            linger(page)
            page.click(f'button[value="{SEND}"]')
            return code
        if page.locator('button[value="noted"]').count():
            found = CODE.search(joined(page.inner_text("body")))
            code = found[0] if found else ""
            linger(page)
            page.fill('[name="last"]', code[-6:])
            page.click('button[value="noted"]')
        else:
            _fill(page, happened, file)
            file = "" if page.locator('button[value="files"]').count() else file
            there = page.locator('button[value="next"]')
            (there if there.count() else page.locator("button.btn:not(.quiet):not(.exit):not(.plain)")).first.click()
    raise Stuck("too many pages in the browser")


def _fill(page: Any, happened: str, file: str) -> None:
    for name, value in ANSWERS.items():
        for one in value if isinstance(value, list) else [value]:
            choice = page.locator(f'input[name="{name}"][value="{one}"]')
            if choice.count():
                choice.first.check()
    if page.locator('textarea[name="happened"]').count():
        page.fill('textarea[name="happened"]', happened)
    if file and page.locator('input[type="file"]').count() and os.path.exists(file):  # noqa: PTH110 - a name as the browser takes it
        page.locator('input[type="file"]').first.set_input_files(file)
        page.locator('button[value="files"]').first.click()


def come_back(page: Any, code: str, words: str) -> None:
    """Comes back with the code, once the page before does not wait to be read again any more."""
    page.wait_for_timeout(WAITS * 1000)
    page.goto(page.url)
    page.click('button[value="back"]')
    page.fill('[name="code"]', code)
    page.click(f'button[value="{OPEN}"]')
    page.fill('textarea[name="words"]', words)
    page.click(f'button[value="{ADD}"]')
    linger(page)


def leave(page: Any, *, seconds: float = 0) -> float:
    """Leaves, over a line on which the way there takes some seconds; returns how many it took until the answer had come."""

    def carry(route: Any) -> None:
        if LEAVING in (route.request.post_data or ""):
            time.sleep(seconds)
        route.continue_() if "localhost" in route.request.url else route.abort()

    page.route("**/*", carry)
    begun = time.monotonic()
    with page.expect_response(lambda one: LEAVING in (one.request.post_data or "")) as answer:
        page.click(f'button[value="{LEAVE}"]', no_wait_after=True)
    answer.value.finished()
    took = time.monotonic() - begun
    page.wait_for_timeout(1000)
    return took
