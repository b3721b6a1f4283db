"""The same sums as a spreadsheet: a network and all below it, as far as one may see them."""

from collections.abc import Iterable, Iterator

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from answerable.access.doors import ANYONE, opens
from answerable.alliance.models import Network
from answerable.alliance.queries.naming import network_name
from answerable.alliance.queries.networks import open_networks
from answerable.kit import sheets
from answerable.kit.tables import FORMATS

from ...models import Duty
from ...queries.duties import asking_on, in_force, with_words, words_of
from ...queries.maps import NETWORKS, ORGANISATIONS, PEOPLE, Spot, Spots, day_of_people, sight_of
from ...queries.seeing import networks_seen_by
from ...rules.words import State
from ..words import KINDS, STATES
from .looking import Look, look_by_slug
from .presenting import whom_asked

AT_ONCE = 50  # networks
Row = list[sheets.Cell]


@require_safe
@opens(ANYONE)
def as_csv(request: HttpRequest, slug: str) -> HttpResponseBase:
    return answer("csv", f"standing-{slug}", headings(), _rows(look_by_slug(request, slug)))


@require_safe
@opens(ANYONE)
def as_xlsx(request: HttpRequest, slug: str) -> HttpResponseBase:
    return answer("xlsx", f"standing-{slug}", headings(), _rows(look_by_slug(request, slug)))


def answer(kind: str, name: str, heads: list[str], rows: Iterable[Row]) -> HttpResponseBase:
    """Streams a spreadsheet."""
    content = (
        sheets.write_xlsx(heads, rows, rtl=get_language_bidi()) if kind == "xlsx" else sheets.write_csv(heads, rows)
    )
    made = StreamingHttpResponse(content, content_type=FORMATS[kind])
    made["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return made


def headings() -> list[str]:
    return [
        _("Network"), _("Number"), _("Duty"), _("Asked of"), _("As of"), _("The network itself"), _("Those behind it together"), _("Asked"),
        *(str(STATES[state]) for state in State),
    ]  # fmt: skip


def _rows(look: Look) -> Iterator[Row]:
    duties = [one for one in in_force(with_words(), look.on) if one.followed]
    there = open_networks(look.on).filter(path__startswith=look.network.path, opened_on__lte=look.on)
    networks = list(there.filter(networks_seen_by(look.actor)).prefetch_related("texts"))
    kinds = [NETWORKS, ORGANISATIONS, *([PEOPLE] if look.keeps else [])]
    for start in range(0, len(networks), AT_ONCE):
        some = networks[start : start + AT_ONCE]
        spots = Spots(some, duties, look.on, sight_of(look.actor, some), kinds)
        for network in some:
            yield from _rows_of(network, duties, spots, look)


def _rows_of(network: Network, duties: Iterable[Duty], spots: Spots, look: Look) -> Iterator[Row]:
    name, whom = network_name(network, look.language), whom_asked("", may_see_people=look.keeps)
    for duty in duties:
        asking = asking_on(duty, look.on)
        if asking is None:
            continue
        text = words_of(asking, look.language).name
        for kind in [
            *whom.kinds_of(asking.levels),
            *([PEOPLE] if look.keeps and "individual" in asking.levels else []),
        ]:
            spot = spots.at(network.pk, duty.pk, kind)
            if spot.says:
                day = day_of_people(look.on) if kind == PEOPLE else look.on
                yield [name, duty.number, text, str(KINDS[kind]), day, *_cells(spot)]


def _cells(spot: Spot) -> Row:
    own = str(STATES[spot.own]) if spot.own else ""
    if spot.too_few:
        return [own, _("Too few to be told"), *[""] * (1 + len(State))]
    if spot.behind is None or spot.behind.state is None:
        return [own, "", *[""] * (1 + len(State))]
    return [
        own,
        str(STATES[spot.behind.state]),
        spot.behind.asked if spot.behind.counts else "",
        *(spot.behind.counts.get(state, 0) if spot.behind.counts else "" for state in State),
    ]
