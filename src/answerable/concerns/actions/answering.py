"""The desk answers, notes, grades and ends a case; each act asks anew whether its hand is clear of ties."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db import transaction

from answerable.access.refusals import Unacceptable

from ..queries.cases import AtTheDesk, OpenCase, tied_case
from ..queries.headers import header_body
from ..queries.names import names_in, names_of
from ..queries.parties import readers_so_called
from ..queries.promised import PROMISES
from ..queries.sealed import INTAKE, THREAD, latest
from ..queries.standing import safety_asked
from ..rules import categories, routing
from ..rules.entries import What, counted, unread
from ..rules.excluding import wholly_named
from ..rules.keeping import Keep
from ..rules.moving import Act, Move, Situation, may_move
from ..rules.words import ClosingReason, Role, State
from .above import note_above
from .book import enter
from .standing_aside import _keep_away
from .writing import _clear_to_write, _require_open, _set_due, _write


@transaction.atomic
def answer(*, by: AtTheDesk, case: UUID, words: str, is_answer: bool = True, once: str = "") -> None:
    """Writes to whoever raised it. The first words acknowledge; `is_answer` False: they do no more than that."""
    found = _clear_to_write(by, case)
    if once and any(one.body.get("once") == once and one.author == by.id for one in found.thread.entries):
        return
    _require_open(found)
    _require_words(words)
    if State(found.case.state) == State.RECEIVED:
        _move(found, Move.ACKNOWLEDGE, State.ACKNOWLEDGED, Situation(message_posted=True))
    _say(found, What.ANSWER, {"words": words, "is_answer": is_answer, "once": once})
    enter("answer", by=by, case=found.case)


@transaction.atomic
def note_safety_contact(*, by: AtTheDesk, case: UUID, words: str) -> None:
    """Enters that somebody was asked how safe they are: nothing else ends that clock."""
    found = _clear_to_write(by, case)
    _require_open(found)
    _require_words(words)
    _say(found, What.SAFETY, {"words": words})
    enter("safety_contact", by=by, case=found.case)


@transaction.atomic
def note(*, by: AtTheDesk, case: UUID, words: str) -> None:
    """Writes what the desk alone reads."""
    found = _clear_to_write(by, case)
    _require_words(words)
    _write(found.secrets[INTAKE][0], What.NOTE, {"words": words}, author=by.keys)
    enter("note", by=by, case=found.case)


@transaction.atomic
def begin(*, by: AtTheDesk, case: UUID) -> None:
    """Begins to look at what was told, once it is acknowledged."""
    found = _clear_to_write(by, case)
    _move(found, Move.BEGIN, State.TRIAGE, Situation(clear=True, qualified=True))
    _due(found)
    enter("begin", by=by, case=found.case)


@transaction.atomic
def grade(
    *, by: AtTheDesk, case: UUID, kinds: Iterable[str], severity: categories.Severity, scope: str = "", words: str = ""
) -> None:
    """Says of what kind it is, and how serious; below the floor of its kinds only the lead, who says why."""
    found, chosen = _clear_to_write(by, case), sorted(set(kinds))
    if not set(chosen) <= set(categories.CATEGORIES):
        raise Unacceptable("not_such_a_kind", field="kinds")
    told = latest(found.thread.entries, What.TOLD)
    under_18 = told is not None and told.body["answers"].get("under_18") == "yes"
    least = categories.floor(chosen, under_18=under_18)
    if why := categories.why_not_severity(severity, least, by_lead=by.role == Role.LEAD, words=words):
        raise Unacceptable(why, field="severity")
    said = {"categories": chosen, "severity": int(severity), "scope": scope, "words": words}
    _write(found.secrets[INTAKE][0], What.GRADE, said, author=by.keys)
    enter("grade", by=by, case=found.case)


@transaction.atomic
def name_parties(
    *, by: AtTheDesk, case: UUID, about: routing.About, somebody_else: bool = False, others: Collection[str] = ()
) -> None:
    """Says anew whom it is about; everybody declares their ties again before they read on.

    `somebody_else`: a name that is written is that of a reader too, and another person is meant. `others`: readers of whom
    the same is said for a name that stood there before. Of themselves nobody says that: who bears the name tells of ties, and the
    lead agrees; also where a colleague said it before of a name, and they write it anew.
    """
    found = _clear_to_write(by, case)
    new = [one.person for one in about.parties if one not in found.about.parties]
    alike = readers_so_called(found, new)
    if alike and not somebody_else:
        raise Unacceptable("namesake", field="name", names=", ".join(sorted(names_of(alike).values())))
    anew = wholly_named(names_in(new), names_of(alike)) & {by.id}
    meant = (found.somebody_else - anew) | (alike | (found.namesakes & set(others))) - {by.id}
    said = header_body(about, found.excluded) | {"somebody_else": sorted(meant)}
    _write(found.secrets[INTAKE][0], What.HEADER, said, author=by.keys)
    note_above(found.case, about=about, excluded=found.kept_out_of(about))
    enter("name_parties", by=by, case=found.case)
    now = tied_case(by, found.case)  # as it is since: also where it is about whoever says so
    if now is not None:
        _keep_away(now)


@transaction.atomic
def ask_to_close(*, by: AtTheDesk, case: UUID, reason: ClosingReason, done: str, wish: str = "") -> None:
    """Asks that a case be closed, and says what was done; another person decides. `wish`: the person's, where they said it later."""
    found = _clear_to_write(by, case)
    _require_words(done)
    situation = Situation(
        clear=True, safety_asked=safety_asked(found), safety_seen_to=safety_asked(found), wish_recorded=_wished(found) or bool(wish.strip()), unread=_unread(found),
    )  # fmt: skip
    prior = found.case.state
    _move(found, Move.ASK_TO_CLOSE, State.CLOSING, situation, reason=reason)
    last = max((one.number for one in found.thread.entries), default=0)
    said = {"reason": reason.value, "done": done, "wish": wish, "prior": prior, "thread": last}
    _write(found.secrets[INTAKE][0], What.ASKED_TO_CLOSE, said, author=by.keys)
    _due(found)
    enter("ask_to_close", by=by, case=found.case)


