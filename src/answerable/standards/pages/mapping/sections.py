"""Where standing speaks on pages of rooms below: of a network, at its desk, and on the front page."""

from collections import Counter
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise

from answerable.access.doors import actor_of
from answerable.alliance.models import Network
from answerable.alliance.queries.days import today_at
from answerable.kit.pictures import Strip
from answerable.kit.sections import Part, Section, declare

from ...models import Duty
from ...queries.duties import asking_on, in_force, with_words, words_of
from ...queries.maps import NETWORKS, ORGANISATIONS, Spots, sight_of
from ...queries.seeing import is_public, may_see_sums
from ...rules.words import State
from ..days import language
from ..words import STATES, STATUS
from .presenting import numbers_of

TEMPLATE = "standards/section.html"
Words = str | Promise
MOST = 3
SILENT = {State.NOT_REPORTED, State.NOT_APPLICABLE}


def declare_all() -> None:
    for place, part, order in (
        ("alliance.network", of_network, 10),
        ("alliance.desk_network", at_desk, 10),
        ("site.home", of_network, 10),
    ):
        declare(Section(place, part, order))


@dataclass(frozen=True)
class Own:
    """A duty of the network itself."""

    number: str
    name: str
    language: str
    state: State

    @property
    def status(self) -> str:
        return STATUS[self.state]

    @property
    def words(self) -> Words:
        return STATES[self.state]


def of_network(request: HttpRequest, network: Network | None) -> Part | None:
    """How the network stands itself by its main duties, and those behind it by theirs."""
    if network is None or not may_see_sums(actor_of(request), network):
        return None
    context = _context(request, network)
    return Part(TEMPLATE, context) if context["says"] else None


def at_desk(request: HttpRequest, network: Network) -> Part | None:
    """The same for those who keep the records, with the choice who may see it."""
    return Part(TEMPLATE, _context(request, network) | {"may_choose": True, "is_public": is_public(network)})


def _context(request: HttpRequest, network: Network) -> dict[str, object]:
    actor, day = actor_of(request), today_at(network.path)
    main = list(Duty.objects.filter(main=True, followed=True).values_list("pk", flat=True))
    duties = in_force(with_words(main), day)
    spots = Spots([network], duties, day, sight_of(actor, [network]), [NETWORKS, ORGANISATIONS])
    owned = _own(duties, spots, network)
    behind = [spots.at(network.pk, one.pk, ORGANISATIONS).behind for one in duties]
    pictures = Counter(one.state for one in behind if one and one.state)
    states = {one.state for one in owned} | pictures.keys()
    return {
        "network": network, "strip": Strip([(one.status, f"{one.name}: {one.words}") for one in owned]), "day": day,
        "own": numbers_of(Counter(one.state for one in owned)), "behind": numbers_of(pictures),
        "overdue": [one for one in owned if one.state == State.OVERDUE][:MOST], "says": bool(states), "is_empty": states <= SILENT,
    }  # fmt: skip


def _own(duties: list[Duty], spots: Spots, network: Network) -> list[Own]:
    found = []
    for one in duties:
        state, asking = spots.own.get((network.pk, one.pk)), asking_on(one, today_at(network.path))
        if state is not None and asking is not None:
            text = words_of(asking, language())
            found.append(Own(one.number, text.name, text.language, state))
    return found
