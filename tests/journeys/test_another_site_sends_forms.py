"""Somebody signed in opens a page of another site, which sends forms in their name (bar B35)."""

import contextlib
import re
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, Request, Response

from . import another_site as other
from .conftest import CHROMIUM, QUIET, become, served

FORM, PARTS, PLAIN = "application/x-www-form-urlencoded", "multipart/form-data", "text/plain"
KEPT_FROM_IT = (
    "net::ERR_BLOCKED_BY_RESPONSE.NotSameOrigin"  # it was sent and answered; the browser shows the answer to nobody
)
PATHS = ("/sign-out", "/me/about", "/n/common-thread/organisations/welcome", "/become")
WAYS = {
    "a form that sends itself": (other.SENDS_ITSELF, FORM, 403),
    "a form with parts": (other.SENDS_ITSELF, PARTS, 403),
    "a form of plain text": (other.SENDS_ITSELF, PLAIN, 403),
    "a fetch with cookies": (other.FETCHES, FORM, KEPT_FROM_IT),
    "a fetch of plain text": (other.FETCHES_TEXT, PLAIN, KEPT_FROM_IT),
}
HOSTS = (other.FAR, pytest.param("localhost", marks=pytest.mark.slow))  # a stranger, and a neighbour on another port
BY_THE_CLOCK = {"kit_cache", "access_bucket", "django_tasks_database_dbtaskresult"}
SEEN, DATABASE = "seen_at", "answerable.sqlite3"


