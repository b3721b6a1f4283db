"""Where commitments speak on pages of rooms below: of networks, of organisations, at desks, on my page."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from answerable.access.actors import Actor
from answerable.access.doors import actor_of
from answerable.alliance.models import Network, Organisation
from answerable.kit.sections import Part, Section, declare

from ..models import Commitment
from ..permissions import speaks_for_network, speaks_for_that_organisation
from ..queries import seeing
from ..rules.words import State
from .asking import language
from .listing import address_of, sums_of
from .presenting import lines_of

MOST = 5
TEMPLATE, LINK = "commitments/section.html", "commitments/link.html"


def declare_all() -> None:
    for place, part, order in (
        ("alliance.network", of_network, 30),
        ("alliance.organisation", of_organisation, 30),
        ("alliance.organisation", to_organisation, 31),
        ("alliance.desk_network", at_network_desk, 30),
        ("alliance.desk_organisation", at_organisation_desk, 30),
        ("site.me", mine, 30),
        ("site.tasks", mine, 30),
        ("site.me.account", my_link, 30),
    ):
        declare(Section(place, part, order))


def some(found: QuerySet[Commitment]) -> list[Commitment]:
    """Returns a few: what is open by its day, then what was closed last."""
    listed = list(seeing.with_lines(found).filter(state=State.OPEN).order_by("due", "pk")[:MOST])
    left = MOST - len(listed)
    return listed + (
        list(seeing.with_lines(found).exclude(state=State.OPEN).order_by("-closed_on", "-pk")[:left]) if left else []
    )


def _part(
    actor: Actor, found: QuerySet[Commitment], heading: str, *, every: str = "", make: str = "", nothing: str = ""
) -> Part | None:
    listed = some(found)
    if not listed and not make and not nothing:
        return None
    context: dict[str, Any] = {
        "heading": heading, "lines": lines_of(listed, actor, language()), "sums": sums_of(found) if listed else [],
        "all": every if listed else "", "make": make, "nothing": nothing or _("No commitment yet that you may read."),
    }  # fmt: skip
    return Part(TEMPLATE, context)


def of_network(request: HttpRequest, network: Network) -> Part | None:
    """What the network, and organisations and people in it and below, said they would do."""
    actor = actor_of(request)
    found = seeing.in_network(seeing.seen_by(actor), network)
    make = _make(f"n-{network.slug}") if _speaks_for(actor, network) else ""
    return _part(actor, found, _("Commitments"), every=address_of(network=network.slug), make=make)


def _speaks_for(actor: Actor, network: Network) -> bool:
    return actor.is_known and not network.closed_on and speaks_for_network(actor, network.path, private=False)


def of_organisation(request: HttpRequest, organisation: Organisation) -> Part | None:
    actor = actor_of(request)
    found = seeing.made_by_organisation(seeing.seen_by(actor), organisation)
    return _part(actor, found, _("What it said it would do"), every=address_of(by=organisation.slug))


def to_organisation(request: HttpRequest, organisation: Organisation) -> Part | None:
    actor = actor_of(request)
    found = seeing.made_to_organisation(seeing.seen_by(actor), [organisation.pk])
    return _part(actor, found, _("What was said to it"), every=address_of(to=organisation.slug))


def at_network_desk(request: HttpRequest, network: Network) -> Part | None:
    """The network’s own open commitments, for those who keep it."""
    actor = actor_of(request)
    found = seeing.made_by_network(seeing.seen_by(actor), network).filter(state=State.OPEN)
    return _part(
        actor,
        found,
        _("What we said we would do"),
        every=address_of(by=network.slug),
        make=_make(f"n-{network.slug}"),
        nothing=_("Nothing is open."),
    )


def at_organisation_desk(request: HttpRequest, organisation: Organisation) -> Part | None:
    actor = actor_of(request)
    found = seeing.made_by_organisation(seeing.seen_by(actor), organisation).filter(state=State.OPEN)
    make = _make(f"o-{organisation.slug}") if speaks_for_that_organisation(actor, organisation.pk) else ""
    return _part(actor, found, _("What we said we would do"), every=address_of(by=organisation.slug), make=make)


def _make(mark: str) -> str:
    return f"{reverse('make_commitment')}?as={mark}"


def mine(request: HttpRequest, _person: object) -> Part | None:
    """What I, and those I speak for, still have to do."""
    actor = actor_of(request)
    found = seeing.seen_by(actor).filter(seeing.owned_by(actor), state=State.OPEN)
    return _part(actor, found, _("What we said we would do"), every=reverse("my_commitments"))


def my_link(_request: HttpRequest, _person: object) -> Part | None:
    return Part(LINK, {"href": reverse("my_commitments"), "words": _("Our commitments")})
