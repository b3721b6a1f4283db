"""What an organisation offers: to vouch for what others lay before, to help. Offering and ending it; silence means nothing."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from answerable.access.actors import Actor
from answerable.access.doors import actor_of, office, opens
from answerable.access.refusals import Hidden
from answerable.alliance.models import Network, Organisation
from answerable.alliance.queries.naming import network_name, organisation_name
from answerable.alliance.queries.organisations import network_paths, seen_by
from answerable.kit import clock

from ...actions.helping import end_offer
from ...actions.helping import offer as act_offer
from ...permissions import organisation_path, require, speaks_for_organisation
from ...queries.own import offers_of, to_vouch_for, with_lines
from ...rules.saying import OfferKind
from ..days import language
from ..words import OFFERS
from . import forms
from .evidence import laid_of
from .finding import Way, ask
from .tasks import names_of_duties, waiting_of

PAGE = 30
SPEAKERS = office(*speaks_for_organisation.offices)


def found(request: HttpRequest, slug: str) -> tuple[Organisation, Actor, str]:
    """Returns an organisation that the reader speaks for; one they may not know of is not there."""
    actor = actor_of(request)
    one = seen_by(actor).filter(slug=slug).prefetch_related("texts").first()
    if one is None:
        raise Hidden
    require(speaks_for_organisation.covers(actor, organisation_path(one.pk)))
    return one, actor, organisation_name(one, language())


def _way(organisation: Organisation, name: str, *, to_list: bool = False) -> Way:
    way = [(reverse("desk_organisation", args=[organisation.slug]), name)]
    return [*way, (reverse("offers", args=[organisation.slug]), _("What we offer"))] if to_list else way


@require_safe
@opens(SPEAKERS)
def listed(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Where an organisation said that it may be asked, and for what."""
    organisation, _actor, name = found(request, slug)
    rows = [
        (one, OFFERS[OfferKind(one.kind)], network_name(one.network, language())) for one in offers_of(organisation)
    ]
    context = {
        "organisation": organisation, "place": name, "way": _way(organisation, name), "title": _("What we offer"),
        "running": [row for row in rows if row[0].ended_on is None], "ended": [row for row in rows if row[0].ended_on],
    }  # fmt: skip
    return render(request, "standards/subjects/offers.html", context)


@require_safe
@opens(SPEAKERS)
def may_vouch(request: HttpRequest, slug: str) -> HttpResponseBase:
    """What an organisation may read and vouch for where it offered to, the newest first."""
    organisation, actor, name = found(request, slug)
    page = Paginator(with_lines(to_vouch_for(actor, organisation)), PAGE).get_page(request.GET.get("page"))
    listed_now = list(page.object_list)
    named, day = names_of_duties(listed_now), clock.today()
    rows = [(waiting_of(one, named), laid) for one, laid in zip(listed_now, laid_of(listed_now, day), strict=True)]
    context = {
        "organisation": organisation, "place": name, "way": _way(organisation, name, to_list=True), "rows": rows, "page_of": page,
        "title": _("What you may vouch for"),
    }  # fmt: skip
    return render(request, "standards/subjects/may_vouch.html", context)


@opens(SPEAKERS)
def add(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Saying that one’s organisation may be asked."""
    organisation, actor, name = found(request, slug)
    networks = [(one, network_name(one, language())) for one in _near(organisation)]
    return ask(
        request, lambda data, files: forms.OfferForm(data, files, networks=networks),
        lambda form: act_offer(
            by=actor, organisation=organisation, network=form.networks[form.cleaned_data["network"]], kind=OfferKind(form.cleaned_data["kind"])
        ),
        title=_("Say that you may be asked"), button=_("Offer it"), done=reverse("offers", args=[slug]), saved=_("It is offered, until you say otherwise."),
        way=_way(organisation, name, to_list=True), who=_("Those who speak for your organisation. Those whom you help or vouch for see its name."),
        lead=_("Nobody is assigned, and nobody waits for you: if you say nothing, it means nothing."),
    )  # fmt: skip


def _near(organisation: Organisation) -> list[Network]:
    """The networks in which it has a place, and those above."""
    paths = {path[:end] for path in network_paths(organisation) for end in range(4, len(path) + 1, 4)}
    found = Network.objects.filter(path__in=paths, closed_on=None).prefetch_related("texts")
    return list(found.order_by("-depth", "path"))


@opens(SPEAKERS)
def end(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Saying that one’s organisation may not be asked any more."""
    organisation, actor, name = found(request, slug)
    offer = offers_of(organisation).filter(pk=pk, ended_on=None).first()
    if offer is None:
        raise Hidden
    words = f"{OFFERS[OfferKind(offer.kind)]}: {network_name(offer.network, language())}"
    return ask(
        request, forms.SureForm, lambda _form: end_offer(by=actor, offer=offer),
        title=_("End this offer"), button=_("End it"), done=reverse("offers", args=[slug]), saved=_("It is ended. What you vouched for stays said."),
        way=_way(organisation, name, to_list=True), lead=words, who=_("Those who speak for your organisation."),
    )  # fmt: skip
