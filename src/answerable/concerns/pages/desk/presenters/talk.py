"""The conversation as its reader at the desk sees it: who wrote, on which day, and what."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from ....queries.raising import CHOICES, raising
from ....rules.entries import Entry, Hand, What
from ....rules.telling import Question
from ..words import content

IN_TALK = frozenset({
    What.TOLD, What.WORDS, What.FILE, What.ANSWER, What.SAFETY, What.CLOSED, What.SUMMARY, What.SUMMARY_WRONG, What.SUMMARY_RIGHT,
    What.ANOTHER_READER, What.WITHDRAWN, What.CAME_BACK, What.WANTS_MORE, What.ASKED_CONSENT,
})  # fmt: skip


@dataclass(frozen=True)
class Said:
    """One message. `answers`: of what was told, question by question; `is_known`: somebody known here signed it."""

    number: int
    who: str
    day: Any
    is_theirs: bool
    is_known: bool
    heading: str = ""
    words: str = field(default="", repr=False)
    answers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    file: str = ""
    size: int = 0
    name: str = field(default="", repr=False)
    is_original: bool = False  # kept as it was sent: it may tell of whoever made it, and it was looked into by nobody


def talk(entries: tuple[Entry, ...], names: Mapping[str, str], me: str) -> list[Said]:
    """Returns the conversation in its order."""
    return [_said(one, names, me) for one in entries if one.what in IN_TALK]


def writer(one: Entry, names: Mapping[str, str], me: str) -> str:
    """Returns who wrote an entry, as colleagues call them."""
    if one.hand == Hand.RAISER:
        return _("They wrote")
    if one.hand == Hand.NOBODY:
        return _("Nobody that is known here")
    return _("You") if one.author == me else names.get(one.author, _("a colleague"))


def _said(one: Entry, names: Mapping[str, str], me: str) -> Said:
    body = one.body
    return Said(
        one.number, writer(one, names, me), one.day, one.hand == Hand.RAISER, one.counts, HEADINGS.get(one.what, _none)(body),
        str(body.get("words", "")), tuple(answers_of(body.get("answers", {}))) if one.what == What.TOLD else (),
        str(body.get("file", "")), int(body.get("size", 0)), str(body.get("name", "")), bool(body.get("original")),
    )  # fmt: skip


def answers_of(answers: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yields each question that was answered, and the answer, as the person reads them in the reader's language."""
    for question in Question:
        if said := answers.get(question.value, ""):
            yield content(f"questions.{question.value}.asks"), answer_words(question, said)


def answer_words(question: Question, said: str) -> str:
    """Returns an answer in words: what was chosen, or what was written."""
    choices = {one.value for one in CHOICES.get(question, ())}
    chosen = said.replace(",", " ").split()
    if not choices or not set(chosen) <= choices:
        return said
    ends = ".says" if raising().questions[question].explained else ""
    return _("; ").join(content(f"questions.{question.value}.choices.{one}{ends}") for one in chosen)


def _none(_body: Mapping[str, Any]) -> str:
    return ""


HEADINGS: Mapping[What, Callable[[Mapping[str, Any]], str]] = {
    What.SAFETY: lambda _body: _("How safe they are"),
    What.CLOSED: lambda _body: _("Told that it ends"),
    What.SUMMARY: lambda _body: _("How we understood it"),
    What.SUMMARY_WRONG: lambda _body: _("That is not what was meant"),
    What.SUMMARY_RIGHT: lambda _body: _("That is what was meant"),
    What.ANOTHER_READER: lambda _body: _("They ask for another reader"),
    What.WITHDRAWN: lambda _body: _("They stopped"),
    What.CAME_BACK: lambda _body: _("They opened it again"),
    What.WANTS_MORE: lambda _body: _("They wish for more than support"),
    What.ASKED_CONSENT: lambda body: content(f"consents.{body['purpose']}.asks", recipient=body.get("recipient", "")),
    What.FILE: lambda _body: _("A file"),
}
