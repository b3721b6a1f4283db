"""What a reader can do with a case: each deed has a form of its own, and is offered only where the case stands so."""

from collections.abc import Mapping

from ....queries.cases import OpenCase
from ....queries.standing import moves
from . import moving, who, writing
from .deed import Data, Deed, DeedForm

__all__ = ["DEEDS", "Data", "Deed", "DeedForm", "is_offered", "offered"]
DEEDS: Mapping[str, Deed] = {one.code: one for one in (*writing.DEEDS, *moving.DEEDS, *who.DEEDS)}


def is_offered(deed: Deed, found: OpenCase) -> bool:
    """Whether a reader can do something as the case stands, in their task."""
    return (deed.move is None or deed.move in moves(found)) and deed.fits(found)


def offered(found: OpenCase) -> list[Deed]:
    """Returns what a reader can do now."""
    return [one for one in DEEDS.values() if is_offered(one, found)]
