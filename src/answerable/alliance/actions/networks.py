"""Opening, naming, moving and closing networks; figures claimed about them."""

import datetime as dt

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.kit import clock, places
from answerable.kit.partial_dates import PartialDateProblem, parse
from answerable.kit.text import slug as slug_of

from ..models import Body, CountClaim, Membership, Network, NetworkMove, NetworkText, OfficeTerm
from ..permissions import may_keep_network, may_shape_network, require
from ..queries.unfinished import why_unfinished
from ..rules.memberships import LIVE
from ..rules.tree import why_not_moved, why_not_under
from ..rules.words import Level
from .paths import _beside_all, _leave
from .recording import enter


@transaction.atomic
def open_network(
    *,
    by: Actor,
    under: Network,
    level: str,
    name: str,
    name_language: str = "en",
    country: str = "",
    external_id: str = "",
    since: str = "",
    starts: dt.date | None = None,
) -> Network:
    """Opens a network under another; a coordinator may do so below their own place."""
    require(may_keep_network(by, under.path))
    _accept(why_not_under(level, under.level_kind), "level")
    _accept("network_closed" if under.closed_on else "", "under")
    if (
        level == Level.COUNTRY
        and country
        and Network.objects.filter(level_kind=level, country=country, closed_on=None).exists()
    ):
        raise Unacceptable("country_has_network", field="country")
    day = starts or clock.today()
    parent = Network.objects.select_for_update().get(pk=under.pk)
    made = Network(
        level_kind=level, name=name.strip(), name_language=name_language, country=country, external_id=external_id,
        since=_partial(since), opened_on=day, slug=slug_of(name, _slug_taken),
    )  # fmt: skip
    network = _beside_all(Network.objects.add_child(parent, instance=made))
    NetworkMove.objects.create(network=network, parent=parent, starts=day, by=by.opaque_id)
    enter(by, "open_network", subject=("network", network.pk), place=network.path, detail={"level": level})
    return network


def _slug_taken(slug: str) -> bool:
    return bool(Network.objects.filter(slug=slug).exists())


def _accept(code: str, field: str, **facts: object) -> None:
    if code:
        raise Unacceptable(code, field=field, **facts)


def _partial(text: str) -> str:
    """Returns a partial date as ISO text, or refuses it at its field."""
    if not text.strip():
        return ""
    try:
        return parse(text)
    except PartialDateProblem as problem:
        raise Unacceptable(problem.code, field="since") from problem


@transaction.atomic
def change_network(*, by: Actor, network: Network, since: str, time_zone: str = "", country: str = "") -> Network:
    """Changes what is remembered of a network besides its names."""
    require(may_keep_network(by, network.path))
    network.since, network.time_zone, network.country = _partial(since), time_zone, country
    network.save(update_fields=["since", "time_zone", "country"])
    enter(by, "change_network", subject=("network", network.pk), place=network.path)
    return network


@transaction.atomic
def name_network(*, by: Actor, network: Network, language: str, name: str, about: str = "") -> NetworkText:
    """Gives a network its name and description in a language; the first language's name is also its own."""
    require(may_keep_network(by, network.path))
    _accept("" if name.strip() else "name_needed", "name")
    text, _ = NetworkText.objects.update_or_create(
        network=network,
        language=language,
        defaults={"name": name.strip(), "about": about.strip(), "updated_on": clock.today()},
    )
    if language == network.name_language:
        network.name = name.strip()
        network.save(update_fields=["name"])
    enter(by, "name_network", subject=("network", network.pk), place=network.path, detail={"language": language})
    return text


@transaction.atomic
def move_network(*, by: Actor, network: Network, under: Network, starts: dt.date | None = None) -> Network:
    """Moves a network, with everything below it, to stand under another one from a day on."""
    require(may_shape_network(by, network.path) and may_keep_network(by, under.path))
    network, under = _fresh(network), _fresh(under)
    code = why_not_moved(
        path=network.path, level=network.level_kind, parent_path=under.path, parent_level=under.level_kind
    )
    _accept(code, "under")
    _accept("network_closed" if under.closed_on else "", "under")
    day = starts or clock.today()
    _accept("in_the_future" if day > clock.today() else "", "starts")
    last = network.moves.order_by("-starts", "-pk").first()
    _accept("before_its_last_move" if last and day < last.starts else "", "starts")
    before = network.path
    Network.objects.move(network, under, pos="last-child")
    moved = _beside_all(Network.objects.get(pk=network.pk))
    _leave(before, moved.path)
    NetworkMove.objects.create(network=moved, parent=under, starts=day, by=by.opaque_id)
    places.moved(before, moved.path)
    enter(
        by, "move_network", subject=("network", moved.pk), place=moved.path, detail={"from": before, "to": moved.path}
    )
    return moved


def _fresh(network: Network) -> Network:
    """Paths move with the tree: a node is read again, locked, before it is moved."""
    fresh: Network = Network.objects.select_for_update().get(pk=network.pk)
    return fresh


@transaction.atomic
def close_network(*, by: Actor, network: Network, ends: dt.date | None = None) -> Network:
    """Closes a network that holds no open network, no live membership and no open body; its history stays."""
    require(may_shape_network(by, network.path))
    day = ends or clock.today()
    _accept("alliance_stays_open" if network.level_kind == Level.ALLIANCE else "", "ends")
    _accept("network_closed" if network.closed_on else "", "ends")
    _accept("ends_before_it_starts" if day < network.opened_on else "", "ends")
    _accept("in_the_future" if day > clock.today() else "", "ends")
    _accept(_why_not_closed(network), "")
    network.closed_on = day
    network.save(update_fields=["closed_on"])
    OfficeTerm.objects.filter(network=network, starts__lte=day, ends=None).update(ends=day)
    enter(by, "close_network", subject=("network", network.pk), place=network.path)
    return network


def _why_not_closed(network: Network) -> str:
    below = Network.objects.filter(path__startswith=network.path, closed_on=None).exclude(pk=network.pk)
    if below.exists():
        return "networks_below_are_open"
    if Membership.objects.filter(network=network, state__in=LIVE, organisation__merged_into=None).exists():
        return "organisations_still_belong"
    if code := why_unfinished(network):
        return code
    return "bodies_are_open" if Body.objects.filter(network=network, closed_on=None).exists() else ""


@transaction.atomic
def claim_count(
    *, by: Actor, network: Network, counted: str, number: int, as_of: str, source: str, source_language: str = "en"
) -> CountClaim:
    """Records a figure that somebody states about a network, with its day and its source; none is ever replaced."""
    require(may_keep_network(by, network.path))
    _accept("" if source.strip() else "source_needed", "source")
    try:
        day = parse(as_of)
    except PartialDateProblem as problem:
        raise Unacceptable(problem.code, field="as_of") from problem
    claim = CountClaim.objects.create(
        network=network,
        counted=counted,
        number=number,
        as_of=day,
        source=source.strip(),
        source_language=source_language,
        entered_on=clock.today(),
        by=by.opaque_id,
    )
    enter(
        by,
        "claim_count",
        subject=("network", network.pk),
        place=network.path,
        detail={"counted": counted, "number": number},
    )
    return claim
