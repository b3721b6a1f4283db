"""Who may write, adopt and read what is promised. Hierarchy gives nobody a contribution made without a name."""

from answerable.access.actors import Actor
from answerable.access.policy import holds
from answerable.alliance.permissions import acting_office, belongs, keeps, require
from answerable.alliance.rules.words import Office

from .rules.words import VersionState

writes = holds(Office.SECRETARIAT, Office.COORDINATOR, Office.EDITOR)
EVERYBODY_READS = (VersionState.ADOPTED, VersionState.SUPERSEDED)


def may_write_texts(actor: Actor, path: str) -> bool:
    """Editors draft and translate the texts of their network and of those below it, as do those who keep its records."""
    return writes.covers(actor, path)


def may_adopt(actor: Actor, path: str) -> bool:
    """Those who keep a network's records write down what one of its bodies decided."""
    return keeps.covers(actor, path)


def belongs_to_alliance(actor: Actor) -> bool:
    """Whether somebody has any place in the alliance: an office, a seat, an organisation."""
    return belongs.anywhere(actor)


def may_read(actor: Actor, path: str, state: str) -> bool:
    """What was adopted everybody reads; what is in consultation, whoever belongs to the alliance; drafts, who writes them."""
    if state in EVERYBODY_READS or may_write_texts(actor, path):
        return True
    return state == VersionState.CONSULTATION and belongs_to_alliance(actor)


__all__ = [
    "EVERYBODY_READS",
    "acting_office",
    "belongs_to_alliance",
    "may_adopt",
    "may_read",
    "may_write_texts",
    "require",
    "writes",
]
