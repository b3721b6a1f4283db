"""Where a row puts an organisation: the networks it names, else its country's, else the scope of the run."""

import json
from dataclasses import asdict, dataclass

from answerable.kit.imports import Context, Line, Row, RowRefused

from ...models import Network, Organisation
from ...queries.networks import root
from ...rules.words import Level, MembershipState, Visibility

STATE = MembershipState.MEMBER


@dataclass(frozen=True)
class Scope:
    """Where a run brings organisations in, and who may know of those whose row does not say."""

    network: str
    visibility: str = Visibility.MEMBERS

    def text(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def of(cls, text: str) -> "Scope":
        return cls(**json.loads(text))


@dataclass(frozen=True)
class Place:
    """Where a row puts an organisation: a network by pk, or by the country whose network is still to be opened."""

    network: int | None
    country: str = ""
    state: str = STATE
    since: str = ""


def places(row: Row, context: Context) -> list[Place]:
    """Returns the networks a row names; without any, its country's network below the scope, else the scope itself."""
    states, since = row.values.get("membership", []), row.values.get("member_since", [])
    named = row.values.get("networks", [])
    if named:
        return [_named(one, _nth(states, at, STATE), _nth(since, at, ""), context) for at, one in enumerate(named)]
    state, joined = _nth(states, 0, STATE), _nth(since, 0, "")
    scope, country = scope_network(context), row.values.get("country", "")
    if not country or scope.level_kind not in (Level.ALLIANCE, Level.REGION):
        return [Place(scope.pk, "", state, joined)]
    known = context.room.more["by_country"].get(country)
    return [Place(known, country, state, joined)]


def _named(network: int | str, state: str, since: str, context: Context) -> Place:
    """Returns the place that a cell names by its network, or by the country whose network is meant."""
    if isinstance(network, int):
        return Place(network, "", state, since)
    return Place(context.room.more["by_country"].get(network), network, state, since)


def country_of(row: Row) -> str:
    """Returns a row's country, else the one that its cell of networks names, if that is one alone."""
    named = {one for one in row.values.get("networks", []) if isinstance(one, str)}
    return row.values.get("country") or (named.pop() if len(named) == 1 else "")


def _nth(values: list[str], at: int, otherwise: str) -> str:
    """Returns the value for the network at a position; a single value stands for all."""
    if len(values) == 1:
        return values[0] or otherwise
    return (values[at] if at < len(values) else "") or otherwise


def scope_network(context: Context) -> Network:
    kept = context.room.more.get("scope")
    if kept is None:
        slug = Scope.of(context.scope).network
        kept = Network.objects.filter(slug=slug).first() or root()
        context.room.more["scope"] = kept
    if not isinstance(kept, Network):
        raise RowRefused("network_unknown")
    return kept


def place_lines(row: Row, organisation: Organisation, context: Context) -> tuple[Line, ...]:
    """Returns the memberships that a row adds or moves. A row that names no network moves nothing once it has one."""
    memberships = {one.network_id: one for one in organisation.memberships.all()}
    if memberships and not any(code in row.values for code in ("networks", "membership", "member_since")):
        return ()
    lines = []
    for place in places(row, context):
        held = memberships.get(place.network or 0)
        said = f"{place.state} {place.since}".strip()
        keeps_date = held is not None and (not place.since or place.since == held.since)
        if held is None or not keeps_date or ("membership" in row.values and held.state != place.state):
            lines.append(Line("networks", said, f"{held.state} {held.since}".strip() if held else ""))
    return tuple(lines)
