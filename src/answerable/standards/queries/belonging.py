"""In which networks' sums somebody was and is: their own network and those above, through every move. Last days are included."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable

from answerable.alliance.models import Affiliation, MembershipStatus, Network, NetworkMove, OfficeTerm, Organisation
from answerable.alliance.rules.memberships import BELONGS, LIVE

from ..models import Subject
from ..rules.belonging import Stretch, Stretches, day_before, intersection, union
from ..rules.summing import Within

Places = dict[int, list[Stretch]]
NEVER = Stretch(dt.date.max, dt.date.min)  # a network that is not there is in no sum


class Tree:
    """The lines from some networks up to the alliance, as they ran on every day; asked level by level, so by depth alone."""

    def __init__(self, networks: Iterable[int]) -> None:
        self._opened: dict[int, Stretch] = {}
        self._moves: dict[int, list[tuple[dt.date, int | None]]] = defaultdict(list)
        self._lines: dict[int, Places] = {}
        wanted = set(networks)
        while wanted := wanted - self._opened.keys():
            rows = Network.objects.filter(pk__in=wanted).values_list("pk", "opened_on", "closed_on")
            self._opened |= {pk: Stretch(opened, day_before(closed) if closed else None) for pk, opened, closed in rows}
            self._opened |= dict.fromkeys(wanted - self._opened.keys(), NEVER)
            moves = NetworkMove.objects.filter(network__in=wanted).order_by("starts", "pk")
            above: set[int] = set()
            for pk, parent, starts in moves.values_list("network_id", "parent_id", "starts"):
                self._moves[pk].append((starts, parent))
                above |= {parent} if parent else set()
            wanted = above

    def above(self, network: int) -> Places:
        """Returns the network itself and those above it, each with the days on which it stood there."""
        if network not in self._lines:
            self._lines[network] = {}  # whatever would stand under itself ends here
            self._lines[network] = self._line(network)
        return self._lines[network]

    def _line(self, network: int) -> Places:
        opened, moves = self._opened[network], self._moves[network]
        found: Places = defaultdict(list)
        found[network] = [opened]
        for number, (starts, parent) in enumerate(moves):
            if parent is None:
                continue
            ends = day_before(moves[number + 1][0]) if number + 1 < len(moves) else None
            there = intersection([Stretch(starts, ends)], [opened])
            for place, spans in self.above(parent).items():
                found[place] += intersection(spans, there)
        return {place: list(union(spans)) for place, spans in found.items()}


def _over(tree: Tree, homes: dict[int, list[Stretch]]) -> list[Within]:
    found: Places = defaultdict(list)
    for home, spans in homes.items():
        for place, days in tree.above(home).items():
            found[place] += intersection(spans, days)
    return [Within(place, one.starts, one.ends) for place, spans in found.items() for one in union(spans)]


def memberships(organisations: Collection[int], states: Collection[str]) -> dict[int, Places]:
    """Returns for each organisation the networks it stood in with one of these states, each with its days."""
    rows = MembershipStatus.objects.filter(membership__organisation__in=organisations).order_by("starts", "pk")
    steps: dict[tuple[int, int], list[tuple[dt.date, str]]] = defaultdict(list)
    for organisation, network, starts, state in rows.values_list(
        "membership__organisation_id", "membership__network_id", "starts", "state"
    ):
        steps[organisation, network].append((starts, state))
    found: dict[int, Places] = defaultdict(dict)
    for (organisation, network), moves in steps.items():
        ends = [*(day_before(starts) for starts, _state in moves[1:]), None]
        spans = [Stretch(one, end) for (one, state), end in zip(moves, ends, strict=True) if state in states]
        found[organisation][network] = list(union(spans))
    return found


def involvements(people: Collection[int]) -> dict[int, tuple[Places, Places, dict[str, list[Stretch]]]]:
    """Returns for each person their days in organisations, those of offices at networks, and those of each office by its code."""
    found: dict[int, tuple[Places, Places, dict[str, list[Stretch]]]] = {
        pk: (defaultdict(list), defaultdict(list), defaultdict(list)) for pk in people
    }
    affiliations = Affiliation.objects.filter(person__in=people).order_by("pk")
    for person, organisation, starts, ends in affiliations.values_list(
        "person_id", "organisation_id", "starts", "ends"
    ):
        found[person][0][organisation].append(Stretch(starts, ends))
    offices = OfficeTerm.objects.filter(person__in=people).order_by("pk")
    for person, office, network, organisation, starts, ends in offices.values_list(
        "person_id", "office", "network_id", "organisation_id", "starts", "ends"
    ):
        span = Stretch(starts, ends)
        found[person][2][office].append(span)
        if network:
            found[person][1][network].append(span)
        else:
            found[person][0][organisation].append(span)
    return found


class Belongings:
    """What is known of some subjects: in whose sums they are, when anything is asked of them, and their traits today."""

    def __init__(self, subjects: Collection[Subject]) -> None:
        organisations = {one.organisation_id for one in subjects if one.organisation_id}
        people = {one.person_id for one in subjects if one.person_id}
        self._people = involvements(people) if people else {}
        through = {pk for places, _networks, _offices in self._people.values() for pk in places}
        self._counted = memberships(organisations | through, BELONGS) if organisations | through else {}
        self._asked = memberships(organisations, LIVE) if organisations else {}
        networks = {one.network_id for one in subjects if one.network_id}
        networks |= {pk for places in self._counted.values() for pk in places}
        networks |= {pk for _places, there, _offices in self._people.values() for pk in there}
        self._tree = Tree(networks)
        self._kinds = _kinds_of(organisations)
        self.levels = dict(Network.objects.filter(pk__in=networks).values_list("pk", "level_kind")) if networks else {}

    def places(self, subject: Subject) -> list[Within]:
        """Returns in whose sums a subject is."""
        if subject.network_id:
            return _over(self._tree, {subject.network_id: [Stretch(dt.date.min)]})
        if subject.organisation_id:
            return _over(self._tree, self._counted.get(subject.organisation_id, {}))
        places, networks, _offices = self._people[subject.person_id or 0]
        homes: Places = defaultdict(list, {pk: list(spans) for pk, spans in networks.items()})
        for organisation, spans in places.items():
            for network, days in self._counted.get(organisation, {}).items():
                homes[network] += intersection(union(spans), days)
        return _over(self._tree, {pk: list(union(spans)) for pk, spans in homes.items()})

    def asked(self, subject: Subject) -> Stretches:
        """Returns the days on which anything at all can be asked of a subject."""
        if subject.network_id:
            return union(self._tree.above(subject.network_id)[subject.network_id])
        if subject.organisation_id:
            spans = self._asked.get(subject.organisation_id, {}).values()
            return union(one for listed in spans for one in listed)
        places, networks, _offices = self._people[subject.person_id or 0]
        return union(one for listed in (*places.values(), *networks.values()) for one in listed)

    def offices(self, subject: Subject) -> dict[str, list[Stretch]]:
        """Returns the days on which a person held each office."""
        return self._people[subject.person_id][2] if subject.person_id else {}

    def kinds(self, subject: Subject) -> list[str]:
        """Returns which kinds of organisation a subject is today."""
        return self._kinds.get(subject.organisation_id or 0, [])


def _kinds_of(organisations: Collection[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = Organisation.objects.filter(pk__in=organisations, kinds__isnull=False).values_list("pk", "kinds__code")
    for pk, code in rows.order_by("pk", "kinds__code"):
        found[pk].append(str(code))
    return found
