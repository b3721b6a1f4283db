"""What somebody agreed to: one purpose, one recipient and named parts of what they told, until they take it back.

Rows are added and never changed; the latest of the same purpose and recipient holds. Agreement to one thing never stands
for another (invariants 17, 18 and 20).
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from .data_classes import DataClass
from .promises import Promises
from .telling import Answers, Question
from .words import AboutMe, ForWhom, Purpose, Said, Want

# For these nothing stands in for the person's own agreement, not even danger to others.
NO_OVERRIDE = frozenset({Purpose.RESTORATIVE, Purpose.AMENDS_CONTACT})
# What may be handed on at all, with a yes.
ASKABLE = frozenset({
    DataClass.HEADER, DataClass.NARRATIVE, DataClass.RAISER_IDENTITY, DataClass.AFFECTED_IDENTITY, DataClass.EVIDENCE,
    DataClass.SAFETY, DataClass.CONVERSATION, DataClass.FIGURES,
})  # fmt: skip
# Nobody can agree to these without knowing who it would be.
WITH_RECIPIENT = frozenset({Purpose.REFERRAL, Purpose.TELL_ORGANISATION, Purpose.NAME_RELEASE, Purpose.TRANSFER})


@dataclass(frozen=True)
class Answer:
    """What somebody said on a day to one question. Rows come in the order in which they were said."""

    purpose: Purpose
    recipient: str
    classes: frozenset[DataClass]
    said: Said
    day: dt.date


@dataclass(frozen=True)
class Shared:
    """What went out already, which nobody can call back."""

    purpose: Purpose
    recipient: str
    classes: frozenset[DataClass]
    day: dt.date


def latest(rows: Sequence[Answer], purpose: Purpose, recipient: str) -> Answer | None:
    """Returns the last word on a purpose and a recipient."""
    same = (row for row in reversed(rows) if row.purpose == purpose and row.recipient == recipient)
    return next(same, None)


def may_share(rows: Sequence[Answer], use: Shared, promises: Promises) -> tuple[bool, str]:
    """Whether something may go out on a day, and why not: it was not asked, refused, put off, for less, or long ago."""
    said = latest(rows, use.purpose, use.recipient)
    if said is None or said.day > use.day:
        return False, "not_asked"
    if said.said != Said.YES:
        return False, "refused" if said.said == Said.NO else "asked_later"
    if not use.classes or not use.classes <= said.classes:
        return False, "not_for_this"
    return (False, "ask_again") if use.day > runs_out(said, promises) else (True, "")


def runs_out(said: Answer, promises: Promises) -> dt.date:
    """Returns the last day on which an agreement holds before it is asked again."""
    repair = said.purpose in NO_OVERRIDE
    return said.day + dt.timedelta(days=promises.restorative_consent_days if repair else promises.consent_days)


def already_out(shared: Iterable[Shared], purpose: Purpose, recipient: str) -> tuple[Shared, ...]:
    """Returns what to tell whoever takes an agreement back: this went out before."""
    return tuple(one for one in shared if one.purpose == purpose and one.recipient == recipient)


def to_ask(rows: Sequence[Answer], today: dt.date, promises: Promises) -> tuple[tuple[Purpose, str], ...]:
    """Returns what should be asked again: put off, or about to run out; whoever said no is left in peace."""
    pairs = dict.fromkeys((row.purpose, row.recipient) for row in rows)
    found = []
    for purpose, recipient in pairs:
        said = latest(rows, purpose, recipient)
        if said and (said.said == Said.LATER or (said.said == Said.YES and today > runs_out(said, promises))):
            found.append((purpose, recipient))
    return tuple(found)


@dataclass(frozen=True)
class Put:
    """A question of consent as it is put to somebody: to what, to whom, and to which parts of what they told.

    `is_asked`: the desk waits for it; others may be decided beforehand.
    """

    purpose: Purpose
    recipient: str
    classes: frozenset[DataClass]
    is_asked: bool = False


# What somebody may decide beforehand, without being asked, and the parts it is about.
_UNASKED: Mapping[Purpose, frozenset[DataClass]] = {
    Purpose.REACH_ME: frozenset({DataClass.RAISER_IDENTITY}),
    Purpose.INTERPRETER: frozenset({DataClass.NARRATIVE, DataClass.CONVERSATION}),
    Purpose.SPEAK_WITH_RESPONDENT: frozenset({DataClass.NARRATIVE}),
    Purpose.ANOTHER_PERSON: frozenset({DataClass.HEADER}),
    Purpose.COUNTED: frozenset({DataClass.FIGURES}),
}


def put(answers: Answers, asked: Iterable[Put], rows: Sequence[Answer]) -> tuple[Put, ...]:
    """Returns the questions to show: what the desk asked, what was ever answered, and what follows from what was told."""
    found = {(one.purpose, one.recipient): one for one in asked}
    for purpose, classes in _UNASKED.items():
        if _follows(purpose, answers):
            found.setdefault((purpose, ""), Put(purpose, "", classes))
    for row in rows:
        there = found.setdefault((row.purpose, row.recipient), Put(row.purpose, row.recipient, row.classes))
        found[row.purpose, row.recipient] = replace(there, classes=there.classes | row.classes)
    return tuple(found.values())


def _follows(purpose: Purpose, answers: Answers) -> bool:
    needed: Mapping[Purpose, bool] = {
        Purpose.REACH_ME: answers.get(Question.ABOUT_ME) in {AboutMe.REACHABLE, AboutMe.NAMED},
        Purpose.SPEAK_WITH_RESPONDENT: answers.get(Question.WANT, Want.CONCERN) == Want.CONCERN,
        Purpose.ANOTHER_PERSON: answers.get(Question.FOR_WHOM) in {ForWhom.CONSENTS, ForWhom.UNAWARE},
    }
    return needed.get(purpose, True)
