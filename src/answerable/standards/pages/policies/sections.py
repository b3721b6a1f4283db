"""Where policies and the passport speak on pages of rooms below: of an organisation, and at its desk."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from answerable.access.doors import actor_of
from answerable.alliance.models import Network, Organisation
from answerable.alliance.queries.days import today_of
from answerable.kit.sections import Part, Section, declare

from ...models import Subject
from ...permissions import keeps
from ...queries import policies
from ...queries.seeing import belongs_somewhere
from ...queries.sides import keeps_records_of, speaks_for
from .presenting import asked_lines, other_lines

SECTION, LINK = "standards/policies/section.html", "standards/policies/link.html"


def declare_all() -> None:
    for place, part, order in (
        ("alliance.organisation", of_organisation, 20),
        ("alliance.desk_organisation", of_organisation, 20),
        ("alliance.desk_organisation.acts", passport_link, 21),
        ("alliance.desk_organisation.acts", list_link, 22),
        ("alliance.desk_network.records", lists_link, 50),
    ):
        declare(Section(place, part, order))


def of_organisation(request: HttpRequest, organisation: Organisation) -> Part | None:
    """Which policies are in force, for those who belong; the page of an organisation is already one that they may open."""
    actor = actor_of(request)
    if not belongs_somewhere(actor):
        return None
    listed, day = policies.of_organisation(organisation), today_of(organisation)
    speaks = policies.speaks_for_policies(actor, organisation)
    lines = [one for one in (*asked_lines(listed, day), *other_lines(listed, day)) if speaks or one.href]
    if not lines:
        return None
    return Part(SECTION, {"lines": lines, "href": reverse("policies", args=[organisation.slug])})


def passport_link(request: HttpRequest, organisation: Organisation) -> Part | None:
    subject, actor = Subject(kind="organisation", organisation=organisation), actor_of(request)
    if not (speaks_for(actor, subject) or keeps_records_of(actor, subject)):
        return None
    return Part(LINK, {"href": reverse("organisation_passport", args=[organisation.slug]), "words": _("Passport")})


def list_link(request: HttpRequest, organisation: Organisation) -> Part | None:
    """Where an organisation brings in what it did, for those who speak for it."""
    if not policies.speaks_for_policies(actor_of(request), organisation):
        return None
    return Part(
        LINK, {"href": f"{reverse('evidence_begin')}?for=o-{organisation.slug}", "words": _("Bring in evidence")}
    )


def lists_link(request: HttpRequest, network: Network) -> Part | None:
    """The same for those who keep a network’s records."""
    if not keeps.covers(actor_of(request), network.path):
        return None
    return Part(LINK, {"href": f"{reverse('evidence_begin')}?for=n-{network.slug}", "words": _("Bring in evidence")})
