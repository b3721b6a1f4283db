"""What is printed of a page with a code, or with the words of a paper: these alone, and nothing that says what for."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from playwright.sync_api import sync_playwright

from answerable.concerns.rules.words import Desk
from answerable.site.components.stylesheet import DOOR, NAME, stylesheet
from tests.apart import apart
from tests.journeys.conftest import CHROMIUM, QUIET

from .coming_back import Person, told_one
from .coming_back import alliance as set_up
from .door import Visitor
from .world import team_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.browser,
    pytest.mark.skipif(
        not (shutil.which("pdftotext") and Path(CHROMIUM).exists()), reason="no Chromium, or no poppler"
    ),
]
LINK = re.compile(r'<link rel="(?:stylesheet|icon)"[^>]*>')


def printed(page: str, sheet: str, folder: Path) -> str:
    """Returns what stands on paper, with what a browser writes in the margins by itself."""
    whole = LINK.sub("", page).replace("</head>", f"<style>{stylesheet(sheet)}</style></head>")

    def put_on_paper() -> None:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
            shown = browser.new_context(java_script_enabled=False).new_page()
            shown.set_content(whole)
            shown.pdf(path=folder / "a.pdf", format="A4", display_header_footer=True, prefer_css_page_size=True)
            browser.close()

    apart(put_on_paper)
    said = subprocess.run(["pdftotext", "-layout", folder / "a.pdf", "-"], capture_output=True, text=True, check=True)  # nosec B603, B607 - Debian's own, on a file of this test
    return re.sub(r"[\s\f]+", " ", said.stdout).strip()


@pytest.mark.parametrize("at", ["noted", *(pytest.param(one, marks=pytest.mark.slow) for one in ("kept", "sent"))])
def test_code_is_printed_alone(at: str, tmp_path: Path) -> None:
    set_up()
    team_of(2, desk=Desk.GLOBAL, place="")
    somebody = Visitor().begins().press("next").press("next")
    code = somebody.code
    if at != "noted":
        somebody.press("noted", last=code[-6:])
        if at == "kept":
            somebody.press("keep", happened="Something.")
        else:
            somebody.press("next", happened="Something.").skips_to("").press("send")
    assert code in re.sub("<[^>]*>", "", somebody.page)
    assert printed(somebody.page, DOOR, tmp_path) == code


@pytest.mark.slow
def test_new_code_is_printed_alone(tmp_path: Path) -> None:
    person = Person().come_back(told_one().code).press("back.code")
    text = person.page.decode()
    said = printed(text, DOOR, tmp_path)
    assert re.fullmatch(r"[0-9A-Z]{6}-[0-9A-Z]{6}-[0-9A-Z]{6}", said)
    assert said in re.sub("<[^>]*>", "", text)


def test_words_for_paper_are_printed_alone(tmp_path: Path) -> None:
    """The number of each, to read them in their order; no name of the alliance, of the desk or of what they open."""
    words = [(number, f"word{number}") for number in range(1, 17)]
    facts = {"title": "Your words", "words": words, "strength": "", "is_anew": False}
    page = render_to_string("concerns/teams/paper.html", facts, RequestFactory().get("/cases/team/keys"))
    said = printed(page, NAME, tmp_path).split()
    assert said[0] == "Words"
    assert sorted(said[1:]) == sorted(one for number, word in words for one in (f"{number}.", word))
