"""What is written in a case, and who may write which: an entry counts only where the right hand signed it."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from .clocks import Facts
from .words import Danger, Rhythm, State, Want


class Hand(StrEnum):
    """Whose signature an entry bears. `NOBODY`: none that is known here; it is shown as such and changes nothing."""

    RAISER = "raiser"
    DESK = "desk"
    NOBODY = "nobody"


class What(StrEnum):
    """What an entry is."""

    TOLD = "told"
    WORDS = "words"
    FILE = "file"
    RHYTHM = "rhythm"
    CONSENT = "consent"
    ANOTHER_READER = "another_reader"
    SUMMARY_WRONG = "summary_wrong"
    SUMMARY_RIGHT = "summary_right"
    WANTS_MORE = "wants_more"
    WITHDRAWN = "withdrawn"
    CAME_BACK = "came_back"
    HEADER = "header"
    NAME = "name"
    ANSWER = "answer"
    SAFETY = "safety"
    CLOSED = "closed"
    NOTE = "note"
    READ = "read"
    GRADE = "grade"
    TIES = "ties"
    ASKED_TO_CLOSE = "asked_to_close"
    KEPT_OPEN = "kept_open"
    ASKED_TO_DECLINE = "asked_to_decline"
    SUPPORT_ONLY = "support_only"
    REOPENED = "reopened"
    TIES_AGREED = "ties_agreed"
    GRANTED = "granted"
    STOOD_ASIDE = "stood_aside"
    SUMMARY = "summary"
    ASKED_CONSENT = "asked_consent"


BY_RAISER = frozenset({
    What.TOLD, What.WORDS, What.RHYTHM, What.CONSENT, What.ANOTHER_READER, What.SUMMARY_WRONG, What.SUMMARY_RIGHT,
    What.WANTS_MORE, What.WITHDRAWN, What.CAME_BACK, What.NAME,
})  # fmt: skip
# Whom it is about is told by whoever raised it, later also by the desk; files are added by both.
BY_EITHER = frozenset({What.HEADER, What.FILE})


@dataclass(frozen=True)
class Entry:
    """One entry that could be read. `counts`: it is by a hand that may write such."""

    number: int
    what: What
    hand: Hand
    day: dt.date
    body: Mapping[str, Any] = field(repr=False)
    author: str = ""  # the handler's id, where the desk wrote it
    mark: bytes = b""  # by which the record is told from any other

    @property
    def counts(self) -> bool:
        if self.what in BY_EITHER:
            return self.hand != Hand.NOBODY
        return self.hand == (Hand.RAISER if self.what in BY_RAISER else Hand.DESK)


def counted(entries: Iterable[Entry], *whats: What) -> list[Entry]:
    """Returns those of some kinds that count, in their order."""
    return [one for one in entries if one.counts and (not whats or one.what in whats)]


def facts(entries: Iterable[Entry], *, received: dt.date, state: State) -> Facts:
    """Returns what clocks need to know, as the conversation tells it."""
    found = Facts(received=received, state=state, last_event=received)
    for one in counted(entries):
        found = replace(_STEPS.get(one.what, _same)(found, one), last_event=one.day)
    return found


def masked(found: Facts) -> Facts:
    """Returns the same as it may lie in clear: as if everybody were in danger, so that no day tells who is.

    The desk looks earlier than it must; what really falls due it reads in the case.
    """
    spared = found.want == Want.FEEDBACK and found.danger in {Danger.NO, Danger.SKIP}
    contact = found.safety_contact or (found.acknowledged if spared else None)
    return replace(found, danger=Danger.YES, safety_contact=contact)


def unread(thread: Iterable[Entry], seen: int) -> int:
    """Returns how many entries of whoever raised it stand behind the last one that the desk has read."""
    return sum(1 for one in thread if one.hand == Hand.RAISER and one.number > seen)


def _same(found: Facts, one: Entry) -> Facts:
    return found


def _told(found: Facts, one: Entry) -> Facts:
    answers = one.body.get("answers", {})
    return replace(
        found,
        want=Want(answers.get("want", Want.CONCERN)),
        danger=Danger(answers.get("danger", Danger.SKIP)),
        rhythm=Rhythm(answers.get("rhythm", found.rhythm)),
        will_come_back=bool(one.body.get("will_come_back", True)),
    )


def _rhythm(found: Facts, one: Entry) -> Facts:
    days = frozenset(int(day) for day in one.body.get("weekdays", ()))
    return replace(found, rhythm=Rhythm(one.body["rhythm"]), safe_weekdays=days)


def _answered(found: Facts, one: Entry) -> Facts:
    return replace(
        found,
        acknowledged=found.acknowledged or one.day,
        first_answer=found.first_answer or (one.day if found.acknowledged or one.body.get("is_answer") else None),
        last_update=one.day,
    )


def _safe(found: Facts, one: Entry) -> Facts:
    return replace(found, safety_contact=one.day)


def _closed(found: Facts, one: Entry) -> Facts:
    return replace(found, feedback_given=found.feedback_given or one.day, last_update=one.day)


def _came_back(found: Facts, one: Entry) -> Facts:
    """Whoever opens again what ended is promised what they were the first time, from this day on (invariant 48)."""
    return replace(
        found, received=one.day, acknowledged=None, safety_contact=None, first_answer=None, last_update=None,
        extended_on=None, feedback_given=None,
    )  # fmt: skip


def _goes_on(found: Facts, one: Entry) -> Facts:
    """From this day on the person hears again as often as they chose; a day that passed before is no promise that was broken."""
    return replace(found, last_update=one.day) if found.last_update or found.first_answer else found


_STEPS = {
    What.TOLD: _told, What.RHYTHM: _rhythm, What.ANSWER: _answered, What.SAFETY: _safe, What.CLOSED: _closed,
    What.CAME_BACK: _came_back, What.REOPENED: _goes_on, What.WANTS_MORE: _goes_on,
}  # fmt: skip