@transaction.atomic
def close(*, by: AtTheDesk, case: UUID, words: str, keep_profile: str) -> None:
    """Closes what another asked to close: `words` tell the person what was done; `keep_profile`: for how long it is kept."""
    found = _clear_to_write(by, case)
    asked = latest(found.intake.entries, What.ASKED_TO_CLOSE)
    if asked is None:
        raise Unacceptable("nobody_asked")
    _require_words(words)
    situation = Situation(
        clear=True, person_told=True, unread=_unread(found), retention_chosen=keep_profile in set(Keep)
    )
    reason = ClosingReason(asked.body["reason"])
    _move(found, Move.CLOSE, State.CLOSED, situation, reason=reason, proposed_by=asked.author)
    _write(found.secrets[INTAKE][0], What.NOTE, {"keep_profile": keep_profile}, author=by.keys)
    _say(found, What.CLOSED, {"words": words, "reason": reason.value, "keep": keep_profile})
    enter("close", by=by, case=found.case)


@transaction.atomic
def keep_open(*, by: AtTheDesk, case: UUID, words: str) -> None:
    """Does not close what another asked to close, and says why."""
    found = _clear_to_write(by, case)
    asked = latest(found.intake.entries, What.ASKED_TO_CLOSE)
    if asked is None:
        raise Unacceptable("nobody_asked")
    prior = State(asked.body["prior"])
    _move(found, Move.KEEP_OPEN, prior, Situation(prior=prior, clear=True), words=words, proposed_by=asked.author)
    _write(found.secrets[INTAKE][0], What.KEPT_OPEN, {"words": words}, author=by.keys)
    _due(found)
    enter("keep_open", by=by, case=found.case)


def _move(
    found: OpenCase,
    move: Move,
    target: State,
    situation: Situation,
    *,
    reason: ClosingReason | None = None,
    words: str = "",
    proposed_by: str = "",
) -> None:
    act = Act(found.by.id, found.by.role, proposed_by, reason, words)
    allowed, why = may_move(move, State(found.case.state), target, situation, act)
    if not allowed:
        raise Unacceptable(why)
    found.case.state = target


def _say(found: OpenCase, what: What, said: dict[str, object]) -> None:
    _write(found.secrets[THREAD][0], what, said, author=found.by.keys)
    _due(found)


def _due(found: OpenCase) -> None:
    _set_due(found.case, *found.secrets[THREAD])


def _wished(found: OpenCase) -> bool:
    told = latest(found.thread.entries, What.TOLD)
    return told is not None and bool(told.body["answers"].get("wishes"))


def _unread(found: OpenCase) -> int:
    seen = max((int(one.body["thread"]) for one in counted(found.intake.entries, What.READ)), default=0)
    return unread(found.thread.entries, seen)


def _require_words(words: str) -> None:
    if not words.strip():
        raise Unacceptable("one_sentence", field="words")
    if len(words) > PROMISES.limits.characters:
        raise Unacceptable("too_long", field="words")
