"""The first run, typed."""

from collections.abc import Callable, Sequence
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from answerable.access.models import Account
from answerable.alliance.models import Network, OfficeTerm, Profile
from answerable.alliance.queries.profile import mail_settings
from answerable.kit import search

from .conftest import Typed

WORDS = ("init", "--name", "Hilo común", "--languages", "es,en,ar", "--admin-email", "Rosa@Example.org", "--yes")


@pytest.fixture
def logo(tmp_path: Path) -> Path:
    """A logo with words hidden in it."""
    hidden = PngImagePlugin.PngInfo()
    hidden.add_text("Author", "canary")
    Image.new("RGB", (900, 300), "teal").save(tmp_path / "logo.png", pnginfo=hidden)
    return tmp_path / "logo.png"


def test_init_sets_an_alliance_up(typed: Typed) -> None:
    said = typed(*WORDS, "--time-zone", "America/Lima")
    profile, account = Profile.objects.get(), Account.objects.get()
    assert (said.code, profile.languages, profile.time_zone) == (0, ["es", "en", "ar"], "America/Lima")
    assert (Network.objects.get().name, account.email, account.has_usable_password()) == (
        "Hilo común",
        "rosa@example.org",
        False,
    )
    assert list(OfficeTerm.objects.values_list("office", "person__account")) == [("secretariat", account.pk)]


def test_init_takes_everything_as_flags(typed: Typed, logo: Path, tmp_path: Path) -> None:
    (tmp_path / "password").write_text("seven lanterns over the harbour\n")
    said = typed(
        *WORDS, "--admin-name", "Rosa Quispe", "--admin-password-file", tmp_path / "password", "--primary", "#0B5D5B",
        "--accent", "#6b2c5e", "--logo", logo, "--mail-url", "smtp://us:secret@mail.example.org", "--no-test-mail",
    )  # fmt: skip
    profile = Profile.objects.get()
    assert (said.code, Account.objects.get().check_password("seven lanterns over the harbour")) == (0, True)
    assert (profile.primary_colour, profile.accent_colour) == ("#0b5d5b", "#6b2c5e")
    assert Image.open(BytesIO(profile.logo)).size == (360, 120)
    assert b"canary" not in bytes(profile.logo)
    assert mail_settings() == {"address": "smtp://us:secret@mail.example.org", "sender": "rosa@example.org"}


def test_password_of_the_mail_server_is_neither_said_nor_kept_in_clear(typed: Typed) -> None:
    said = typed(*WORDS, "--mail-url", "smtp://us:secret@mail.example.org", "--no-test-mail")
    assert ("secret" in said.out + said.err, b"secret" in bytes(Profile.objects.get().mail)) == (False, False)


def test_second_init_changes_nothing(typed: Typed) -> None:
    typed(*WORDS)
    said = typed("init", "--name", "Another", "--admin-email", "a@example.org", "--yes")
    assert (said.code, Network.objects.get().name, Account.objects.count()) == (1, "Hilo común", 1)


def test_dry_run_changes_nothing(typed: Typed) -> None:
    said = typed(*WORDS, "--dry-run")
    assert (said.code, Profile.objects.count(), "Hilo común" in said.err) == (0, 0, True)


def test_test_mail_is_sent_before_anything_is_set_up(typed: Typed, mailoutbox: list[object]) -> None:
    typed(*WORDS, "--mail-url", "smtp://mail.example.org")
    assert len(mailoutbox) == 1


def test_mail_that_cannot_be_sent_stops_the_first_run(typed: Typed, settings: object) -> None:
    settings.ANSWERABLE_MODE = "production"  # type: ignore[attr-defined] # pytest-django's own settings
    said = typed(*WORDS, "--mail-url", "smtp+plain://127.0.0.1:1")
    assert (said.code, Profile.objects.count(), "Error" in said.err) == (1, 0, False)
    assert ("nothing answers at this port" in said.err, "--no-test-mail" in said.err) == (True, True)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (("--languages", "en,xx"), 2),
        (("--languages", ","), 2),
        (("--time-zone", "Mars/Olympus"), 2),
        (("--admin-email", "rosa"), 2),
        (("--mail-url", "mail.example.org"), 2),
        (("--primary", "teal"), 2),
        (("--primary", "#bbbbbb"), 1),
        (("--logo", "/nowhere.png"), 2),
        (("--logo", __file__), 1),
        (("--name", " "), 2),
    ],
)
def test_answer_that_cannot_be_is_refused_before_anything_is_set_up(
    typed: Typed, more: tuple[str, ...], code: int
) -> None:
    said = typed(*WORDS, *more)
    assert (said.code, said.err != "", Profile.objects.count()) == (code, True, 0)


def test_weak_password_is_refused(typed: Typed, tmp_path: Path) -> None:
    (tmp_path / "password").write_text("short\n")
    said = typed(*WORDS, "--admin-password-file", tmp_path / "password")
    assert (said.code, "at least 12 characters" in said.err, Profile.objects.count()) == (1, True, 0)


def test_nobody_there_to_answer_is_no_yes(typed: Typed) -> None:
    said = typed(*WORDS[:-1])
    assert (said.code, "--yes" in said.err, Profile.objects.count()) == (2, True, 0)


# What somebody types, line by line: each answer that cannot be is followed by another try.
TRIES = (
    " ", "Hilo común", "es,xx", "es,en", "Mars/Olympus", "America/Lima", "", "rosa", "rosa@example.org", "", "mail.example.org",
    "", "#bbbbbb", "teal", "#0b5d5b", "", "/nowhere.png", "", "yes",
)  # fmt: skip


@pytest.fixture
def at_the_keyboard(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Sits somebody at a terminal who types some lines and, unseen, some passwords."""

    def sit(lines: Sequence[str], passwords: Sequence[str] = ("",)) -> None:
        terminal, unseen = StringIO("".join(f"{line}\n" for line in lines)), iter(passwords)
        monkeypatch.setattr(terminal, "isatty", lambda: True)
        monkeypatch.setattr("sys.stdin", terminal)
        monkeypatch.setattr("getpass.getpass", lambda *_words, **_more: next(unseen))

    return sit


def test_answer_that_cannot_be_is_asked_again_at_once(typed: Typed, at_the_keyboard: Callable[..., None]) -> None:
    at_the_keyboard(TRIES, ("short", "seven lanterns over the harbour"))
    said = typed("init")
    profile, account = Profile.objects.get(), Account.objects.get()
    assert (said.code, profile.languages, profile.time_zone) == (0, ["es", "en"], "America/Lima")
    assert (profile.primary_colour, account.email) == ("#0b5d5b", "rosa@example.org")
    assert account.check_password("seven lanterns over the harbour")
    for words in (
        "There is no language “xx”",
        "An e-mail address is needed",
        "cannot be read on paper",
        "at least 12 characters",
    ):
        assert words in said.err


def test_whoever_stops_answering_ends_the_first_run(typed: Typed, at_the_keyboard: Callable[..., None]) -> None:
    at_the_keyboard(TRIES[:8])
    assert (typed("init").code, Profile.objects.count()) == (1, 0)


def test_everything_can_be_found_right_after_the_first_run(typed: Typed) -> None:
    typed(*WORDS)
    assert search.rebuild_all() == search.Renewed(0, 0)
