"""What the two sides said, as somebody may read it: what was said while fewer could read it stays with the two sides."""

from collections.abc import Sequence
from typing import TypeVar

from django.db.models import Q, QuerySet

from ..models import Comment, Commitment, Evidence, TurnRow
from ..rules.words import WIDEST_FIRST, Turn, is_narrower
from .sides import Sides

Remark = TypeVar("Remark", Comment, Evidence)


def said_to_all(commitment: Commitment, sides: Sides) -> Q:
    """The remarks that a reader may read: of the two sides each reads all, everybody else what was said to them."""
    if sides.any:
        return Q()
    return Q(between_us=False, shown__in=[one for one in WIDEST_FIRST if not is_narrower(one, commitment.shown)])


def comments_seen(commitment: Commitment, sides: Sides) -> QuerySet[Comment]:
    return commitment.comments.filter(said_to_all(commitment, sides))


def evidence_seen(commitment: Commitment, sides: Sides) -> QuerySet[Evidence]:
    return commitment.evidence.filter(said_to_all(commitment, sides)).select_related("step")


def is_between_us(one: Comment | Evidence, commitment: Commitment) -> bool:
    """Whether only the two sides read something now."""
    return one.between_us or is_narrower(one.shown, commitment.shown)


def turns_seen(commitment: Commitment, sides: Sides) -> Sequence[TurnRow]:
    """Returns the history; whoever is on neither side reads no words of a time when fewer could read them."""
    turns, then = list(commitment.turns.all()), commitment.shown
    if sides.any:
        return turns
    for row in turns:
        then = row.shown or then if row.kind in (Turn.MADE, Turn.SHOWN) else then
        if is_narrower(then, commitment.shown):
            row.words = ""
    return turns
