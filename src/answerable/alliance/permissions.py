"""Who may do what with the alliance's records. No office here opens a concern."""

from answerable.access.actors import Actor
from answerable.access.policy import Holding, holds, holds_exactly
from answerable.access.refusals import Refused

from .rules.words import WITHOUT_POWERS, Office

ROOT_PATH = "0001"  # one installation serves one alliance: the first root of the tree

keeps = holds(Office.SECRETARIAT, Office.COORDINATOR)
is_secretariat = holds(Office.SECRETARIAT)
speaks_for_organisation = holds_exactly(Office.FOCAL_POINT, Office.PARTNER)
belongs = holds("member", *(set(Office) - WITHOUT_POWERS))

MEMBER = "member"  # not an office: what an affiliation or a seat makes of an account


def organisation_path(organisation_id: int) -> str:
    """The place of an organisation, for offices that stand there."""
    return f"org:{organisation_id}"


def may_keep_network(actor: Actor, path: str) -> bool:
    """Coordinators keep the records of their network and of all below it; the secretariat those of all."""
    return keeps.covers(actor, path)


def may_shape_network(actor: Actor, path: str) -> bool:
    """Opening, moving and closing asks for an office above the place itself, or the secretariat."""
    return is_secretariat.covers(actor, path) or (len(path) > len(ROOT_PATH) and keeps.covers(actor, path[:-4]))


def may_keep_alliance(actor: Actor) -> bool:
    return is_secretariat.covers(actor, ROOT_PATH)


def may_keep_organisation(actor: Actor, organisation_id: int, network_paths: list[str]) -> bool:
    """Those who keep one of its networks; an organisation in no network is kept by the secretariat."""
    return keeps.covers_any(actor, network_paths or [ROOT_PATH])


def may_edit_card(actor: Actor, organisation_id: int, network_paths: list[str]) -> bool:
    """The organisation's own focal point or partner representative edits its card, as do those who keep it."""
    own = speaks_for_organisation.covers(actor, organisation_path(organisation_id)) and not actor.system
    return own or may_keep_organisation(actor, organisation_id, network_paths)


def require(allowed: bool, reason: str = "not_your_place") -> None:
    """Raises the refusal with its reason where something is not allowed."""
    if not allowed:
        raise Refused(reason)


def acting_office(actor: Actor, path: str, among: Holding = keeps) -> str:
    """The office in which the actor acts at a place, for the ledger; empty for the system and for one's own data."""
    for post in sorted(actor.posts):
        if post.office in among.offices and (path.startswith(post.path) or path == post.path):
            return post.office
    return ""
