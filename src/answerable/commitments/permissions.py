"""Who may speak for which side of a commitment. A private one is its two sides’ alone: no hierarchy reaches it."""

from answerable.access.actors import Actor
from answerable.access.policy import holds_exactly
from answerable.alliance.permissions import keeps, organisation_path, require, speaks_for_organisation

__all__ = [
    "acting_office",
    "own_networks",
    "own_organisations",
    "require",
    "speaks_for_network",
    "speaks_for_that_organisation",
]

keeps_exactly = holds_exactly(*keeps.offices)


def speaks_for_that_organisation(actor: Actor, organisation_id: int) -> bool:
    """Its focal point or partner representative; nobody who merely keeps its records."""
    return speaks_for_organisation.covers(actor, organisation_path(organisation_id))


def speaks_for_network(actor: Actor, path: str, *, private: bool) -> bool:
    """Who coordinates it or those above; of what is private only who holds the office at this very place."""
    return (keeps_exactly if private else keeps).covers(actor, path)


def own_organisations(actor: Actor) -> list[int]:
    """Returns the organisations that the actor speaks for."""
    return [int(path[4:]) for path in actor.paths(*speaks_for_organisation.offices) if path.startswith("org:")]


def own_networks(actor: Actor) -> list[str]:
    """Returns the paths of the networks at which the actor holds the office that speaks for them."""
    return [path for path in actor.paths(*keeps.offices) if not path.startswith("org:")]


def acting_office(actor: Actor, place: str) -> str:
    """The office in which somebody acts for a side, for the ledger; empty for a person’s own commitments."""
    among = speaks_for_organisation.offices if place.startswith("org:") else keeps.offices
    fitting = (post.office for post in sorted(actor.posts) if post.office in among and place.startswith(post.path))
    return next(fitting, "")
