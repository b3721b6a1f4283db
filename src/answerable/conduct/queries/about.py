"""All that this room keeps about a person, for them to take along."""

from typing import Any

from answerable.alliance.models import Person

from ..models import HoldBack, HoldBackReply, Signature
from . import holding_back, signatures


def signatures_of(person: Person) -> list[dict[str, Any]]:
    """Returns what somebody signed, for themselves and for others, with what ended and why."""
    own = signatures.of_person(person)
    for_others = signatures.whole(Signature.objects.filter(signed_for_by=person))
    return [_signature(one) for one in [*own, *for_others]]


def _signature(one: Signature) -> dict[str, Any]:
    end = getattr(one, "end", None)
    return {
        "text": one.version.instrument.name, "version": one.version.label, "as": one.kind, "shown_as": one.name,
        "office": one.office, "on": one.signed_on.isoformat(), "language": one.language, "fingerprint": one.fingerprint,
        "how": one.way, "on_the_public_list": one.public, "ended": end.on.isoformat() if end else None,
        "why": end.reason if end else None,
    }  # fmt: skip


def held_back_by(person: Person) -> list[dict[str, Any]]:
    """Returns what somebody said holds them back, to whom they told it, and what both said since."""
    rows = HoldBack.objects.filter(person=person).select_related("person", "version__instrument").order_by("pk")
    return [
        {
            "text": one.version.instrument.name, "version": one.version.label, "words": holding_back.opened(one).words,
            "told_focal_point": one.told_focal_point, "told_keepers": one.told_keepers, "on": one.written_on.isoformat(),
            "answers": [
                {"words": turn.words, "own": turn.own, "on": turn.row.written_on.isoformat()}
                for talk in holding_back.talks_of_person(person, one.version)
                for turn in talk.turns
            ],
        }
        for one in rows
    ]  # fmt: skip


def answers_given_by(person: Person) -> list[dict[str, Any]]:
    """Returns what somebody answered to those who held back; not what these had said."""
    if person.account_id is None:
        return []
    rows = HoldBackReply.objects.filter(own=False, by=str(person.account_id)).select_related("told").order_by("pk")
    return [{"words": holding_back.turn_of(one).words, "on": one.written_on.isoformat()} for one in rows]
