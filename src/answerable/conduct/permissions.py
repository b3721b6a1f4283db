"""Who may write, adopt and read what is promised. Hierarchy gives nobody a contribution made without a name."""

from answerable.access.actors import Actor
from answerable.access.policy import holds
from answerable.alliance.permissions import (
    acting_office,
    belongs,
    is_secretariat,
    keeps,
    may_keep_organisation,
    organisation_path,
    require,
    speaks_for_organisation,
)
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


def may_sign_for_organisation(actor: Actor, organisation_id: int) -> bool:
    """Its focal point or partner representative signs for an organisation; those who keep its records never do."""
    return not actor.system and speaks_for_organisation.covers(actor, organisation_path(organisation_id))


def may_enter_for_organisation(actor: Actor, organisation_id: int, network_paths: list[str]) -> bool:
    """Those who keep an organisation's records enter what it signed elsewhere, with a witness."""
    return may_keep_organisation(actor, organisation_id, network_paths)


def may_enter_signatures(actor: Actor, path: str) -> bool:
    """Those who keep a network's records enter what was signed on paper or in an assembly, and what its body decided."""
    return keeps.covers(actor, path)


def may_see_who_has_not(actor: Actor, organisation_id: int) -> bool:
    """Who of an organisation's people has not signed, only whoever speaks for it sees."""
    return may_sign_for_organisation(actor, organisation_id)


def may_revoke(actor: Actor, path: str) -> bool:
    """A signature is revoked by those who keep the records of the network whose text it is."""
    return keeps.covers(actor, path)


def may_set_signing_rules(actor: Actor, path: str) -> bool:
    """Who must sign a text because of an office, those say who keep the records of the text's network."""
    return keeps.covers(actor, path)


__all__ = [
    "EVERYBODY_READS",
    "acting_office",
    "belongs_to_alliance",
    "is_secretariat",
    "keeps",
    "may_adopt",
    "may_enter_for_organisation",
    "may_enter_signatures",
    "may_read",
    "may_revoke",
    "may_see_who_has_not",
    "may_set_signing_rules",
    "may_sign_for_organisation",
    "may_write_texts",
    "require",
    "speaks_for_organisation",
    "writes",
]
