"""A real browser before the real server: Debian's chromium, gunicorn on loopback, a data folder of its own."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request, sync_playwright

from tests import homes
from tests.running import free_port, started, wait_for_port

CHROMIUM = "/usr/bin/chromium"
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
]  # fmt: skip
AXE = Path(__file__).resolve().parents[2] / "tools/axe/node_modules/axe-core/axe.min.js"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield made
        made.close()


@pytest.fixture(autouse=True)
def settled_clicks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A click that leads on has led there once the whole page is read: what a person looks at next is all there."""
    click = Locator.click

    def settled(self: Locator, *args: Any, **kwargs: Any) -> None:
        click(self, *args, **kwargs)
        self.page.wait_for_load_state()

    monkeypatch.setattr(Locator, "click", settled)


class Site:
    """A running site and the visits paid to it; every request of a visit is remembered."""

    def __init__(self, address: str, browser: Browser) -> None:
        self.address, self.browser = address, browser
        self.contexts: list[BrowserContext] = []
        self.asked: list[str] = []

    def visit(self, *, language: str = "en", width: int = 360, script: bool = False, dark: bool = False) -> Page:
        """Opens a browser of a new person: by default a small phone without JavaScript."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 800}, locale=language, java_script_enabled=script,
            color_scheme="dark" if dark else "light", base_url=self.address,
        )  # fmt: skip
        context.on("request", self._remember)
        self.contexts.append(context)
        return context.new_page()

    def _remember(self, request: Request) -> None:
        self.asked.append(request.url)

    def close(self) -> None:
        for context in self.contexts:
            context.close()
        self.contexts.clear()


def served(home: Path, mode: str, *words: str, program: str = "answerable.site.console") -> Iterator[str]:
    port = free_port()
    process = started(
        home, "serve", *words, output=home / "said", program=program, ANSWERABLE_MODE=mode, PORT=str(port)
    )
    try:
        wait_for_port(port, seconds=90)
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait(30)


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo, built before or by whichever worker needs it first; each works in a copy of its own."""
    home = tmp_path_factory.mktemp("demo", numbered=True)
    homes.demo(home)
    return home


@pytest.fixture(scope="session")
def demo_address(demo_home: Path) -> Iterator[str]:
    """The living demo alliance."""
    yield from served(demo_home, "demo")


@pytest.fixture(scope="session")
def empty_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("empty", numbered=True)
    home.chmod(0o700)
    return home


@pytest.fixture(scope="session")
def empty_address(empty_home: Path) -> Iterator[str]:
    """A site just started, before anything was set up."""
    yield from served(empty_home, "production")


@pytest.fixture
def demo(demo_address: str, browser: Browser) -> Iterator[Site]:
    site = Site(demo_address, browser)
    yield site
    elsewhere = [url for url in site.asked if not url.startswith(demo_address)]
    site.close()
    assert elsewhere == []  # B20: not one request to anybody else, on any journey


@pytest.fixture
def empty(empty_address: str, browser: Browser) -> Iterator[Site]:
    site = Site(empty_address, browser)
    yield site
    site.close()


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """Returns a function that says what axe finds on a page: WCAG 2.2 AA."""
    if not AXE.exists():
        if os.environ.get("CI") and shutil.which("npm"):
            pytest.fail("axe-core is not there: npm ci --prefix tools/axe")
        pytest.skip("not run: axe (npm ci --prefix tools/axe brings it)")
    source = AXE.read_text(encoding="utf-8")

    def find(page: Page) -> list[str]:
        page.evaluate(source)
        found = page.evaluate(
            "() => axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
        )
        return [f"{one['id']}: {node['html'][:160]}" for one in found["violations"] for node in one["nodes"][:2]]

    return find


def become(page: Page, name: str) -> None:
    """Signs in to the demo as one of the people it offers, by the name on the button."""
    page.goto("/become")
    page.get_by_role("button", name=name).first.click()
