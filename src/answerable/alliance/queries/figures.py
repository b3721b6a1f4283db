"""How many organisations there are, for this reader: every figure is counted over what they may see."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from django.db.models import Count, Exists, FilteredRelation, OuterRef, Q, QuerySet

from answerable.access.actors import Actor
from answerable.kit import clock
from answerable.kit.remembered import remembered

from ..models import Membership, Network, Organisation, Profile
from ..rules.memberships import BELONGS, LIVE
from .organisations import seen_by

T = TypeVar("T")
Asked = tuple[tuple[str, tuple[str, ...]], ...]
Places = tuple[tuple[str, str], ...]  # of an organisation: the path of each network, and how it stands there


def counted(actor: Actor, of: str, make: Callable[[], T], *, on: tuple[Hashable, ...] = ()) -> T:
    """Returns a figure that follows from the alliance's records and the reader's posts alone, made once for each."""
    version = Profile.objects.values_list("records_version", flat=True).first() or ""
    return remembered(make, of=of, version=version, day=clock.today(), on=(_audience(actor), *on))


def _audience(actor: Actor) -> Hashable:
    """Those who hold the same posts see the same."""
    return actor.is_known, actor.system, frozenset(actor.posts)


@dataclass
class Numbers:
    """Everything the pages count of the organisations somebody may see; each one is counted once wherever it is."""

    by_country: Counter[str] = field(default_factory=Counter)
    by_path: Counter[str] = field(default_factory=Counter)
    in_networks: int = 0
    belonging: int = 0

    def add(self, country: str, places: Places, number: int) -> None:
        """Adds so many organisations of a country that have these places."""
        self.by_country[country] += number
        self.in_networks += number if places else 0
        self.belonging += number if any(state in BELONGS for _path, state in places) else 0
        for path in {place[:step] for place, _state in places for step in _steps(place)}:
            self.by_path[path] += number


def _steps(path: str) -> Iterable[int]:
    return range(Network.steplen, len(path) + 1, Network.steplen)


def _numbers(actor: Actor) -> Numbers:
    """Returns the numbers for this actor, from one look at the records: each page takes what it shows."""

    def make() -> Numbers:
        numbers = Numbers()
        for country, places, number in (*_by_place(seen_by(actor)), *_once_only(seen_by(actor))):
            numbers.add(country, places, number)
        return numbers

    return counted(actor, "organisations", make)


def _by_place(seen: QuerySet[Organisation]) -> Iterator[tuple[str, Places, int]]:
    """Yields how many stand in each place, and how many in none: the database counts those that are alike."""
    live = FilteredRelation("memberships", condition=Q(memberships__state__in=LIVE))
    places = seen.annotate(live=live).order_by().values_list("country", "live__network__path", "live__state")
    for country, path, state, number in places.annotate(number=Count("pk")):
        yield country, ((path, state),) if path else (), number


def _once_only(seen: QuerySet[Organisation]) -> Iterator[tuple[str, Places, int]]:
    """Yields each that has several places, which are few, once with all of them, and takes it back from each."""
    live = Membership.objects.filter(state__in=LIVE)
    several = live.order_by().values("organisation").annotate(number=Count("pk")).filter(number__gt=1)
    held: dict[tuple[int, str], list[tuple[str, str]]] = defaultdict(list)
    for pk, country, path, state in live.filter(
        organisation__in=seen.filter(pk__in=several.values("organisation")).values("pk")
    ).values_list("organisation", "organisation__country", "network__path", "state"):
        held[pk, country].append((path, state))
    for (_pk, country), places in held.items():
        yield country, tuple(places), 1
        yield from ((country, (place,), -1) for place in places)


def organisations_at(actor: Actor) -> dict[str, int]:
    """Returns how many organisations this actor may see at each network and below it, by path.

    An organisation in several networks below one is counted once there.
    """
    return _numbers(actor).by_path


def organisations_by_country(actor: Actor) -> dict[str, int]:
    """Returns how many organisations this actor may see in each country; unknown countries are left out."""
    return {code: number for code, number in _numbers(actor).by_country.items() if code}


def organisations_seen(actor: Actor) -> int:
    """Returns how many organisations this actor may see."""
    return _numbers(actor).by_country.total()


def organisations_in_networks(actor: Actor) -> int:
    """Returns how many of the organisations this actor may see have a place in some network, each once."""
    return _numbers(actor).in_networks


def organisations_in_none(actor: Actor) -> int:
    """Returns how many organisations the directory counts for this actor and no network does."""
    return organisations_seen(actor) - organisations_in_networks(actor)


def organisations_found(actor: Actor, asked: Asked, count: Callable[[], int]) -> int:
    """Returns how many the directory finds for what was asked of it; where nothing was, all that this actor may see."""
    return counted(actor, "directory", count, on=asked) if asked else organisations_seen(actor)


def of_kind(actor: Actor, kind: str) -> tuple[int, int]:
    """Returns how many of the organisations that belong now and that this actor may see are of a kind, and of how many."""

    def make() -> int:
        belongs = Membership.objects.filter(organisation=OuterRef("pk"), state__in=BELONGS)
        ones = Organisation.kinds.through.objects.filter(kind__code=kind).values("organisation_id")
        return seen_by(actor).filter(Exists(belongs), pk__in=ones).count()

    return counted(actor, "organisations of a kind", make, on=(kind,)), _numbers(actor).belonging
