"""What local codes say on the pages of networks, organisations and people."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from answerable.access.doors import actor_of
from answerable.alliance.models import Network, Organisation, Person
from answerable.alliance.permissions import organisation_path, speaks_for_organisation
from answerable.kit import clock
from answerable.kit.sections import Part, Section, declare

from ..models import LocalCode
from ..queries import contributions, local_codes, partners
from ..queries.instruments import name_of
from .local_codes.answers import my_lines
from .local_codes.finding import language
from .words import VERSION_STATUS, VERSIONS

LATEST = 3


def at_network(request: HttpRequest, network: Network) -> Part | None:
    """What a network writes or wrote of its own, for those who may read it."""
    actor = actor_of(request)
    if not actor.is_known:
        return None
    rows = [_code(one) for one in local_codes.of_network(network, actor, clock.today())]
    return Part("conduct/local/section_network.html", {"codes": rows, "network": network}) if rows else None


def _code(one: LocalCode) -> dict[str, Any]:
    version = one.version
    return {
        "href": reverse("local_code_one", args=[version.instrument.network.slug, one.pk]), "name": name_of(version.instrument, language()),
        "status": VERSION_STATUS[version.state], "state": VERSIONS[version.state],
    }  # fmt: skip


def at_network_desk(_request: HttpRequest, network: Network) -> Part | None:
    return Part("conduct/local/section_desk.html", {"network": network}) if network.depth > 1 else None


def at_organisation_desk(request: HttpRequest, organisation: Organisation) -> Part | None:
    """What an organisation was asked, for those who speak for it."""
    if not speaks_for_organisation.covers(actor_of(request), organisation_path(organisation.pk)):
        return None
    waiting = partners.still_open(partners.asked_of(organisation)).count()
    return Part("conduct/local/section_asked.html", {"organisation": organisation, "waiting": waiting})


def at_my_page(request: HttpRequest, person: Person | None) -> Part | None:
    """The codes being written in which I take part, and the newest of what I said, each with what became of it."""
    if not person:
        return None
    actor, made = actor_of(request), contributions.made_by(person)
    codes = local_codes.open_to(actor, clock.today())
    if not made and not codes:
        return None
    waiting = contributions.waiting_for(actor, codes, clock.today())
    rows = [_code(one) | {"waiting": waiting.get(one.pk, 0)} for one in codes]
    said = my_lines(actor, person, made[:LATEST]) if made else []
    return Part("conduct/local/section_me.html", {"codes": rows, "rows": said, "number": len(made)})


def declare_all() -> None:
    declare(Section("alliance.network", at_network, order=20))
    declare(Section("alliance.desk_network.records", at_network_desk, order=40))
    declare(Section("alliance.desk_organisation.acts", at_organisation_desk, order=30))
    declare(Section("site.me", at_my_page, order=40))
    declare(Section("site.tasks", at_my_page, order=40))
