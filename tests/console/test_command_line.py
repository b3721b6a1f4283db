"""The habits of every command: help, exit codes, languages, and no words of anybody's when something breaks."""

import argparse
from collections.abc import Iterator

import pytest
from django.utils.translation import gettext, override

from answerable.site.console import main

from .conftest import Typed


def commands(parser: argparse.ArgumentParser, words: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yields every command with its acts, as they are typed."""
    yield words
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, below in action.choices.items():
                yield from commands(below, (*words, name))


EVERY = list(commands(main.parser()))


def test_command_line_has_the_commands_it_promises() -> None:
    assert {words[0] for words in EVERY if words} == {
        "init", "check", "serve", "jobs", "import", "export", "invite", "person", "search", "texts", "passport", "ledger", "mail", "backup", "book", "restore", "upgrade", "move",
        "demo",
    }  # fmt: skip


@pytest.mark.parametrize("words", EVERY, ids=" ".join)
def test_every_command_explains_itself(typed: Typed, words: tuple[str, ...]) -> None:
    said = typed(*words, "--help")
    assert (said.code, said.out.startswith("usage: answerable"), said.err) == (0, True, "")


@pytest.mark.parametrize(
    "words", [(), ("sing",), ("jobs",), ("export", "directory"), ("jobs", "run", "hourly.nothing")]
)
def test_wrong_usage_ends_with_two(typed: Typed, words: tuple[str, ...]) -> None:
    said = typed(*words)
    assert (said.code, said.out, said.err != "") == (2, "", True)


def test_nothing_typed_lists_the_commands(typed: Typed) -> None:
    said = typed()
    assert (said.code, all(word in said.err for word in ("init", "serve", "upgrade"))) == (2, True)


@pytest.mark.parametrize("words", [("upgrade",), ("backup", "key"), ("restore", __file__)], ids=" ".join)
def test_a_no_is_heard(typed: Typed, alliance: None, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]) -> None:
    monkeypatch.setattr("answerable.backups.upgrading.waiting", lambda: ["tools.0001_initial"])
    monkeypatch.setattr("answerable.backups.keys.kept", lambda: None)
    monkeypatch.setattr("answerable.site.console.commands.restore._see_that_nobody_answers", lambda: None)
    monkeypatch.setattr(f"answerable.site.console.commands.{words[0]}.sure", lambda question, *, yes: False)
    said = typed(*words)
    assert (said.code, said.out, "Nothing was changed." in said.err) == (1, "", True)


def test_command_without_an_alliance_says_what_to_do(typed: Typed) -> None:
    said = typed("export", "directory", "-")
    assert (said.code, said.out, "answerable init" in said.err) == (1, "", True)


def test_what_breaks_is_told_without_its_words(typed: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    """B28: an exception's words may be somebody's."""

    def breaks() -> None:
        raise RuntimeError("canary")

    monkeypatch.setattr("answerable.jobs.schedules.latest", breaks)
    said = typed("jobs", "list")
    assert (said.code, "canary" in said.err, "builtins.RuntimeError" in said.err) == (1, False, True)


def test_quiet_says_no_more_than_results(typed: Typed, alliance: None) -> None:
    assert typed("jobs", "run", "daily.keep_to_retention", "--quiet").err == ""


@pytest.mark.parametrize(
    ("terminal", "language"),
    [("fr_CA.UTF-8", "fr"), ("ar.UTF-8", "ar"), ("es", "es"), ("C.UTF-8", "en"), ("ca_ES.UTF-8", "en"), ("fra", "en"), ("", "en")],
)  # fmt: skip
def test_program_speaks_the_terminals_language(
    typed: Typed, monkeypatch: pytest.MonkeyPatch, terminal: str, language: str
) -> None:
    monkeypatch.setenv("LANG", terminal)
    with override(language):
        said = gettext("Runs Answerable: sets it up, serves it, looks after it.")
    assert said in typed("--help").out.replace("\n", " ")
    monkeypatch.setenv("LC_ALL", "hi_IN.UTF-8")
    assert said not in typed("--help").out.replace("\n", " ")


@pytest.mark.parametrize("words", [("jobs", "list", "--lang", "ar"), ("--lang=ar", "jobs", "list")])
def test_language_can_stand_before_or_after(typed: Typed, words: tuple[str, ...]) -> None:
    assert typed(*words).code == 0


def test_demo_is_refused_outside_the_demo(typed: Typed) -> None:
    assert [typed("demo", act).code for act in ("load", "people")] == [1, 1]


def test_rehearsed_upgrade_makes_nothing_where_nothing_is_to_do(typed: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    def made(*_: object) -> None:
        raise AssertionError("it was prepared")

    monkeypatch.setattr("answerable.site.console.preparing.prepare", made)
    assert (typed("upgrade", "--dry-run").code, typed("upgrade").code) == (0, 1)
