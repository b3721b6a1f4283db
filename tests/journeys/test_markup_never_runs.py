"""Markup in everything that anybody can write: no page of anybody makes an element of it, runs it or asks elsewhere for it."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Dialog, Page

from answerable.demo.reading import read
from tests import homes
from tests.bars import journey
from tests.bars.conftest import IS_SOAK
from tests.bars.person import Person
from tests.running import surroundings

from .conftest import Site, become, served
from .payloads import PAYLOADS

pytestmark = pytest.mark.slow
PAGES = 150 if IS_SOAK else 60  # of each person; of pages that are alike, two
SHORT = 1900  # characters that any question takes
PARTS = 6  # concerns over which all of it is spread
NOT_TYPED = {"once", "last", "code", "sum_is", "tongue", "q", "names", "csrfmiddlewaretoken"}
NOT_FOLLOWED = re.compile(r"^/(sign-out|me/download|become|static|theme|r$)|\.(csv|xlsx|pdf|json|png|ods|txt|svg|ics)")
LISTENING = """
window.__found = [];
addEventListener('securitypolicyviolation', one => __found.push(`policy: ${one.violatedDirective} ${one.sample}`));
addEventListener('DOMContentLoaded', () => {
  for (const one of document.querySelectorAll('*')) {
    for (const {name, value} of one.attributes)
      if (/^on/.test(name) || (/^(href|src|action|formaction|data|xlink:href)$/.test(name) && /^\\s*(java\\s*script:|data:text)/i.test(value))
          || /evil\\.example/.test(value) && /^(src|srcset|style|action|formaction)$/.test(name))
        __found.push(`${one.tagName} ${name}=${value}`);
    const kind = one.tagName.toLowerCase();
    if (['iframe', 'object', 'embed', 'base', 'marquee', 'video', 'audio', 'math', 'template', 'x', 'dialog'].includes(kind)
        || (kind === 'script' && !(one.getAttribute('src') || '').startsWith('/static/') && !/json/.test(one.type))
        || (kind === 'style') || (kind === 'meta' && /evil/.test(one.content))
        || (kind === 'link' && /evil/.test(one.href)))
      __found.push(one.outerHTML.slice(0, 200));
  }
});
"""


@dataclass
class Watched:
    """A page whose every dialog, fault and made element is remembered."""

    page: Page
    found: list[str] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.page.add_init_script(LISTENING)
        self.page.on("dialog", self._dismiss)
        self.page.on("pageerror", lambda one: self.found.append(f"script: {one}"))

    def _dismiss(self, dialog: Dialog) -> None:
        self.found.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def look(self, path: str = "") -> None:
        """Notes what is wrong on a page."""
        if path:
            answer = self.page.goto(path)
            self.seen[path] = answer.status if answer else 0
        self.found += [f"{urlsplit(self.page.url).path}: {one}" for one in self.page.evaluate("window.__found")]

    def links(self) -> list[str]:
        found = self.page.locator("a[href^='/']").evaluate_all("all => all.map(one => one.getAttribute('href'))")
        return [one.partition("#")[0] for one in found if not NOT_FOLLOWED.search(one)]

    def wander(self, first: list[str]) -> None:
        """Follows links, two of a kind, and looks at each page."""
        waiting, kinds = list(first), dict[str, int]()
        while waiting and len(self.seen) < PAGES:
            path = waiting.pop(0)
            kind = re.sub(r"[0-9a-f-]{36}|\d+|(?<=/)[a-z0-9-]{12,}|=[^&]*", "…", path)
            if path in self.seen or kinds.get(kind, 0) > 1:
                continue
            kinds[kind] = kinds.get(kind, 0) + 1
            self.look(path)
            waiting += self.links()


class Typing(Person):
    """Somebody at the door who writes markup into everything that can be written into."""

    def request(self, do: str, typed: dict[str, object] | None = None) -> list[tuple[str, str]]:
        free = {
            name for form in self.forms() for name, one in form.fields.items() if one.kind in {"text", "textarea", "search"}
        }  # fmt: skip
        short = {name: str(self.answers["happened"])[:SHORT].rpartition("\n")[0] for name in free - NOT_TYPED}
        return super().request(do, short | {"happened": self.answers["happened"]} | (typed or {}))


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Site]:
    """The demo, with markup in every text of it."""
    home: Path = tmp_path_factory.mktemp("poisoned")
    homes.demo(home)
    done = subprocess.run(
        [sys.executable, "-m", "tests.journeys.poisoning"], env=surroundings(home, ANSWERABLE_MODE="demo"),
        input=json.dumps(PAYLOADS), capture_output=True, text=True, check=True,
    )  # fmt: skip
    written = json.loads(done.stdout)
    assert len(PAYLOADS) == len(set(PAYLOADS)) == 300
    assert sum(written.values()) > 5000, written
    assert {"alliance.Organisation.name", "alliance.Person.name", "alliance.NetworkText.name"} <= set(written), written
    for address in served(home, "demo"):
        site = Site(address, browser)
        yield site
        site.close()


def watched(site: Site, *, name: str = "", script: bool = True) -> Watched:
    page = site.visit(width=1280, script=script)
    if name:
        become(page, name)
    return Watched(page)


def wrong(site: Site, *people: Watched) -> list[str]:
    faults = [f"{path}: {status}" for one in people for path, status in one.seen.items() if status >= 500]
    elsewhere = [url for url in site.asked if not url.startswith((site.address, "data:"))]
    return [line for one in people for line in one.found] + faults + elsewhere


@pytest.mark.parametrize("name", ["", "Tomás", "Neema"])
def test_nothing_of_open_texts_becomes_markup(poisoned: Site, name: str) -> None:
    """B19: for whoever looks around without an account, a secretariat, and people who keep networks."""
    one = watched(poisoned, name=name)
    one.wander(
        [
            "/me",
            "/secretariat/",
            "/",
            "/networks",
            "/organisations",
            "/search?q=alert",
            "/help",
            "/standing",
            "/commitments",
        ]
    )
    assert len(one.seen) >= min(PAGES, 20)
    assert wrong(poisoned, one) == []


def test_nothing_that_is_told_becomes_markup(poisoned: Site) -> None:
    """B19: told at the door, names of files too; read, answered, noted and searched at the desk; read again with the code."""
    codes = [told(poisoned, PAYLOADS[part::PARTS]) for part in range(PARTS)]
    handler = watched(poisoned, name="Winnie")
    page = handler.page
    page.goto("/cases/enter")
    page.locator("#id_passphrase").fill(str(read("concerns")["passphrases"]["winnie"]))
    page.locator("main form button.btn").click()
    cases = read_by(handler)
    assert len(cases) >= 2, "two of three read each"
    for case in cases:
        answer_and_note(handler, case)
    person = watched(poisoned)
    for code in codes:
        person.look("/r")
        person.page.locator("button[value=back]").first.click()
        person.page.locator("[name=code]").fill(code)
        person.page.locator(f"button[value='{journey.OPEN}']").click()
        person.look()
        assert "alert(" in person.page.inner_text("main")
        person.page.context.clear_cookies()
    assert wrong(poisoned, handler, person) == []


def told(site: Site, payloads: tuple[str, ...]) -> str:
    """Tells markup at the door; returns the code."""
    person = Typing(urlsplit(site.address).port or 0)
    files = [(one.replace("\n", ""), "text/plain", b"Nothing much.\n") for one in payloads[:2]]
    journey.tell(person, "\n".join(payloads), files=files, country="TZ", about_me="named", for_whom="consents")
    assert journey.is_sent(person), person.words
    return person.code


def read_by(handler: Watched) -> list[str]:
    """Says no ties to whatever is new, looks at every case, and returns those that hold markup."""
    page = handler.page
    handler.look("/cases/")
    found = []
    for case in sorted(set(re.findall(r'href="(/cases/[0-9a-f-]{36})', page.content()))):
        handler.look(case)
        if page.locator("button[name=promise]").count():
            page.locator("button[name=promise]").click()
            handler.look()
            page.locator("input[name=value][value=none]").check()
            page.locator("main form button.btn").click()
            handler.look()
        if "alert(" in page.inner_text("main"):
            found.append(case)
    return found


def answer_and_note(handler: Watched, case: str) -> None:
    """Writes markup to the person and to colleagues, searches for it, opens name and book."""
    page, words = handler.page, "\n".join(PAYLOADS[::12])
    handler.look(f"{case}/do/answer")
    page.locator("main textarea").fill(words)
    for button in ("preview", "send"):
        page.locator(f"button[value={button}]").click()
        handler.look()
    handler.look(f"{case}/do/note")
    page.locator("main textarea").fill(words)
    page.locator("main form button.btn").click()
    handler.look()
    handler.look(f"{case}/opened")
    handler.look("/cases/search")
    page.locator("main input[type=search], main input[type=text]").first.fill(PAYLOADS[2])
    page.locator("main form button").first.click()
    handler.look()
