"""A newcomer secretariat from `answerable init` to forty invited organisations, in French and in Arabic, without JavaScript."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.running import answerable

from . import messy_lists
from .conftest import Site, served
from .post_box import PostBox, post_box

CODE, LINK = r"\d{4} \d{4} \d{4}", r"/invitations/[\w-]{20,}"
PASSWORD = "sept barques sous la lune calme"


@dataclass(frozen=True)
class Walk:
    """An alliance of one language: its list, whom of it we follow, and an organisation somebody else says they work at."""

    language: str
    name: str
    zone: str
    spreadsheet: tuple[str, bytes]
    invited: str
    other: str


@contextmanager
def set_up(home: Path, box: PostBox, walk: Walk) -> Iterator[str]:
    """Sets an alliance up in a terminal and serves it."""
    secret = home / "password"
    secret.write_text(PASSWORD)
    made = answerable(
        home, "init", "--yes", "--name", walk.name, "--languages", f"{walk.language},en", "--time-zone", walk.zone,
        "--admin-email", "first@alliance.example", "--admin-name", "Awa", "--admin-password-file", str(secret),
        "--mail-url", box.address, "--mail-from", "site@alliance.example", LANG=f"{walk.language}.UTF-8",
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    assert "The alliance is set up" not in made.stdout  # the terminal speaks the newcomer's language
    secret.unlink()
    yield from served(home, "production")


def sign_in(page: Page) -> None:
    page.goto("/sign-in")
    page.locator("main input[type=email]").fill("first@alliance.example")
    page.locator("main form button").first.click()
    page.locator("main input[type=password]").fill(PASSWORD)
    page.locator("main form button").first.click()


def follow(page: Page, part: str) -> None:
    page.locator(f"main a[href*='{part}']").first.click()


def found(pattern: str, words: str) -> str:
    match = re.search(pattern, words)
    assert match
    return match[0]


def bring_in(desk: Page, folder: Path, name: str, data: bytes) -> None:
    """A list of forty-five with a title above its headings: what cannot be read is told, row by row, and left out."""
    follow(desk, "/secretariat/")
    follow(desk, "/import")
    file = folder / name
    file.write_bytes(data)
    desk.locator("input[type=file]").set_input_files(file)
    desk.locator("main form button.btn").click()
    expect(desk.locator("main select").nth(1)).to_have_value("name")
    desk.locator("main form button.btn").click()
    if desk.locator("button[value=day_first]").count():
        desk.locator("button[value=day_first]").click()
    expect(desk.locator(".tot .big").first).to_have_text("41")
    expect(desk.locator(".tot .big").last).to_have_text("4")
    desk.locator("form[action$='/bring-in'] .btn").first.click()


def invite_forty(desk: Page, box: PostBox) -> None:
    """All are ticked at once, the mail is looked at, and nothing leaves before the last button."""
    follow(desk, "/invite?import")
    follow(desk, "ticked=all")
    expect(desk.locator("input[name=o]:checked")).to_have_count(40)  # one of the forty-one has no address
    desk.locator("main form button.btn").last.click()
    before = box.count()
    desk.locator("button[name=send]").click()
    expect(desk.get_by_role("status")).to_contain_text("40")
    ends = time.monotonic() + 30
    while box.count() < before + 40 and time.monotonic() < ends:
        time.sleep(0.1)
    assert box.count() == before + 40


def come_in(phone: Page, box: PostBox, address: str) -> None:
    """One of them follows the link, proves the address, says yes, and stands before their organisation's page."""
    phone.goto(found(LINK, box.to(address, "/invitations/")))
    phone.locator("main form button").click()
    phone.locator("#id_code").fill(found(CODE, box.to(address, "  ")))
    phone.locator("main form button").first.click()
    phone.locator("main form button.btn").first.click()
    expect(phone.locator(".summary")).to_be_visible()
    phone.locator("#id_name").fill("Ndeye Sow")
    phone.locator("main form button.btn").first.click()
    follow(phone, "/o/")
    expect(phone.locator(".who").first).to_be_visible()
    assert phone.evaluate("() => document.documentElement.scrollWidth") <= 360


def introduce(phone: Page, desk: Page, box: PostBox, organisation: str) -> None:
    """Another was not invited and says where they work; whoever keeps the records confirms it."""
    phone.goto("/introduce")
    phone.locator("input[name=organisation_name]").fill(organisation)
    phone.locator("#id_name").fill("Inès Dawud")
    phone.locator("#id_email").fill("ines@elsewhere.example")
    phone.locator("main textarea").fill("2019")
    phone.locator("main form button.btn").click()
    phone.locator("#id_code").fill(found(CODE, box.to("ines@elsewhere.example", "  ")))
    phone.locator("main form button").first.click()
    phone.locator("main form button.btn").click()
    desk.goto("/me")
    follow(desk, "/n/")
    follow(desk, "/requests")
    follow(desk, "/q/")
    desk.locator("input[name=answer][value=yes]").check()
    desk.locator("#id_organisation_0").check()
    desk.locator("main form button.btn").click()
    phone.reload()
    expect(phone.locator("main a[href^='/sign-in']")).to_be_visible()


@pytest.mark.slow
@pytest.mark.parametrize(
    "walk",
    [
        Walk(
            "fr",
            "Alliance des Deux Fleuves",
            "Africa/Dakar",
            messy_lists.french(),
            "contact@tisserandes.example",
            "Jardin de Sfax",
        ),
        Walk("ar", "تحالف النهرين", "Asia/Amman", messy_lists.arabic(), "weave@nahr.example", "بستان الموصل"),
    ],
    ids=lambda walk: walk.language,
)
def test_newcomer_secretariat_invites_forty(walk: Walk, browser: Browser, tmp_path: Path) -> None:
    """B65: on a phone of 360 px; nobody is granted anything before somebody says yes."""
    tmp_path.chmod(0o700)
    with post_box() as box, set_up(tmp_path, box, walk) as address:
        site = Site(address, browser)
        desk = site.visit(language=walk.language)
        sign_in(desk)
        bring_in(desk, tmp_path, *walk.spreadsheet)
        invite_forty(desk, box)
        come_in(site.visit(language=walk.language), box, walk.invited)
        introduce(site.visit(language=walk.language), desk, box, walk.other)
        assert all(url.startswith(address) for url in site.asked)  # B20
        site.close()
