"""The directory: filters, results, and the map with the same numbers in a table beside it."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from answerable.access.actors import Actor
from answerable.access.doors import ANYONE, actor_of, opens
from answerable.kit import clock, countries
from answerable.kit.languages import name as language_name
from answerable.kit.tables import Column, Filter, Table

from ..models import Membership, Organisation
from ..permissions import belongs, keeps
from ..queries import figures, naming, networks, organisations
from ..rules.memberships import BELONGS, LIVE
from ..rules.words import Level, MembershipState
from .days import language
from .picturing import kind_names
from .presenters.organisations import STATUS, card
from .words import STATES

Found = QuerySet[Organisation]


def columns(now_in: str) -> list[Column[Organisation]]:
    """The columns of the downloaded list."""
    return [
        Column("name", _("Name"), lambda one: naming.organisation_name(one, now_in), sort="sort_key", href=_page),
        Column(
            "country",
            _("Country"),
            lambda one: countries.name(one.country, now_in) if one.country else "",
            sort="country",
        ),
        Column("city", _("City"), lambda one: one.city, sort="city"),
        Column("kinds", _("Kinds"), lambda one: "; ".join(card(one, now_in).kinds)),
        Column("networks", _("Networks"), lambda one: "; ".join(held.name for held in card(one, now_in).networks)),
        Column(
            "languages", _("Works in"), lambda one: "; ".join(language_name(code, now_in) for code in one.languages)
        ),
        Column("website", _("Website"), lambda one: one.website),
        Column("since", _("Works since"), lambda one: one.since, sort="since"),
    ]


def _page(one: Organisation) -> str:
    return reverse("organisation", args=[one.slug])


def of_kinds(found: Found, codes: tuple[str, ...]) -> Found:
    through = Organisation.kinds.through.objects.filter(organisation_id=OuterRef("pk"), kind__code__in=codes)
    return found.filter(Exists(through))


def in_state(found: Found, state: str) -> Found:
    return found.filter(Exists(Membership.objects.filter(organisation=OuterRef("pk"), state=state)))


def in_network(found: Found, slug: str) -> Found:
    network = networks.by_slug(slug)
    return organisations.in_network(found, network) if network else found.none()


def working_in(found: Found, code: str) -> Found:
    """Languages are few and kept as a list: the pairs of quotes keep `en` out of `pen`."""
    return found.filter(languages__icontains=f'"{code}"')


def filters(
    codes: Iterable[str], now_in: str, *, more: tuple[Filter[Organisation], ...] = ()
) -> list[Filter[Organisation]]:
    """The questions of the directory; of countries only those can be chosen where the reader could find somebody."""
    listed = list(networks.open_networks(clock.today()).exclude(level_kind=Level.ALLIANCE).prefetch_related("texts"))
    places: list[tuple[str, str | Promise]] = [
        (one.slug, "\u2003" * (one.depth - 2) + naming.network_name(one, now_in)) for one in listed
    ]
    lands: list[tuple[str, str | Promise]] = sorted(
        ((code, countries.name(code, now_in)) for code in codes if code), key=lambda pair: str(pair[1]).casefold()
    )
    kinds: list[tuple[str, str | Promise]] = list(kind_names(now_in).items())
    return [
        Filter("q", _("Name or place"), organisations.matching),
        Filter("network", _("Network"), in_network, choices=places),
        Filter("country", _("Country"), lambda rows, code: rows.filter(country=code), choices=lands),
        Filter("kind", _("Kind of organisation"), of_kinds, choices=kinds, many=True),
        *more,
    ]


def with_all(found: Found, states: frozenset[MembershipState] = LIVE) -> Found:
    """Loads what a line of the directory shows, in as many queries for one line as for a page."""
    current = Membership.objects.filter(state__in=states).select_related("network").prefetch_related("network__texts")
    return found.prefetch_related(
        "texts", "kinds__texts", Prefetch("memberships", queryset=current.order_by("pk"), to_attr="current")
    )


@require_safe
@opens(ANYONE)
def organisations_page(request: HttpRequest) -> HttpResponseBase:
    """The directory as this reader may see it."""
    actor, now_in = actor_of(request), language()
    states = LIVE if belongs.anywhere(actor) else BELONGS
    table = Table(
        request, with_all(organisations.seen_by(actor), states), columns(now_in),
        filters(figures.organisations_by_country(actor), now_in, more=(Filter("state", _("Membership"), in_state, choices=[(one, STATES[one]) for one in sorted(BELONGS)]),)),
        order=("sort_key", "pk"), size=20, counted=lambda asked, count: figures.organisations_found(actor, asked, count),
        nearest=with_all(organisations.seen_by(actor, one_by_one=True), states),
    )  # fmt: skip
    if table.download:
        table.found = table.found.filter(at_risk=False)  # a list that leaves the house never holds one at risk
        return table.response("organisations")
    context = {
        "table": table, "lines": [(card(one, now_in), _standing(one)) for one in table.page.object_list],
        "countries": _by_country(actor, now_in), "number": figures.organisations_seen(actor), "in_none": figures.organisations_in_none(actor), "keeps": keeps.anywhere(actor), "is_first": not request.GET,
    }  # fmt: skip
    return render(request, "alliance/directory.html", context)


def _standing(one: Organisation) -> tuple[str, str | Promise] | None:
    held = getattr(one, "current", [])
    return (STATUS[held[0].state], STATES[held[0].state]) if held else None


def _by_country(actor: Actor, now_in: str) -> list[tuple[str, str, int, int]]:
    """The map's numbers: address, country, number, share of the largest."""
    numbers = figures.organisations_by_country(actor)
    most = max(numbers.values(), default=1)
    listed = [
        (f"?country={code}", countries.name(code, now_in), number, round(100 * number / most))
        for code, number in numbers.items()
    ]
    return sorted(listed, key=lambda one: (-one[2], one[1].casefold()))