@pytest.fixture(scope="module")
def home(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo alliance once more, for a site in which nothing happens by itself."""
    made = tmp_path_factory.mktemp("forged", numbered=True) / "home"
    shutil.copytree(demo_home, made, ignore=shutil.ignore_patterns(f"{DATABASE}*"))
    made.chmod(0o700)
    source, copied = sqlite3.connect(demo_home / DATABASE), sqlite3.connect(made / DATABASE)
    with contextlib.closing(source), contextlib.closing(copied):
        source.backup(copied)
    (made / DATABASE).chmod(0o600)
    return made


@pytest.fixture(scope="module")
def address(home: Path) -> Iterator[str]:
    yield from served(home, "demo", "--no-jobs")


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[other.AnotherSite]:
    with other.another_site() as made:
        yield made


@pytest.fixture(scope="module")
def wide_browser(browser: Browser) -> Iterator[Browser]:
    """A browser for which the other site's name leads to this machine."""
    made = browser.browser_type.launch(
        executable_path=CHROMIUM, args=[*QUIET, f"--host-resolver-rules=MAP {other.FAR} 127.0.0.1"]
    )
    yield made
    made.close()


class Victim:
    """Tomás of the secretariat, signed in, and every answer that our site gave to his browser."""

    def __init__(self, browser: Browser, address: str, *, script: bool) -> None:
        self.address = address
        self.sent: list[tuple[Request, int | str]] = []
        self.context: BrowserContext = browser.new_context(base_url=address, java_script_enabled=script, locale="en")
        self.page: Page = self.context.new_page()
        become(self.page, "Tomás")
        self.fields = {path: self._fields_of(path) for path in PATHS}
        self.page.goto("/me")
        self.context.on("response", self._was_answered)
        self.context.on("requestfailed", self._failed)

    def _was_answered(self, answer: Response) -> None:
        self.sent.append((answer.request, answer.status))

    def _failed(self, asked: Request) -> None:
        """Also told of an answer that has no page; then its status stands."""
        if all(one != asked for one, _told in self.sent):
            self.sent.append((asked, asked.failure or "?"))

    def opens(self, page: str, path: str) -> None:
        """Opens a page, and waits until what it makes the browser send is over."""
        del self.sent[:]
        self.page.goto(page)
        for _wait in range(100):
            if self.sent_to(path):
                break
            self.page.wait_for_timeout(50)
        self.page.wait_for_load_state()

    def sent_to(self, path: str) -> list[tuple[str, int | str]]:
        """Returns by which method something was sent there, and what became of it."""
        return [(asked.method, told) for asked, told in self.sent if asked.url == self.address + path]

    def carried_cookie(self, path: str) -> bool:
        asked = next(asked for asked, _told in self.sent if asked.url == self.address + path)
        return f"{settings.SESSION_COOKIE_NAME}=" in asked.all_headers().get("cookie", "")

    def _fields_of(self, path: str) -> other.Fields:
        """Returns what whoever knows the page well would send, so that nothing but the forgery is wrong with it."""
        if path == "/sign-out":
            return []
        self.page.goto(path)
        if path == "/become":
            key = self.page.get_by_role("button", name="Leila").get_attribute("value")
            return [("key", str(key))]
        form = self.page.locator("main form[method=post]").last
        fields = _filled(form.inner_html()) | ({"written": "es"} if path == "/me/about" else {"name": "Forged"})
        return [(name, value) for name, value in fields.items() if name != other.TOKEN]

    def cookie(self) -> str:
        return next(str(one["value"]) for one in self.context.cookies() if one["name"] == settings.SESSION_COOKIE_NAME)

    def is_still_here(self) -> bool:
        self.page.goto("/me")
        return self.page.url == f"{self.address}/me" and "Tomás" in self.page.locator(".room").inner_text()


def _filled(form: str) -> dict[str, str]:
    """Returns what a form of one line a field would send as it stands."""
    fields = {}
    for tag in re.findall(r"<(?:input|textarea)\b[^>]*>", form):
        of = dict(re.findall(r'([a-z-]+)="([^"]*)"', tag))
        if of.get("type") not in {"radio", "checkbox"} or " checked" in tag:
            fields[of.get("name", "")] = of.get("value", "")
    for name, options in re.findall(r'<select\b[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)"[^>]* selected', options)
        fields[name] = chosen[1] if chosen else ""
    return {name: value for name, value in fields.items() if name}


@pytest.fixture
def victim(wide_browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Victim]:
    made = Victim(wide_browser, address, script=getattr(request, "param", True))
    yield made
    made.context.close()


def rows(home: Path) -> dict[str, list[str]]:
    """Returns every row of every table, less what the clock alone changes."""
    with contextlib.closing(sqlite3.connect(f"file:{home}/answerable.sqlite3?mode=ro", uri=True)) as database:
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        kept = [name for name in names if name not in BY_THE_CLOCK and not name.startswith("sqlite_")]
        return {name: _rows(database, name) for name in kept}


def _rows(database: sqlite3.Connection, table: str) -> list[str]:
    columns = [f'"{row[1]}"' for row in database.execute(f'PRAGMA table_info("{table}")') if row[1] != SEEN]
    return sorted(map(repr, database.execute(f'SELECT {", ".join(columns)} FROM "{table}"')))


def difference(one: dict[str, list[str]], two: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: sorted({*one[name]} ^ {*two[name]}) for name in one if one[name] != two[name]}


@pytest.mark.parametrize("host", HOSTS)
def test_no_form_of_another_site_is_taken(
    victim: Victim, elsewhere: other.AnotherSite, address: str, home: Path, host: str
) -> None:
    """B35: five ways of sending, to four acts; a stranger’s come without our cookies, a neighbour’s with token and all."""
    cookie, before, odd = victim.cookie(), rows(home), {}
    is_neighbour = host == "localhost"
    for path in PATHS:
        for way, (words, enctype, refusal) in WAYS.items():
            elsewhere.trap = other.Trap(words, address + path, victim.fields[path], enctype)
            victim.opens(elsewhere.address(host), path)
            told = victim.sent_to(path), elsewhere.knew_token
            if told != ([("POST", refusal)], is_neighbour):
                odd[path, way] = told
            if refusal != KEPT_FROM_IT:  # of what it kept from the page the browser tells nothing more
                assert victim.carried_cookie(path) == is_neighbour
    assert odd == {}
    assert difference(before, rows(home)) == {}
    assert (victim.cookie(), victim.is_still_here()) == (cookie, True)


@pytest.mark.parametrize("victim", [False], indirect=True, ids=["no script"])
@pytest.mark.parametrize("host", HOSTS)
def test_no_button_of_another_site_does_anything(
    victim: Victim, elsewhere: other.AnotherSite, address: str, home: Path, host: str
) -> None:
    """B35: whoever is tempted to press it, in a browser without JavaScript."""
    cookie, before, answers = victim.cookie(), rows(home), {}
    for path in PATHS:
        elsewhere.trap = other.Trap(other.WAITS_FOR_A_CLICK, address + path, victim.fields[path])
        victim.page.goto(elsewhere.address(host))
        del victim.sent[:]
        victim.page.get_by_role("button").click()
        assert victim.page.url == address + path
        answers[path] = victim.sent_to(path)
    assert answers == {path: [("POST", 403)] for path in PATHS}
    assert difference(before, rows(home)) == {}
    assert (victim.cookie(), victim.is_still_here()) == (cookie, True)


@pytest.mark.parametrize("host", HOSTS)
def test_no_link_or_picture_of_another_site_signs_anybody_out(
    victim: Victim, elsewhere: other.AnotherSite, address: str, home: Path, host: str
) -> None:
    """B35: a link brings our cookies along wherever it stands, so that signing out takes a form of our own."""
    cookie, before = victim.cookie(), rows(home)
    elsewhere.trap = other.Trap(other.SHOWS, f"{address}/sign-out")
    victim.opens(elsewhere.address(host), "/sign-out")
    assert victim.sent_to("/sign-out") == [("GET", KEPT_FROM_IT)]
    elsewhere.trap = other.Trap(other.LINKS, f"{address}/sign-out")
    victim.page.goto(elsewhere.address(host))
    del victim.sent[:]
    victim.page.get_by_role("link").click()
    assert (victim.sent_to("/sign-out"), victim.carried_cookie("/sign-out")) == ([("GET", 405)], True)
    assert difference(before, rows(home)) == {}
    assert (victim.cookie(), victim.is_still_here()) == (cookie, True)


def test_same_fields_from_our_own_pages_are_taken(victim: Victim, address: str, home: Path) -> None:
    """B35: what was refused above was refused for where it came from, and for nothing else."""
    taken = {}
    for path in reversed(PATHS):  # signing out comes last
        victim.page.goto("/me")
        token = victim.page.locator(f"input[name={other.TOKEN}]").first.input_value()
        form: dict[str, str | float | bool] = dict([*victim.fields[path], (other.TOKEN, token)])
        told = victim.context.request.post(address + path, form=form, headers={"Origin": address}, max_redirects=0)
        taken[path] = told.status
        if path == "/become":
            become(victim.page, "Tomás")
    assert taken == dict.fromkeys(PATHS, 303)
    assert not victim.is_still_here()
