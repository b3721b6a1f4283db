"""The sets of questions that come with the program: what each is made of, and its words in every language."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from answerable.kit.yaml_files import parsed

from ..rules.words import READ, SKIPPED

FIRST = "en"  # the language that everything is written in


@dataclass(frozen=True)
class Asked:
    """A question of a set, in words. `good`: the choices of whoever knows what such a policy has to say."""

    key: str
    asks: str
    choices: Mapping[str, str]
    good: frozenset[str]


@dataclass(frozen=True)
class QuestionSet:
    """A set of questions as a reader of one language sees it."""

    key: str
    name: str
    read: str
    skipped: str
    questions: tuple[Asked, ...]

    def words_of(self, question: str, choice: str) -> str:
        """Returns what a choice is called; what a set no longer has keeps its key."""
        if choice == SKIPPED:
            return self.skipped
        found = next((one for one in self.questions if one.key == question), None)
        return found.choices.get(choice, choice) if found else self.read if question == READ else choice


def _read(*below: str) -> dict[str, Any]:
    path = Path(settings.CONTENT).joinpath(*below)
    found: dict[str, Any] = parsed(path.read_text(encoding="utf-8")) if path.exists() else {}
    return found


@cache
def _declared() -> dict[str, Any]:
    return _read("questions.yaml")


@cache
def _words(language: str) -> dict[str, Any]:
    return _read(language, "questions.yaml") or _read(FIRST, "questions.yaml")


def names() -> tuple[str, ...]:
    """Returns the sets there are, in the order in which they are offered."""
    return tuple(_declared())


@cache
def choices_of(name: str) -> dict[str, tuple[str, ...]]:
    """Returns every question of a set with what can be chosen: “I have read it” first, and no answer always."""
    declared = _declared()[name]["questions"]
    return {READ: (READ, SKIPPED)} | {key: (*one["choices"], SKIPPED) for key, one in declared.items()}


@cache
def question_set(name: str, language: str) -> QuestionSet:
    """Returns a set in a language, in English where it has no words in it."""
    words, declared = _words(language.split("-", maxsplit=1)[0]), _declared()[name]["questions"]
    said = words[name]
    questions = tuple(
        Asked(
            key,
            said["questions"][key]["asks"],
            {choice: said["questions"][key]["choices"][choice] for choice in one["choices"]},
            frozenset(one["good"]),
        )
        for key, one in declared.items()
    )
    return QuestionSet(name, said["name"], words["read"], words["skipped"], questions)
