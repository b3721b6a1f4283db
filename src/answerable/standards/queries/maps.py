"""What a map shows of networks: how each stands itself, and how those behind it stand together, on a day.

Whoever does not belong learns no picture of fewer than five, and no number; of people nobody learns of fewer, and of them only as of the first of a month, so
that no two days tell of one person.
"""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from answerable.access.actors import Actor
from answerable.alliance.models import Network, NetworkMove
from answerable.kit.pictures import shares as groups

from ..models import Duty, Silence, Subject, Turn
from ..permissions import keeps
from ..rules.rolling_up import Rolled, Shares, roll_up
from ..rules.words import Level, State
from .counting import Cell, counts_at
from .seeing import belongs_somewhere
from .standing import covering

SMALLEST = 5
NETWORKS, ORGANISATIONS, PEOPLE = "network", "organisation", "person"
KIND_OF: dict[Level, str] = {
    Level.GLOBAL: NETWORKS, Level.REGIONAL: NETWORKS, Level.NATIONAL: NETWORKS, Level.ORGANISATION: ORGANISATIONS, Level.INDIVIDUAL: PEOPLE,
}  # fmt: skip
Own = dict[tuple[int, int], State]


@dataclass(frozen=True)
class Spot:
    """One duty at one network: how the network stands itself, None where it is not asked; those behind it; `too_few` to be told."""

    own: State | None = None
    behind: Rolled | None = None
    too_few: bool = False

    @property
    def says(self) -> bool:
        return bool(self.own or self.too_few or (self.behind and self.behind.state))


@dataclass(frozen=True)
class Sight:
    """What a reader learns of sums. `smallest`: from how many on; `people`: the networks of whose people they learn sums."""

    smallest: int
    people: frozenset[int] = field(default_factory=frozenset)

    @property
    def is_public(self) -> bool:
        """Whether they do not belong: they learn of a picture, never of its numbers, so that none can be taken from another."""
        return self.smallest > 1


def sight_of(actor: Actor, networks: Iterable[Network]) -> Sight:
    kept = frozenset(one.pk for one in networks if keeps.covers(actor, one.path))
    return Sight(1 if belongs_somewhere(actor) else SMALLEST, kept)


def below_on(network: Network, day: dt.date) -> QuerySet[Network]:
    """Returns the networks that stood directly below a network on a day."""
    again = Q(starts__gt=OuterRef("starts")) | Q(starts=OuterRef("starts"), pk__gt=OuterRef("pk"))
    moves = NetworkMove.objects.filter(starts__lte=day)
    left = moves.filter(again, network=OuterRef("network"))
    there = moves.filter(~Exists(left), parent=network).values("network")
    found: QuerySet[Network] = Network.objects.filter(pk__in=there, opened_on__lte=day)
    return found.filter(Q(closed_on=None) | Q(closed_on__gt=day)).prefetch_related("texts")


def own_states(networks: Collection[int], day: dt.date) -> Own:
    """Returns how networks stand themselves, as it was reckoned: by network and duty, where it is asked of them."""
    subjects = dict(Subject.objects.filter(network__in=networks).values_list("pk", "network"))
    turns = Turn.objects.filter(covering(day), subject__in=subjects).order_by()
    found: Own = {
        (subjects[subject], duty): State(state)
        for subject, duty, state in turns.values_list("subject", "duty", "state")
    }
    on = day.isoformat()
    for subject, spans in Silence.objects.filter(subject__in=subjects).values_list("subject", "spans"):
        for starts, ends, state, duties in spans:
            if starts <= on and (ends is None or on <= ends):
                found |= {(subjects[subject], duty): State(state) for duty in duties}
    return found


def picture_shares() -> Shares:
    """Returns from which shares on a picture is what it is, as the operator set them."""
    return Shares(settings.STANDING_IN_PLACE_FROM, settings.STANDING_PARTLY_FROM, settings.STANDING_OVERDUE_FROM)


def day_of_people(day: dt.date) -> dt.date:
    return day.replace(day=1)


class Spots:
    """The spots of some networks and duties on a day; the number of questions does not grow with either."""

    def __init__(
        self,
        networks: Collection[Network],
        duties: Collection[Duty],
        day: dt.date,
        sight: Sight,
        kinds: Collection[str],
    ) -> None:
        pks, wanted = [one.pk for one in networks], [one.pk for one in duties]
        self._sight, self._shares = sight, picture_shares()
        self.own = own_states(pks, day) if NETWORKS in kinds else {}
        sums = [kind for kind in kinds if kind != PEOPLE]
        self._counts = counts_at(pks, day, kinds=sums, duties=wanted, publicly=sight.is_public) if sums else {}
        if PEOPLE in kinds and sight.people:
            self._counts |= counts_at(sorted(sight.people), day_of_people(day), kinds=[PEOPLE], duties=wanted)

    def at(self, network: int, duty: int, kind: str) -> Spot:
        own = self.own.get((network, duty)) if kind == NETWORKS else None
        counts = self.counts(network, duty, kind)
        if kind == PEOPLE:
            return self._people(counts)
        if 0 < counts.total() < self._sight.smallest:
            return Spot(own, too_few=True)
        rolled = roll_up(counts, self._shares)
        return Spot(own, Rolled(rolled.state, 0, {}, rolled.why) if self._sight.is_public else rolled)

    def counts(self, network: int, duty: int, kind: str) -> Counter[State]:
        """Returns how many of those behind a network stand how, itself not counted; not what may be told of it."""
        found = Counter(self._counts.get(Cell(network, duty, kind), Counter()))
        if kind == NETWORKS and (own := self.own.get((network, duty))):
            found[own] -= 1
        return +found

    def _people(self, counts: Counter[State]) -> Spot:
        """People's sums are told only where no group of them is small."""
        if not counts:
            return Spot()
        told = groups(counts, smallest=SMALLEST)
        return Spot(too_few=True) if told is None or told.hidden else Spot(behind=roll_up(counts, self._shares))
