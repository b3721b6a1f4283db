"""What local codes say on the pages of networks, organisations and people."""

from django.http import HttpRequest
from django.urls import reverse

from answerable.access.doors import actor_of
from answerable.alliance.models import Network, Organisation, Person
from answerable.alliance.permissions import organisation_path, speaks_for_organisation
from answerable.kit import clock
from answerable.kit.sections import Part, Section, declare

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
    rows = [
        {
            "href": reverse("local_code_one", args=[network.slug, one.pk]), "name": name_of(one.version.instrument, language()),
            "status": VERSION_STATUS[one.version.state], "state": VERSIONS[one.version.state],
        }
        for one in local_codes.of_network(network, actor, clock.today())
    ]  # fmt: skip
    return Part("conduct/local/section_network.html", {"codes": rows, "network": network}) if rows else None


def at_network_desk(_request: HttpRequest, network: Network) -> Part | None:
    return Part("conduct/local/section_desk.html", {"network": network}) if network.depth > 1 else None


def at_organisation_desk(request: HttpRequest, organisation: Organisation) -> Part | None:
    """What an organisation was asked, for those who speak for it."""
    if not speaks_for_organisation.covers(actor_of(request), organisation_path(organisation.pk)):
        return None
    waiting = partners.still_open(partners.asked_of(organisation)).count()
    return Part("conduct/local/section_asked.html", {"organisation": organisation, "waiting": waiting})


def at_my_page(request: HttpRequest, person: Person | None) -> Part | None:
    """The newest of what I said, each with what became of it."""
    made = contributions.made_by(person) if person else []
    if not person or not made:
        return None
    rows = my_lines(actor_of(request), person, made[:LATEST])
    waiting = sum(1 for one in made if not one.answers.all() and not one.taken_back_on)
    return Part("conduct/local/section_me.html", {"rows": rows, "number": len(made), "waiting": waiting})


def declare_all() -> None:
    declare(Section("alliance.network", at_network, order=20))
    declare(Section("alliance.desk_network.records", at_network_desk, order=40))
    declare(Section("alliance.desk_organisation.acts", at_organisation_desk, order=30))
    declare(Section("site.me", at_my_page, order=40))
