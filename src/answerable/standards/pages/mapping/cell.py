"""One duty at one network: how the network stands, how those behind it stand together, and who stands how."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.views.decorators.http import require_safe

from answerable.access.doors import ANYONE, opens
from answerable.access.refusals import Hidden
from answerable.alliance.models import Network
from answerable.alliance.queries.naming import network_name
from answerable.kit.pictures import shares as groups
from answerable.kit.tables import FORMATS

from ...models import Duty, DutyAsking
from ...queries.duties import asking_on, by_number, words_of
from ...queries.maps import KIND_OF, NETWORKS, ORGANISATIONS, PEOPLE, SMALLEST, Spot, Spots, sight_of
from ...queries.standing import standing_of
from ...queries.subjects import name_of, subjects_named
from ...rules.words import Level
from ..asking_words import cadence_words, whom_words
from ..words import KINDS, TOGETHER
from .listing import Line, Listing, line_of
from .looking import Look, look_by_slug, way_to
from .presenting import Number, Said, meanings, numbers_of, said, said_of
from .sheets import answer

Words = str | Promise


@dataclass(frozen=True)
class Together:
    """Those of one kind behind the network: how many stand how, and the picture of it."""

    kind: str
    heading: Words
    picture: Said | None
    why: Words
    told: list[Number]
    asked: int
    too_few: bool


@require_safe
@opens(ANYONE)
def show(request: HttpRequest, slug: str, number: str) -> HttpResponseBase:
    """One cell of the map."""
    look, duty = look_by_slug(request, slug), by_number(number)
    asking = asking_on(duty, look.on) if duty else None
    if duty is None or asking is None or not duty.followed:
        raise Hidden
    listing = Listing.asked(request, look, duty, asking)
    kind = request.GET.get("format", "")
    if kind in FORMATS and listing.may_list:
        return answer(kind, f"standing-{slug}-{number}", listing.headings(), listing.sheet())
    return render(request, "standards/cell.html", _context(look, duty, asking, listing, request))


def _context(look: Look, duty: Duty, asking: DutyAsking, listing: Listing, request: HttpRequest) -> dict[str, Any]:
    below = look.below()
    kinds = {KIND_OF[Level(level)] for level in asking.levels} - (set() if look.keeps else {PEOPLE})
    networks = [look.network, *below]
    spots = Spots(networks, [duty], look.on, sight_of(look.actor, networks), sorted(kinds))
    text = words_of(asking, look.language)
    return {
        "look": look, "duty": duty, "text": text, "cadence": cadence_words(asking), "whom": whom_words(asking), "way": way_to(look),
        "own": _own(look, duty), "togethers": [one for kind in (NETWORKS, ORGANISATIONS, PEOPLE) if kind in kinds for one in [_together(spots, look, duty, kind)] if one],
        "listing": listing, "below": [_below(spots, one, look, duty, sorted(kinds)) for one in below],
        "who": look.who_words(kinds), "meanings": meanings(), "page_of": listing.page(request.GET.get("page", "1")) if listing.may_list else None,
    }  # fmt: skip


def _own(look: Look, duty: Duty) -> Line | None:
    """Returns how the network stands itself, where it is asked of it; to whoever does not belong, without what it rests on."""
    found = standing_of(subjects_named([name_of(look.network)]), [duty], look.on)
    return line_of(found[0], look, look.name) if found else None


def _together(spots: Spots, look: Look, duty: Duty, kind: str) -> Together | None:
    spot = spots.at(look.network.pk, duty.pk, kind)
    if spot.too_few:
        return Together(kind, KINDS[kind], None, "", _shown_groups(spots, look, duty, kind), 0, True)
    if spot.behind is None or spot.behind.state is None:
        return None
    told = numbers_of(spot.behind.counts)
    return Together(kind, KINDS[kind], said_of(spot.behind), TOGETHER[spot.behind.why], told, spot.behind.asked, False)


def _shown_groups(spots: Spots, look: Look, duty: Duty, kind: str) -> list[Number]:
    """Returns the groups of people that are large enough to be told, and hide no small one."""
    told = groups(spots.counts(look.network.pk, duty.pk, kind), smallest=SMALLEST) if kind == PEOPLE else None
    return numbers_of(told.shown) if told else []


@dataclass(frozen=True)
class Below:
    slug: str
    name: str
    own: Said | None
    behind: list[tuple[Words, Said]]
    too_few: bool


def _below(spots: Spots, network: Network, look: Look, duty: Duty, kinds: list[str]) -> Below:
    found: dict[str, Spot] = {kind: spots.at(network.pk, duty.pk, kind) for kind in kinds}
    own = next((said(one.own) for one in found.values() if one.own), None)
    pictures = [(KINDS[kind], made) for kind, one in found.items() if (made := said_of(one.behind))]
    return Below(
        network.slug, network_name(network, look.language), own, pictures, any(one.too_few for one in found.values())
    )
