"""The conversation: who wrote what on which day, with what is missing or was altered said where it stands."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ....queries.raising import CHOICES, raising
from ....queries.threads import Message, Thread
from ....rules.entries import What
from ....rules.telling import Question
from ...raising.showing import say
from .phrases import size_of

ME, READER, NOBODY, NOTHING = "me", "reader", "nobody", "nothing"


@dataclass(frozen=True)
class File:
    """A file of the conversation, to be saved by its id."""

    id: str
    name: str
    size: str


@dataclass(frozen=True)
class Line:
    """One line. `whose` it is: `me`, `reader`, `nobody`; `nothing` for what is missing. `lead` says what was done."""

    whose: str
    day: dt.date | None
    number: int = 0
    lead: str = ""
    words: str = field(default="", repr=False)
    answers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    file: File | None = None
    faults: tuple[str, ...] = ()

    @property
    def by(self) -> str:
        return {ME: say("pages.inbox.you"), READER: say("pages.inbox.reader")}.get(self.whose, "")


@dataclass(frozen=True)
class Talk:
    """All lines in their order; `is_broken` where something is missing or was altered."""

    lines: tuple[Line, ...]
    is_broken: bool
    has_answer: bool


def talk(thread: Thread) -> Talk:
    faults: dict[int, list[str]] = {}
    for one in thread.breaks:
        faults.setdefault(one.sequence, []).append(say(f"breaks.{one.fault}"))
    lines = {one.number: _line(one, tuple(faults.get(one.number, ()))) for one in thread.messages}
    if (asked := _open_summary(thread)) is not None:  # it stands below, where it is answered
        lines[asked.number] = replace(lines[asked.number], words="")
    for number, said in faults.items():
        lines.setdefault(number, Line(NOTHING, None, number, faults=tuple(said)))
    answered = any(one.what == What.ANSWER and one.is_of_desk for one in thread.messages)
    return Talk(tuple(lines[number] for number in sorted(lines)), bool(thread.breaks), answered)


def summary_of(thread: Thread) -> str:
    """Returns how the desk understood it, as long as nobody answered whether that is right."""
    found = _open_summary(thread)
    return _text(found.said, "words") if found else ""


def _open_summary(thread: Thread) -> Message | None:
    for one in reversed(thread.messages):
        if one.what in {What.SUMMARY_RIGHT, What.SUMMARY_WRONG} and one.is_mine:
            return None
        if one.what == What.SUMMARY and one.is_of_desk:
            return one
    return None


def _line(one: Message, faults: tuple[str, ...]) -> Line:
    whose = ME if one.is_mine else READER if one.is_of_desk else NOBODY
    said = one.said
    if whose == NOBODY:
        return Line(NOBODY, one.day, one.number, say("pages.inbox.nobody_means"), _text(said, "words"), faults=faults)
    file = File(_text(said, "file"), _text(said, "name"), size_of(said.get("size"))) if one.what == What.FILE else None
    answers = tuple(told(said.get("answers", {}))) if one.what == What.TOLD else ()
    return Line(whose, one.day, one.number, _lead(one), _text(said, "words"), answers, file, faults)


def _lead(one: Message) -> str:
    """Returns what was done, in words; nothing where an entry says it in a way that nobody knows."""
    try:
        return LEADS[one.what](one.said)
    except (KeyError, ValueError, TypeError):
        return ""


def told(answers: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yields what was told, question by question, in the order in which it was asked."""
    for code in Question:
        if said := answers.get(code):
            yield say(f"questions.{code}.asks"), _answer(code, said)


def _answer(code: Question, said: str) -> str:
    """Returns an answer in words: the texts of what was chosen, or what was written."""
    known = set(CHOICES.get(code, ()))
    chosen = [one for one in said.replace(",", " ").split() if one in known]
    if not chosen or len(chosen) != len(said.replace(",", " ").split()):
        return said
    return " · ".join(_choice(code, one) for one in chosen)


def _choice(code: Question, choice: str) -> str:
    place = f"questions.{code}.choices.{choice}"
    return say(f"{place}.says" if raising().questions[code].explained else place)


def _text(said: Mapping[str, Any], key: str) -> str:
    return str(said.get(key) or "")


def _rhythm(said: Mapping[str, Any]) -> str:
    return say("pages.lines.rhythm", said=say(f"questions.rhythm.choices.{said['rhythm']}.says"))


def _consent(said: Mapping[str, Any]) -> str:
    return say("pages.lines.consent", asks=asks(said), said=say(f"consent_answers.{said['said']}"))


def asks(said: Mapping[str, Any]) -> str:
    """Returns a question of consent in words."""
    return say(f"consents.{said['purpose']}.asks", recipient=_text(said, "recipient"))


def _plain(name: str) -> Callable[[Mapping[str, Any]], str]:
    return lambda said: say(f"pages.lines.{name}")


LEADS: Mapping[What, Callable[[Mapping[str, Any]], str]] = {
    What.TOLD: lambda said: say("pages.inbox.told"),
    What.RHYTHM: _rhythm,
    What.CONSENT: _consent,
    What.ASKED_CONSENT: lambda said: say("pages.lines.asked", asks=asks(said)),
    What.ANOTHER_READER: _plain("other_reader"),
    What.SUMMARY: _plain("summary"),
    What.SUMMARY_RIGHT: _plain("summary_right"),
    What.SUMMARY_WRONG: _plain("summary_wrong"),
    What.WITHDRAWN: _plain("stopped"),
    What.CAME_BACK: _plain("opened_again"),
    What.REOPENED: _plain("reopened"),
    What.WANTS_MORE: _plain("more"),
    What.GRANTED: _plain("joined"),
    What.STOOD_ASIDE: _plain("left"),
    What.SAFETY: _plain("safety"),
    What.CLOSED: lambda said: say(f"endings.{said['reason']}"),
}
