"""The program's texts in the alliance's own words, one by one or many out of a file."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from secrets import token_hex

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.kit import own_texts
from answerable.kit.own_texts import Entry, Problem, Word, shipped

from ..models import Profile
from ..permissions import ROOT_PATH, may_keep_alliance, require
from ..queries.languages import there_are
from .recording import Detail, enter


@dataclass(frozen=True)
class Wrong:
    """A text of a file that is left out, and why."""

    word: Word
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Brought:
    """What a file of texts did, or in a rehearsal would do."""

    changed: tuple[tuple[Entry, tuple[str, ...]], ...] = ()
    same: int = 0
    empty: int = 0
    unknown: tuple[Word, ...] = ()
    wrong: tuple[Wrong, ...] = ()


@transaction.atomic
def override_text(*, by: Actor, language: str, entry: Entry, forms: Sequence[str]) -> tuple[str, ...]:
    """Says a text in the alliance's own words; refuses what would lose a place to fill in or bring markup."""
    require(may_keep_alliance(by), "needs_secretariat")
    _known(language)
    said = own_texts.settled(entry, forms)
    for problem in own_texts.problems(entry, said, expected=entry.forms_in(language))[:1]:
        raise Unacceptable(problem.code, field=f"form_{problem.form}", **problem.facts)
    if said == shipped(entry, language):
        own_texts.given_up(language, [entry.key])
    else:
        own_texts.keep(language, [(entry, said)])
    draw_words_version()
    enter(by, "override_text", subject=("text", entry.key), place=ROOT_PATH, detail={"language": language})
    return said


@transaction.atomic
def reset_text(*, by: Actor, language: str, key: str) -> bool:
    """Goes back to the shipped text; returns whether there were own words."""
    require(may_keep_alliance(by), "needs_secretariat")
    number = own_texts.given_up(language, [key])
    if number:
        draw_words_version()
        enter(by, "reset_text", subject=("text", key), place=ROOT_PATH, detail={"language": language})
    return bool(number)


def rehearsed_texts(language: str, words: Sequence[Word]) -> Brought:
    """Returns what bringing in these words would do. Nothing is changed."""
    own = own_texts.kept_in(language)
    changed, unknown, wrong, same, empty = [], [], [], 0, 0
    for word in words:
        entry = own_texts.entry_of(word.key)
        if entry is None:
            unknown.append(word)
            continue
        forms = own_texts.settled(entry, word.forms)
        now = own[entry.key].forms if entry.key in own else shipped(entry, language)
        if not any(forms):
            empty += 1
        elif forms == now:
            same += 1
        elif amiss := own_texts.problems(entry, forms, expected=entry.forms_in(language)):
            wrong.append(Wrong(word, tuple(amiss)))
        else:
            changed.append((entry, forms))
    return Brought(tuple(changed), same, empty, tuple(unknown), tuple(wrong))


@transaction.atomic
def bring_in_texts(*, by: Actor, language: str, words: Sequence[Word]) -> Brought:
    """Keeps every text of a file that is in order, as one act; what is not is left out and told."""
    require(may_keep_alliance(by), "needs_secretariat")
    _known(language)
    brought = rehearsed_texts(language, words)
    own_texts.keep(language, brought.changed)
    draw_words_version()
    told = json.dumps([[entry.key, *forms] for entry, forms in brought.changed], ensure_ascii=False).encode()
    detail: Detail = {
        "language": language, "changed": len(brought.changed), "same": brought.same,
        "left_out": len(brought.unknown) + len(brought.wrong), "fingerprint": hashlib.sha256(told).hexdigest(),
    }  # fmt: skip
    enter(by, "bring_in_texts", subject=("language", language), place=ROOT_PATH, detail=detail)
    return brought


def _known(language: str) -> None:
    if language not in there_are():
        raise Unacceptable("language_unknown", field="language")


def draw_words_version() -> None:
    """Says that own words have changed: every process reads them before its next answer."""
    Profile.objects.update(words_version=token_hex(8))
