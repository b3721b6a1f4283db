"""A network's signatures, at the desk of those who keep its records."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from answerable.access.actors import Actor
from answerable.access.doors import actor_of, office, opens
from answerable.access.refusals import Hidden, Refused
from answerable.alliance.models import Network, Organisation
from answerable.alliance.queries import naming, networks
from answerable.kit.tables import Column, Filter, Table

from ...models import Signature, Version
from ...permissions import keeps, may_enter_signatures
from ...queries import holding_back, signers
from ...queries.asking import versions_in_force
from ..finding import language
from ..holding_back import talk_rows
from ..presenters.signatures import title_of
from ..signing_words import OFFICES, WAYS

KEEPERS = office(*keeps.offices)
FIRST = 20  # of those who have not signed; the rest stand on a page of their own
STATES = (
    ("signed", gettext_lazy("Signed")),
    ("again", gettext_lazy("Asked again")),
    ("asked", gettext_lazy("Asked")),
    ("left", gettext_lazy("Not signed yet")),
)


def kept_network(request: HttpRequest, slug: str) -> tuple[Network, Actor]:
    """Returns a network whose records the reader keeps; all others are refused with the reason."""
    actor = actor_of(request)
    found = networks.by_slug(slug)
    if found is None:
        raise Hidden
    if not may_enter_signatures(actor, found.path):
        raise Refused("not_your_place")
    return found, actor


def way_to(network: Network) -> list[tuple[str, str]]:
    """Returns the way from the network's desk to its signatures."""
    slug = network.slug
    return [
        (reverse("desk_network", args=[slug]), naming.network_name(network, language())),
        (reverse("network_signatures", args=[slug]), _("Signatures")),
    ]


def texts_at(network: Network) -> list[Version]:
    """Returns the texts in force that are signed at a network: its own, and those of the networks above."""
    return [one for one in versions_in_force() if network.path.startswith(one.instrument.network.path)]


def chosen(request: HttpRequest, network: Network) -> tuple[Version | None, list[Version]]:
    """Returns the text that is asked for, the first where none is, and all there are."""
    there = texts_at(network)
    wanted = request.GET.get("of", "")
    return next((one for one in there if one.instrument.slug == wanted), there[0] if there else None), there


@require_safe
@opens(KEEPERS)
def network_signatures(request: HttpRequest, slug: str) -> HttpResponseBase:
    """How the network, its organisations and those in office stand to a text."""
    found, actor = kept_network(request, slug)
    version, there = chosen(request, found)
    table = _organisations(request, version, found, actor) if version else None
    if table is not None and table.download:
        return table.response("signatures")
    context = {
        "network": found, "name": naming.network_name(found, language()), "version": version, "way": way_to(found)[:1],
        "texts": [(one.instrument.slug, title_of(one, language()), one == version) for one in there],
        "title": title_of(version, language()) if version else "", "table": table,
        "own": next((one for one in signers.asked_of_network(found) if one.version == version), None),
        "in_office": _in_office(version, found, actor), "held_back": talk_rows(holding_back.talks_of_network(found, actor)),
        "counted": _counted(version, found, actor),
    }  # fmt: skip
    return render(request, "conduct/signing/network.html", context)


def _organisations(
    request: HttpRequest, version: Version, found: Network, actor: Actor
) -> "Table[Organisation] | None":
    if not version.instrument.organisations_sign:
        return None
    rows = signers.organisations_of(version, found, actor)
    if request.GET.get("format"):
        rows = rows.filter(at_risk=False)  # what is taken along lies about, whoever took it
    return Table(
        request, rows, order=("sort_key", "pk"),
        columns=[
            Column("name", _("Organisation"), lambda one: naming.organisation_name(one, language()), sort="sort_key",
                   href=lambda one: reverse("organisation_signatures", args=[one.slug])),
            Column("state", _("Signature"), _state),
            Column("signed_on", _("Signed on"), lambda one: getattr(one, "signed_on", None), sort="signed_on"),
        ],
        filters=[Filter("state", _("Signature"), apply=_in_state, choices=STATES)],
    )  # fmt: skip


def _state(one: Organisation) -> str:
    if getattr(one, "signed_on", None):
        return str(STATES[0][1])
    return str(STATES[1][1] if getattr(one, "signed_before", False) else STATES[2][1])


def _in_state(rows: "QuerySet[Organisation]", state: str) -> "QuerySet[Organisation]":
    asked = {
        "signed": Q(has_signed=True),
        "again": Q(has_signed=False, signed_before=True),
        "asked": Q(has_signed=False, signed_before=False),
        "left": Q(has_signed=False),
    }
    return rows.filter(asked[state])


def _counted(version: Version | None, found: Network, actor: Actor) -> tuple[int, int] | None:
    if version is None or not version.instrument.organisations_sign:
        return None
    rows = signers.organisations_of(version, found, actor)
    return _in_state(rows, "signed").count(), rows.count()


def _in_office(version: Version | None, found: Network, actor: Actor) -> dict[str, Any] | None:
    """Returns how many of those whose office asks for it have signed, and the first of those who have not."""
    listed = signers.in_office(version, found, actor) if version else []
    if not listed:
        return None
    left = [one for one in listed if not one.has_signed]
    return {"signed": len(listed) - len(left), "of": len(listed), "rows": office_rows(left[:FIRST]), "left": len(left)}


def office_rows(listed: list[signers.InOffice]) -> list[dict[str, Any]]:
    return [
        {"name": one.name, "office": OFFICES.get(one.office, one.office), "due": one.due, "is_late": one.is_late}
        for one in listed
    ]


def _other_name(one: Signature) -> str:
    """Returns the name in the records where another was chosen to be shown."""
    record = str(getattr(one, "record", ""))
    return "" if record == one.name else record


@require_safe
@opens(KEEPERS)
def people(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The people of the network who signed; nobody who has not."""
    found, actor = kept_network(request, slug)
    version, there = chosen(request, found)
    rows = signers.people_who_signed(version, found, actor) if version else Signature.objects.none()
    table: Table[Signature] = Table(
        request, rows, order=("-signed_on", "pk"),
        columns=[
            Column("name", _("Name as chosen"), lambda one: one.name, sort="name",
                   href=lambda one: reverse("signature", args=[one.key])),
            Column("record", _("Name in the records"), _other_name),
            Column("office", _("Office"), lambda one: OFFICES.get(one.office, "")),
            Column("way", _("How"), lambda one: WAYS[one.way]),
            Column("signed_on", _("Signed on"), lambda one: one.signed_on, sort="signed_on"),
        ],
    )  # fmt: skip
    context = {
        "network": found, "way": way_to(found), "table": table, "title": title_of(version, language()) if version else "",
        "texts": [(one.instrument.slug, title_of(one, language()), one == version) for one in there], "version": version,
    }  # fmt: skip
    return render(request, "conduct/signing/people.html", context)
