"""Who may say what of a duty. An office at one place changes nothing at another, and nobody confirms their own word."""

from answerable.access.actors import Actor
from answerable.access.policy import holds
from answerable.alliance.permissions import (
    acting_office,
    belongs,
    is_secretariat,
    keeps,
    may_keep_alliance,
    may_shape_network,
    organisation_path,
    require,
    speaks_for_organisation,
)
from answerable.alliance.rules.words import Office

__all__ = [
    "acting_office",
    "belongs",
    "is_secretariat",
    "keeps",
    "may_edit_duties",
    "may_keep_alliance",
    "may_shape_network",
    "organisation_path",
    "require",
    "speaks_for_organisation",
]

writes_duties = holds(Office.SECRETARIAT, Office.EDITOR)
ROOT = "0001"


def may_edit_duties(actor: Actor) -> bool:
    """The alliance's own editors and its secretariat."""
    return writes_duties.covers(actor, ROOT)
