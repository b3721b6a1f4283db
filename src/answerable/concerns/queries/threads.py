"""The conversation as whoever raised it sees it: by days, without a name or an id of anybody at the desk."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from answerable.vault.chains import Break
from answerable.vault.people import Keys, keys_of

from ..models import Case
from ..rules import consents
from ..rules.clocks import Due
from ..rules.data_classes import DataClass
from ..rules.entries import Entry, Hand, What, counted
from ..rules.keeping import Keep, keep_of, kept_until
from ..rules.safe_times import Part, SafeTimes
from ..rules.words import ENDED, STAGE_OF, Desk, Purpose, Rhythm, Said, Stage, State
from .promised import Whose, next_promised, still_promised, whose
from .sealed import RAISER, THREAD, Hands, Moved, Opened, latest, opened, raiser_keys, secrets_of
from .teams import hands


class NoSuchReceipt(Exception):  # noqa: N818 - it says what the code is
    """Nothing is found by this code: mistyped, never given, exchanged, or of a concern that is gone. All are answered alike."""


@dataclass(frozen=True)
class Raiser:
    """Whoever raised a concern, come back: its id, and the seed that their code opened."""

    case: UUID
    seed: bytes = field(repr=False)
    receipt: UUID | None = field(default=None, compare=False)  # the row of the code they came with

    @cached_property
    def keys(self) -> Keys:
        return keys_of(self.seed)


@dataclass(frozen=True)
class Message:
    """One entry of the conversation. `is_mine`, or of the desk; neither: it bears no hand that is known here."""

    number: int
    what: What
    day: dt.date
    is_mine: bool
    is_of_desk: bool
    said: Mapping[str, Any] = field(repr=False)

    @property
    def counts(self) -> bool:
        return self.is_mine or self.is_of_desk


@dataclass(frozen=True)
class Thread:
    """What somebody finds who comes back."""

    stage: Stage | None
    promised: Due | None
    messages: tuple[Message, ...]
    breaks: tuple[Break, ...]
    state: State = State.RECEIVED
    desk: Desk = Desk.GLOBAL
    received: dt.date | None = None
    later: tuple[Due, ...] = ()  # what is promised after that, the nearest first
    kept_until: dt.date | None = None
    given_by: Whose | None = None  # who gave the promise; a case may have gone elsewhere since


INSIDE = {"reader", "readers", "by", "once", "promises"}  # of use to the program alone


def opened_by(raiser: Raiser) -> tuple[Case, Opened]:
    """Returns the case and its conversation for the seed that belongs to it; `NoSuchReceipt` for any other."""
    case = Case.held.filter(pk=raiser.case).exclude(state=State.ANONYMISED).first()
    if case is None:
        raise NoSuchReceipt
    found = secrets_of(case, RAISER, raiser.keys)
    try:
        known = Hands(raiser_keys(case)[1], hands())
    except Moved as error:
        raise NoSuchReceipt from error
    if THREAD not in found or known.raiser != raiser.keys.verify:
        raise NoSuchReceipt
    return case, opened(*found[THREAD], known)


def thread_of(raiser: Raiser) -> Thread:
    """Returns the conversation as its raiser sees it."""
    case, found = opened_by(raiser)
    state = State(case.state)
    messages = tuple(map(_message, found.entries))
    return Thread(
        STAGE_OF[state], next_promised(case, found.entries), messages, found.breaks, state, Desk(case.team.desk), case.day,
        still_promised(case, found.entries)[1:], _kept_until(case, found.entries), whose(found.entries),
    )  # fmt: skip


def consents_put(raiser: Raiser) -> tuple[tuple[consents.Put, ...], list[consents.Answer]]:
    """Returns the questions of consent to show somebody, and all that they answered, in its order."""
    entries = opened_by(raiser)[1].entries
    told = latest(entries, What.TOLD)
    asked = [found for one in counted(entries, What.ASKED_CONSENT) if (found := _put(one)) is not None]
    said = answers_to_consents(entries)
    return consents.put(told.body.get("answers", {}) if told else {}, asked, said), said


def answers_to_consents(entries: Iterable[Entry]) -> list[consents.Answer]:
    """Returns all that whoever raised it agreed to or took back, in its order."""
    return [_answer(one) for one in counted(entries, What.CONSENT)]


def safe_times_of(raiser: Raiser) -> tuple[Rhythm, SafeTimes]:
    """Returns how often somebody wants to hear, and when they may be reached, as they said last."""
    entries = opened_by(raiser)[1].entries
    last, told = latest(entries, What.RHYTHM), latest(entries, What.TOLD)
    answers = told.body.get("answers", {}) if told else {}
    if last is None:
        return Rhythm(answers.get("rhythm") or Rhythm.WHEN_SOMETHING_HAPPENS), SafeTimes()
    body = last.body
    days, parts = frozenset(map(int, body.get("weekdays", ()))), frozenset(map(Part, body.get("parts", ())))
    return Rhythm(body["rhythm"]), SafeTimes(days, parts, bool(body.get("never")))


def _message(one: Entry) -> Message:
    said = {key: value for key, value in one.body.items() if key not in INSIDE}
    mine, desk = one.counts and one.hand == Hand.RAISER, one.counts and one.hand == Hand.DESK
    return Message(one.number, one.what, one.day, mine, desk, said)


def _kept_until(case: Case, entries: tuple[Entry, ...]) -> dt.date | None:
    """Returns the last day on which it can be opened again; None while nothing has ended."""
    if State(case.state) not in ENDED:
        return None
    ends = counted(entries, What.CLOSED, What.WITHDRAWN)
    if not ends:
        return None
    last = ends[-1]
    return kept_until(last.day, Keep.WITHDRAWN if last.what == What.WITHDRAWN else keep_of(str(last.body.get("keep"))))


def _put(one: Entry) -> consents.Put | None:
    """Returns what the desk asked; None where it asked in a way that nobody knows."""
    try:
        return consents.Put(Purpose(one.body["purpose"]), str(one.body["recipient"]), _classes(one), is_asked=True)
    except (KeyError, ValueError, TypeError):
        return None


def _answer(one: Entry) -> consents.Answer:
    body = one.body
    return consents.Answer(Purpose(body["purpose"]), body["recipient"], _classes(one), Said(body["said"]), one.day)


def _classes(one: Entry) -> frozenset[DataClass]:
    return frozenset(DataClass(code) for code in one.body["classes"])
