"""The two sides speak: a comment, or that those it was made to see it otherwise."""

import datetime as dt

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Hidden, Unacceptable
from answerable.backups import forgotten
from answerable.kit import clock

from ..models import Comment, Commitment, OwedTo
from ..permissions import require
from ..queries.sides import Sides, accounts_of_owed, accounts_of_owner
from ..rules.words import Remark, Side, State
from .recording import enter, happened, locked, tell

FINAL = frozenset({State.OPEN, State.RELEASED})  # nothing is claimed, or they themselves said so


def side_of(sides: Sides, party: OwedTo | None) -> tuple[Side, OwedTo | None]:
    """Returns the side for which somebody speaks: that of a party they chose, else the owner’s, else the only one."""
    require(sides.any)
    if party is not None:
        require(party in sides.owed)
        return Side.OWED, party
    return (Side.OWNER, None) if sides.owner else (Side.OWED, sides.owed[0])


@transaction.atomic
def say(
    *,
    by: Actor,
    commitment: Commitment,
    words: str,
    language: str = "en",
    kind: str = Remark.COMMENT,
    between_us: bool = False,
    party: OwedTo | None = None,
    on: dt.date | None = None,
) -> Comment:
    """Says something for one of the two sides. `OTHERWISE` is for those it was made to, about what its owner has claimed."""
    found, sides = locked(by, commitment)
    side, speaking = side_of(sides, party or (sides.owed[0] if kind == Remark.OTHERWISE and sides.owed else None))
    if not words.strip():
        raise Unacceptable("words_needed", field="said")
    if kind == Remark.OTHERWISE:
        require(side == Side.OWED)
        if found.state in FINAL:
            raise Unacceptable("nothing_claimed", field="said")
        found.seen_otherwise = True
        found.save(update_fields=["seen_otherwise"])
    made = Comment.objects.create(
        commitment=found, kind=kind, words=words.strip(), language=language, side=side, party=speaking, by=by.opaque_id,
        between_us=between_us and kind == Remark.COMMENT, shown=found.shown, on=happened(found, on),
    )  # fmt: skip
    enter(by, "say", found, {"kind": str(kind)})
    today = clock.today()
    if side == Side.OWED:
        tell(by, found, "seen_otherwise" if kind == Remark.OTHERWISE else "said", accounts_of_owner(found, today))
    else:
        tell(by, found, "said", accounts_of_owed(found, today))
    return made


@transaction.atomic
def take_back_comment(*, by: Actor, comment: Comment) -> Comment:
    """Takes back what one’s own side said: its words go for good, that something was said stays."""
    found, sides = locked(by, comment.commitment)
    require(is_of_ones_side(sides, comment.side, comment.party_id))
    kept = found.comments.filter(pk=comment.pk, taken_back_on=None).first()
    if kept is None:
        raise Hidden
    kept.words, kept.taken_back_on = "", clock.today()
    kept.save(update_fields=["words", "taken_back_on"])
    if kept.kind == Remark.OTHERWISE and not found.comments.filter(kind=Remark.OTHERWISE, taken_back_on=None).exists():
        found.seen_otherwise = False
        found.save(update_fields=["seen_otherwise"])
    forgotten.remember("commitment_comment", str(kept.key))
    enter(by, "take_back_comment", found)
    return kept


def is_of_ones_side(sides: Sides, side: str, party_id: int | None) -> bool:
    if side == Side.OWNER:
        return sides.owner
    return any(one.pk == party_id for one in sides.owed)
