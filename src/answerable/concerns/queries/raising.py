"""The pages of raising as they come with the program: their order in one file, their words in one a language.

What is wrong in a file is said with the file and the place: a question or choice that the rules do not know, a text that
is missing, one that nobody asks for, one that is filled in with something else than its English.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from django.conf import settings

from answerable.standards.queries.shipped_files import Entry, WrongContent, load
from answerable.vault.chains import Fault

from ..rules.clocks import PROMISED
from ..rules.consents import ASKABLE
from ..rules.excluding import Shut
from ..rules.routing import Why
from ..rules.safe_times import Part
from ..rules.telling import Question
from ..rules.words import (
    HANDLERS,
    AboutLevel,
    AboutMe,
    ClosingReason,
    Danger,
    Desk,
    ForWhom,
    Original,
    Purpose,
    Rhythm,
    Role,
    Said,
    Stage,
    TheirConsent,
    Want,
    Wish,
)

FILE = "raising.yaml"
FIRST_LANGUAGE = "en"
MOST = 320  # characters of one text; two or three sentences on a small screen
FILLED_IN = re.compile(r"{(\w*)}")
SAYS, MEANS, ASKS, HINT = "says", "means", "asks", "hint"


class YesNo(StrEnum):
    """The choices of a plain question."""

    YES = "yes"
    NO = "no"


CHOICES: Mapping[Question, type[StrEnum]] = {
    Question.WANT: Want,
    Question.UNDER_18: YesNo,
    Question.READERS: Shut,
    Question.DANGER: Danger,
    Question.ABOUT: AboutLevel,
    Question.FOR_WHOM: ForWhom,
    Question.THEIR_CONSENT: TheirConsent,
    Question.ABOUT_ME: AboutMe,
    Question.REACH: Part,
    Question.RHYTHM: Rhythm,
    Question.WISHES: Wish,
    Question.FILES: Original,
}
# Lists of codes, each of which must be whole; a stage and an agreement have several texts.
LISTS: Mapping[str, frozenset[str]] = {
    "cannot_promise": frozenset(f"T{number}" for number in range(1, 17)),
    "stages": frozenset(Stage),
    "desks": frozenset(one.name.lower() for one in Desk),
    "routes": frozenset(Why),
    "promises": frozenset(PROMISED) | {"late"},
    "consents": frozenset(Purpose),
    "consent_answers": frozenset(Said),
    "endings": frozenset(ClosingReason),
    "tasks": HANDLERS | {Role.LEAD},
    "parts": ASKABLE,
    "breaks": frozenset(Fault),
}
PIECES: Mapping[str, tuple[str, ...]] = {"stages": ("name", "next", "by_when", "can"), "consents": (ASKS, MEANS)}
FREE_LISTS = ("help", "notes", "refusals", "buttons")


@dataclass(frozen=True)
class Asked:
    """A question as its page is built: its choices in their order, and what else it says."""

    code: Question
    choices: tuple[str, ...] = ()
    many: bool = False
    explained: bool = False
    under_18: bool = False
    young: tuple[str, ...] = ()

    def places(self) -> Iterator[str]:
        """Returns the places of all its texts."""
        yield from (f"{ASKS}", f"{HINT}")
        for choice in self.choices:
            yield from (f"choices.{choice}.{one}" for one in (SAYS, MEANS)) if self.explained else [f"choices.{choice}"]
        if self.under_18:
            yield from (f"under_18.{ASKS}", f"under_18.{HINT}")
        yield from (f"under_18.choices.{choice}" for choice in self.young)


@dataclass(frozen=True)
class Raising:
    """All questions in their order, other texts by their place, and the words of each language by place."""

    questions: Mapping[Question, Asked]
    lists: Mapping[str, tuple[str, ...]]
    pages: Mapping[str, tuple[str, ...]]
    words: Mapping[str, Mapping[str, str]]

    def say(self, language: str, place: str, **filled_in: object) -> str:
        """Returns a text, in the first language where there is none of its own. `place`: as in `stages.closed.next`."""
        return self.words.get(language, self.words[FIRST_LANGUAGE])[place].format(**filled_in)


@cache
def raising() -> Raising:
    """Returns what lies in `content/`."""
    return read(Path(settings.CONTENT))


def read(folder: Path) -> Raising:
    """Returns the pages of a folder; raises `WrongContent` at the first thing that is wrong."""
    path = folder / FILE
    whole = Entry(str(path), load(path))
    questions = _questions(whole.entry("questions"))
    lists = {name: _list(whole, name, known) for name, known in LISTS.items()}
    lists |= {name: whole.texts(name) for name in FREE_LISTS}
    pages = whole.entry("pages")
    pieces = {name: pages.texts(name) for name in pages.raw}
    whole.nothing_else()
    places = (*_places(questions), *_places_of_lists(lists), *_places_of_pages(pieces))
    return Raising(questions, lists, pieces, _all_words(folder, places))


def _questions(entry: Entry) -> dict[Question, Asked]:
    if unknown := sorted(set(entry.raw) - set(Question)):
        raise entry.wrong(f"nobody knows what this means here: {', '.join(unknown)}")
    found = {Question(code): _asked(entry.entry(code), Question(code)) for code in entry.raw}
    if missing := sorted(set(Question) - set(found)):
        raise entry.wrong(f"these are missing: {', '.join(missing)}")
    return found


def _asked(entry: Entry, code: Question) -> Asked:
    choices = entry.texts("choices", known=tuple(CHOICES.get(code, ())))
    if missing := sorted(set(CHOICES.get(code, ())) - set(choices)):
        raise entry.wrong(f"these choices are missing: {', '.join(missing)}")
    young = entry.texts("under_18_choices", known=choices)
    found = Asked(code, choices, entry.yes("many"), entry.yes("explained"), entry.yes("under_18"), young)
    entry.nothing_else()
    return found


def _list(whole: Entry, name: str, known: frozenset[str]) -> tuple[str, ...]:
    found = whole.texts(name, known=tuple(known))
    if missing := sorted(known - set(found)):
        raise whole.wrong(f"{name} lacks: {', '.join(missing)}")
    return found


def _places(questions: Mapping[Question, Asked]) -> Iterator[str]:
    for code, asked in questions.items():
        yield from (f"questions.{code}.{key}" for key in asked.places())


def _places_of_lists(lists: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for name, codes in lists.items():
        for code in codes:
            yield from (f"{name}.{code}.{one}" for one in PIECES[name]) if name in PIECES else [f"{name}.{code}"]


def _places_of_pages(pages: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for name, pieces in pages.items():
        yield from (f"pages.{name}.{piece}" for piece in pieces)


def _all_words(folder: Path, places: tuple[str, ...]) -> dict[str, dict[str, str]]:
    paths = sorted(folder.glob(f"*/{FILE}"), key=lambda path: (path.parent.name != FIRST_LANGUAGE, path.parent.name))
    if not paths or paths[0].parent.name != FIRST_LANGUAGE:
        raise WrongContent(str(folder), f"there is no {FIRST_LANGUAGE}/{FILE}")
    found: dict[str, dict[str, str]] = {}
    for path in paths:
        words = _words(path, places)
        _same_filled_in(path, words, found.get(FIRST_LANGUAGE, words))
        found[path.parent.name] = words
    return found


def _words(path: Path, places: tuple[str, ...]) -> dict[str, str]:
    there = dict(_flat(load(path), ""))
    for place in places:
        said = there.get(place)
        if not isinstance(said, str) or not said.strip():
            raise WrongContent(f"{path}, {place}", "it is missing or empty")
        if len(said.strip()) > MOST:
            raise WrongContent(f"{path}, {place}", f"it has {len(said.strip())} characters, {MOST} at most")
    if unknown := sorted(set(there) - set(places)):
        raise WrongContent(str(path), f"nobody knows what this means here: {', '.join(unknown)}")
    return {place: str(there[place]).strip() for place in places}


def _flat(raw: object, before: str) -> Iterator[tuple[str, object]]:
    if not isinstance(raw, dict):
        yield before, raw
        return
    for key, value in raw.items():
        yield from _flat(value, f"{before}.{key}" if before else str(key))


def _same_filled_in(path: Path, words: Mapping[str, str], first: Mapping[str, str]) -> None:
    """A place whose braces differ from its English would stay empty on the page, or make it fail."""
    for place, said in words.items():
        if sorted(FILLED_IN.findall(said)) != sorted(FILLED_IN.findall(first[place])):
            raise WrongContent(f"{path}, {place}", "what stands in braces differs from its English")
