"""The public pages: tree, directory with map, network, organisation."""

import hashlib

from django.core.cache import cache
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from answerable.access.doors import ANYONE, actor_of, opens
from answerable.kit import clock

from ..models import Membership, Network, Organisation
from ..permissions import ROOT_PATH, may_edit_card, may_keep_network
from ..queries import bodies, figures, history, merging, naming, networks, organisations, people
from ..queries.days import today_at, today_of
from ..rules.memberships import BELONGS
from . import as_it_was
from .days import day_asked, language
from .picturing import bodies_pictured, kind_names, smallest_shown
from .presenters import compositions, trees
from .presenters.claims import claims_in
from .presenters.organisations import card
from .presenters.people import in_charge, sitting
from .presenters.seats import seat_name
from .words import LEVELS


@require_safe
@opens(ANYONE)
def tree(request: HttpRequest) -> HttpResponse:
    """The tree of networks, as it stands or as it stood on a day."""
    actor = actor_of(request)
    day, unreadable = day_asked(request, clock.today())
    numbers = figures.organisations_at(actor) if day == clock.today() else {}
    top = networks.tree_on(day)
    context = {
        "top": trees.branch(top, language(), numbers) if top else None,
        "day": day, "is_today": day == clock.today(), "unreadable": unreadable,
        "in_none": figures.organisations_in_none(actor) if day == clock.today() else 0,
    }  # fmt: skip
    return render(request, "alliance/tree.html", context)


@require_safe
@opens(ANYONE)
def network(request: HttpRequest, slug: str) -> HttpResponse:
    """One network: figures, people in charge, bodies with their rules, where it stands in the tree."""
    found = networks.by_slug(slug)
    if found is None:
        raise Http404
    if "on" in request.GET:
        return as_it_was.network(request, found)
    if (merge := history.merge_of(found)) is not None:
        return redirect("network", merge.kept.slug)
    return render(request, "alliance/network.html", network_context(request, found))


def network_context(request: HttpRequest, found: Network) -> dict[str, object]:
    actor, today, now_in = actor_of(request), today_at(found.path), language()
    numbers = figures.organisations_at(actor)
    shown = bodies_pictured(found, today, now_in, known=organisations.seen_by(actor))
    return {
        "network": found,
        "name": naming.network_name(found, now_in),
        "about": naming.network_about(found, now_in),
        "level": LEVELS[found.level_kind],
        "above": [(one.slug, naming.network_name(one, now_in)) for one in networks.above(found)],
        "below": [
            (one.slug, naming.network_name(one, now_in), numbers.get(one.path, 0))
            for one in sorted(
                networks.directly_below(found, clock.today()), key=lambda one: naming.network_name(one, now_in)
            )
        ],
        "number": numbers.get(found.path, 0),
        "in_none": figures.organisations_in_none(actor) if found.path == ROOT_PATH else 0,
        "claims": claims_in(found, now_in),
        "in_charge": in_charge(people.offices_at(found, today), actor, clock.today()),
        "bodies": shown,
        "organisations": some_organisations(request, found),
        "may_keep": may_keep_network(actor, found.path) and actor.is_known,
        "today": today,
    }


def some_organisations(request: HttpRequest, found: Network, most: int = 8) -> list[tuple[str, str, str]]:
    """Returns a few organisations of a network by name: slug, name, language of the name."""
    seen = organisations.in_network(organisations.seen_by(actor_of(request)), found)
    listed = seen.prefetch_related("texts").order_by("sort_key", "pk")[:most]
    now_in = language()
    return [
        (one.slug, naming.organisation_name(one, now_in), naming.organisation_name_language(one, now_in))
        for one in listed
    ]


@require_safe
@opens(ANYONE)
def body(request: HttpRequest, slug: str) -> HttpResponse:
    """One body: every seat with its holder and term, and the rules it must keep."""
    from ..models import Body

    found = Body.objects.filter(slug=slug).select_related("network").prefetch_related("texts", "network__texts").first()
    if found is None:
        raise Http404
    actor, now_in = actor_of(request), language()
    today = today_at(found.network.path)
    day, unreadable = day_asked(request, today)
    terms = sitting(bodies.terms_of(found, day), actor, clock.today(), now_in)
    known = organisations.seen_by(actor)
    composition = bodies.compositions([found], day, smallest=smallest_shown(day, found.network), known=known)[0]
    context = {
        "body": found,
        "name": naming.body_name(found, now_in),
        "network_name": naming.network_name(found.network, now_in),
        "picture": compositions.picture(composition, naming.body_name(found, now_in), kind_names(now_in)),
        "seats": [(seat_name(seat, now_in), terms.get(seat.pk)) for seat in bodies.seats_of(found, day)],
        "may_keep": may_keep_network(actor, found.network.path) and actor.is_known,
        "today": day, "day": day, "is_today": day == today, "unreadable": unreadable,
        "planned": as_it_was.planned(found, actor, now_in),
    }  # fmt: skip
    return render(request, "alliance/body.html", context)


@require_safe
@opens(ANYONE)
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """One organisation's card, for those who may know of it; for all others it is not there. A duplicate's leads on."""
    actor, now_in = actor_of(request), language()
    current = Membership.objects.filter(state__in=BELONGS).select_related("network").prefetch_related("network__texts")
    seen = organisations.seen_by(actor).filter(slug=slug)
    found = seen.prefetch_related(
        "texts", "kinds__texts", Prefetch("memberships", queryset=current, to_attr="current")
    ).first()
    if found is None:
        if kept := merging.leads_to(slug, actor):
            return redirect("organisation", kept.slug)
        raise Http404
    return render(request, "alliance/organisation.html", organisation_context(request, found, now_in))


def organisation_context(request: HttpRequest, found: Organisation, now_in: str) -> dict[str, object]:
    actor, today = actor_of(request), today_of(found)
    paths = organisations.network_paths(found)
    return {
        "card": card(found, now_in),
        "organisation": found,
        "in_charge": in_charge(people.offices_in(found, today), actor, clock.today()),
        "may_edit": actor.is_known and may_edit_card(actor, found.pk, paths),
    }


@require_safe
@opens(ANYONE)
def world_map(request: HttpRequest) -> HttpResponseBase:
    """The map as a picture: circles on the middle of a country, never on an address; the same numbers in the table."""
    from .presenters.maps import circles_for, painted

    dark = request.GET.get("theme") == "dark"
    circles = circles_for(figures.organisations_by_country(actor_of(request)))
    key = f"map:{hashlib.sha256(repr(circles).encode()).hexdigest()}:{dark}"
    picture = cache.get(key)
    if picture is None:
        picture = painted(circles, dark=dark)
        cache.set(key, picture, 3600)
    return HttpResponse(picture, content_type="image/png")
