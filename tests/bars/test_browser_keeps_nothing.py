"""A real browser, after somebody told, came back and left: its folder is read byte by byte."""

from contextlib import suppress
from pathlib import Path

import pytest

from tests.apart import apart

from . import browsing
from .scanning import found_in
from .site import Site

pytestmark = [pytest.mark.slow, pytest.mark.browser]
WORDS, MORE = "Marmalade windmill and the seventh key", "Velvet anchor under the long table"


@pytest.mark.parametrize("seconds", [0, 5])
def test_browser_keeps_no_word_no_code_and_no_title(site: Site, tmp_path: Path, seconds: float) -> None:
    """B11: history, cache, form entries, sessions, everything; and going back shows nothing. `seconds`: how slow leaving is.

    Chromium writes what is open into its session file two and a half seconds after something changed.
    """
    profile, file = tmp_path / "profile", tmp_path / "canary-picnic-basket.txt"
    file.write_text("Thistle and the tall gate\n" * 200)
    code, back = apart(lambda: walked(site, profile, file, seconds))
    assert (WORDS in back, MORE in back, code in back) == (False, False, False)
    needles = [WORDS, MORE, code, code.replace("-", ""), file.name, "Thistle and the tall gate"]
    hits = found_in([profile], needles)
    # Chromium notes the names of files that were chosen beside its open windows; no page can keep it from that.
    wrong = [one for one in hits if one.needle != file.name or "Sessions" not in one.file]
    assert wrong == []


def walked(site: Site, profile: Path, file: Path, seconds: float) -> tuple[str, str]:
    """Tells, comes back, leaves and goes back in the browser; returns the code, and what going back showed."""
    from playwright.sync_api import Error, sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch_persistent_context(
            str(profile), executable_path="/usr/bin/chromium", args=["--no-sandbox"], java_script_enabled=False, locale="en"
        )  # fmt: skip
        page = browser.new_page()
        page.goto(f"http://localhost:{site.port}/r")
        code = browsing.tell(page, WORDS, str(file))
        browsing.come_back(page, code, MORE)
        assert MORE in page.content()
        browsing.leave(page, seconds=seconds)
        page.goto("about:blank")
        back = ""
        for _ in range(4):
            with suppress(Error):  # where they were led on leaving cannot be reached from here
                page.go_back(wait_until="load")
                page.wait_for_timeout(1500)
                back += page.content()
        browser.close()
    return code, back
