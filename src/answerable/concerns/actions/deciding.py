"""What else becomes of a case: support only, declining it, opening it again. Two people where something ends."""

from uuid import UUID

from django.db import transaction

from answerable.access.refusals import Unacceptable

from ..queries.cases import AtTheDesk, OpenCase
from ..queries.sealed import INTAKE
from ..queries.standing import asked_by, safety_asked
from ..rules.entries import What
from ..rules.moving import Move, Situation
from ..rules.words import DECLINING, ClosingReason, State
from .answering import _due, _move, _require_words, _say, _unread, _wished
from .book import enter
from .writing import _clear_to_write, _write


@transaction.atomic
def support_only(*, by: AtTheDesk, case: UUID, words: str) -> None:
    """Goes on with support only, as the person wishes; `words` say what it will be."""
    found = _clear_to_write(by, case)
    _require_words(words)
    asked = safety_asked(found)
    situation = Situation(clear=True, safety_asked=asked, safety_seen_to=asked, wish_recorded=_wished(found))
    _move(found, Move.SUPPORT_ONLY, State.SUPPORT_ONLY, situation)
    _noted(found, What.SUPPORT_ONLY, {"words": words})
    enter("support_only", by=by, case=found.case)


@transaction.atomic
def ask_to_decline(*, by: AtTheDesk, case: UUID, reason: ClosingReason, words: str, elsewhere: str) -> None:
    """Asks the lead to decline it. `elsewhere`: where the person can turn instead."""
    found = _clear_to_write(by, case)
    _require_words(words)
    if reason not in DECLINING:
        raise Unacceptable("choose_a_reason", field="reason")
    if State(found.case.state) != State.TRIAGE:
        raise Unacceptable("no_such_move")
    last = max((one.number for one in found.thread.entries), default=0)
    said: dict[str, object] = {"reason": reason.value, "words": words, "elsewhere": elsewhere, "thread": last}
    _noted(found, What.ASKED_TO_DECLINE, said)
    enter("ask_to_decline", by=by, case=found.case)


@transaction.atomic
def decline(*, by: AtTheDesk, case: UUID, words: str, keep_profile: str) -> None:
    """Declines it, as another asked: `words` tell the person why, and where else they can turn."""
    found = _clear_to_write(by, case)
    asked = asked_by(found, What.ASKED_TO_DECLINE)
    if asked is None:
        raise Unacceptable("nobody_asked")
    _require_words(words)
    safe, reason = safety_asked(found), ClosingReason(asked.body["reason"])
    situation = Situation(
        clear=True, safety_asked=safe, safety_seen_to=safe, help_offered=bool(str(asked.body["elsewhere"]).strip()), person_told=True, unread=_unread(found),
    )  # fmt: skip
    _move(found, Move.DECLINE, State.DECLINED, situation, reason=reason, proposed_by=asked.author)
    _say(found, What.CLOSED, {"words": words, "reason": reason.value, "keep": keep_profile})
    enter("decline", by=by, case=found.case)


@transaction.atomic
def reopen(*, by: AtTheDesk, case: UUID, words: str) -> None:
    """Opens again what ended. `words` say why to those who read it; the person is told that it is so."""
    found = _clear_to_write(by, case)
    _move(found, Move.REOPEN, State.TRIAGE, Situation(clear=True, kept=True), words=words)
    _say(found, What.REOPENED, {})
    _noted(found, What.REOPENED, {"words": words})
    enter("reopen", by=by, case=found.case)


def _noted(found: OpenCase, what: What, said: dict[str, object]) -> None:
    _write(found.secrets[INTAKE][0], what, said, author=found.by.keys)
    _due(found)
