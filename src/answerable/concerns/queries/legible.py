"""Whether a case that somebody holds a key of can still be read as it was written.

A row that was altered, cut off or lost must not make a case vanish without a word: its readers are told, and nobody else.
A key that was altered and one that was copied from a colleague look alike: whoever holds either learns that it does not open.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from answerable.access.refusals import Hidden
from answerable.vault import Unreadable

from ..models import Case, Declaration, Grant
from ..rules.words import Conflict
from .cases import AtTheDesk, OpenCase, tied_case
from .sealed import INTAKE, Moved, secrets_of

# What a body that opened and lacks parts, or holds others, raises where it is read.
LACKING = (KeyError, ValueError, TypeError, AttributeError, Unreadable, Moved)


@dataclass(frozen=True)
class Broken:
    """Of the cases that lie with somebody: those that no longer say what they are, and whether a key itself opens nothing."""

    cases: tuple[Case, ...] = ()
    has_dead_keys: bool = False


def broken_among(by: AtTheDesk, cases: Iterable[Case]) -> Broken:
    """Returns what is broken of some cases of which somebody has rows.

    One whose key opens is named. A key that opens nothing may be a copied one: of that no case is told, only that it is so.
    """
    torn = [one for one in cases if is_torn(by, one.pk)]
    opening = tuple(one for one in torn if INTAKE in secrets_of(one, by.id, by.keys))
    return Broken(opening, len(opening) < len(torn))


def is_torn(by: AtTheDesk, case: UUID) -> bool:
    """Whether somebody was given a key of a case and its rows no longer say what it is; False of every case of others, and of none."""
    mine = Grant.held.filter(handler=by.handler, compartment__case=case, compartment__name=INTAKE).exists()
    found = Case.held.filter(pk=case, team=by.handler.team_id).first() if by.is_signed_for and mine else None
    if found is None or Declaration.held.filter(case=found, handler=by.handler, value=Conflict.YES).exists():
        return False
    try:
        opened = tied_case(by, found)
        return opened is None or not _is_whole(opened)
    except LACKING:
        return True


def _is_whole(found: OpenCase) -> bool:
    """Reads all that a page begins with; `LACKING` where a part is not there."""
    try:
        header = found.header
    except Hidden:
        return False
    found.thread, found.excluded, found.standing  # noqa: B018 - each is read for what it raises
    return bool(header.body) and found.about is not None
