"""An organisation's signatures: its own, and, for whoever speaks for it, those of its people."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from answerable.access.actors import Actor
from answerable.access.doors import actor_of, office, opens
from answerable.access.refusals import Hidden, Refused
from answerable.alliance.models import Organisation
from answerable.alliance.permissions import may_edit_card
from answerable.alliance.queries import naming, organisations

from ...models import Version
from ...permissions import keeps, may_see_who_has_not, may_sign_for_organisation, speaks_for_organisation
from ...queries import asking, holding_back, signers
from ...queries.signatures import of_organisation
from ...queries.signers import Asked
from ..finding import language
from ..holding_back import talk_rows
from ..presenters.signatures import all_signed, title_of

EDITORS = office(*keeps.offices, *speaks_for_organisation.offices)


def kept_organisation(request: HttpRequest, slug: str) -> tuple[Organisation, Actor]:
    """Returns an organisation that the reader speaks for or keeps; one they may not know of is not there."""
    actor = actor_of(request)
    found = organisations.seen_by(actor).filter(slug=slug).prefetch_related("texts").first()
    if found is None:
        raise Hidden
    if not may_edit_card(actor, found.pk, organisations.network_paths(found)):
        raise Refused("not_your_place")
    return found, actor


@require_safe
@opens(EDITORS)
def signatures(request: HttpRequest, slug: str) -> HttpResponse:
    """What the organisation is asked to sign and signed; of its people, whoever speaks for it sees who has."""
    found, actor = kept_organisation(request, slug)
    speaks = may_see_who_has_not(actor, found.pk)
    context = {
        "organisation": found, "name": naming.organisation_name(found, language()), "speaks": speaks,
        "asked": [asked_row(one, found, actor) for one in signers.asked_of_organisation(found)],
        "signed": all_signed(of_organisation(found), language()),
        "people": _people(found, actor) if speaks else [],
        "held_back": talk_rows(holding_back.talks_of_organisation(found, actor)),
    }  # fmt: skip
    return render(request, "conduct/signing/organisation.html", context)


def asked_row(one: Asked, organisation: Organisation, actor: Actor) -> dict[str, Any]:
    """Returns one text that an organisation is asked for, with the way to sign it."""
    may = may_sign_for_organisation(actor, organisation.pk)
    return {
        "title": title_of(one.version, language()), "standing": one.standing, "before": one.before,
        "href": reverse("organisation_sign", args=[organisation.slug, one.version.instrument.slug]), "may": may,
        "proof": reverse("signature", args=[one.standing.key]) if one.standing else "",
        "remind": "" if one.standing or may else _remind(organisation, one.version),
    }  # fmt: skip


def _remind(found: Organisation, version: Version) -> str:
    return reverse("organisation_remind", args=[found.slug, version.instrument.slug])


def _people(found: Organisation, actor: Actor) -> list[dict[str, Any]]:
    """Returns, for each text that people sign, who of the organisation's people has: how a text reached its staff."""
    paths = organisations.network_paths(found)
    here = [
        one for one in asking.versions_in_force()
        if one.instrument.people_sign and any(path.startswith(one.instrument.network.path) for path in paths)
    ]  # fmt: skip
    by_version, rows = signers.colleagues_by(found, here, actor), []
    for version in here:
        listed = by_version[version.pk]
        done = sum(one.signed is not None for one in listed)
        rows.append({"title": title_of(version, language()), "people": listed, "done": done, "of": len(listed), "remind": _remind(found, version)})  # fmt: skip
    return rows
