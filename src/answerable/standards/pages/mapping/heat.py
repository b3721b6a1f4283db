"""The map: duties by networks, from the alliance down."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from answerable.access.doors import ANYONE, actor_of, opens
from answerable.alliance.models import Network
from answerable.alliance.queries import networks
from answerable.alliance.queries.naming import network_name
from answerable.kit import clock
from answerable.kit.text import fold

from ...queries.counting import going_on
from ...queries.duties import in_force, with_words
from ...queries.maps import Spots, sight_of
from ...queries.seeing import may_see_sums, networks_seen_by
from ..days import language
from .looking import Look, look_at, look_by_slug, way_to
from .presenting import LEGEND, is_silent, meanings, sections_of, shorts_of, whom_asked

COLUMNS = 12


@require_safe
@opens(ANYONE)
def whole(request: HttpRequest) -> HttpResponse:
    """The map of the alliance; where it is for members alone, the networks that show theirs to everybody."""
    root = networks.root()
    if root is None or not may_see_sums(actor_of(request), root):
        return render(request, "standards/public_maps.html", {"networks": _shown_to_all(request)})
    return render(request, "standards/map.html", context_of(request, look_at(request, root)))


@require_safe
@opens(ANYONE)
def of_network(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "standards/map.html", context_of(request, look_by_slug(request, slug)))


def _shown_to_all(request: HttpRequest) -> list[tuple[str, str]]:
    found = networks.open_networks(clock.today()).filter(networks_seen_by(actor_of(request))).prefetch_related("texts")
    named = [(one.slug, network_name(one, language())) for one in found]
    return sorted(named, key=lambda pair: fold(pair[1]))


def context_of(request: HttpRequest, look: Look) -> dict[str, Any]:
    page = _page(look.below(), request.GET.get("page", "1"))
    columns: list[Network] = [look.network, *page.object_list]
    whom = whom_asked(request.GET.get("whom", ""), may_see_people=look.keeps)
    duties = [one for one in in_force(with_words(), look.on) if one.followed]
    shown = [one for one in duties if one.main] if not request.GET.get("all") else duties
    spots = Spots(columns, shown, look.on, sight_of(look.actor, columns), whom.kinds)
    sections = sections_of(
        shown, spots, networks=[one.pk for one in columns], day=look.on, whom=whom, language=look.language
    )
    named = [(one.slug, network_name(one, look.language)) for one in columns]
    return {
        "look": look, "page_of": page, "columns": named, "sections": sections, "shorts": shorts_of(sections, named), "whom": whom,
        "legend": LEGEND, "meanings": meanings(), "way": way_to(look), "is_all": len(shown) == len(duties), "more": len(duties) - len(shown),
        "any_duty": bool(duties), "progress": going_on() if look.belongs else None, "who": look.who_words(whom.kinds),
        "is_silent": is_silent(sections), "title": _("Where we stand"),
    }  # fmt: skip


def _page(listed: list[Network], number: str) -> Page[Network]:
    pages = Paginator(listed, COLUMNS)
    return pages.get_page(int(number) if number.isascii() and number.isdecimal() and len(number) < 7 else 1)
