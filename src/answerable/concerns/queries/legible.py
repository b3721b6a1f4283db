"""Whether a case that somebody holds a key of can still be read as it was written.

A row that was altered, cut off or lost must not make a case vanish without a word: its readers are told, and nobody else.
A key that was altered and one that was copied from a colleague look alike: whoever holds either learns that it does not open.
"""

from uuid import UUID

from answerable.access.refusals import Hidden
from answerable.vault import Unreadable

from ..models import Case, Declaration, Grant
from ..rules.words import Conflict
from .cases import AtTheDesk, OpenCase, tied_case
from .sealed import INTAKE, Moved

# What a body that opened and lacks parts, or holds others, raises where it is read.
LACKING = (KeyError, ValueError, TypeError, AttributeError, Unreadable, Moved)


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
