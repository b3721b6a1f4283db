"""Bringing a row in, through the room's own verbs, as part of one bulk act."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.utils.translation import gettext as _

from answerable.kit.countries import name as country_name
from answerable.kit.imports import Change, Context, Fate, Outcome, Row, RowRefused
from answerable.kit.text import fold

from ...models import Membership, Network, Organisation
from ...queries.organisations import seen_by
from ...rules.words import Level
from ..networks import open_network
from ..organisations import Card, change_card, join_network, move_membership, set_visibility
from ..recording import as_one_act
from ..welcoming import Joining, Newcomer, welcome_organisations
from .cards import CARD, card_of, snapshot, snapshots
from .columns import NAME_LANGUAGES
from .looking_up import acting, recorded
from .name_language import language_of_name
from .places import Place, Scope, country_of, place_lines, places, scope_network


def apply(row: Row, outcome: Outcome, context: Context) -> Change | None:
    """Brings a row in through the room's own verbs, as part of one bulk act."""
    if outcome.fate == Fate.ADDED:
        return add_many([row], context)[0]
    with as_one_act():
        return _change(row, recorded(int(outcome.key)), context)


def add_many(rows: Sequence[Row], context: Context) -> list[Change]:
    """Welcomes the organisations of many rows at once, opening networks for countries that have none yet."""
    with as_one_act(), _forgetting_what_failed(context):
        _require_still_new(rows, context)
        told = [_newcomer(row, context) for row in rows]
        made = welcome_organisations(by=acting(context), newcomers=[newcomer for newcomer, _ in told])
    context.room.more["made"] |= {one.pk for one in made}
    after = snapshots([one.pk for one in made])
    return [
        Change(str(one.pk), after={**after[one.pk], "opened": opened})
        for one, (_, opened) in zip(made, told, strict=True)
    ]


def _require_still_new(rows: Sequence[Row], context: Context) -> None:
    """Another may have brought in the same list since this one was looked at: nobody is recorded twice."""
    wanted = {(fold(row.values["name"])[:80], country_of(row)) for row in rows}
    known = context.room.more["records"].by_pk.keys() | context.room.more["made"]
    named = seen_by(acting(context)).filter(sort_key__in={name for name, _ in wanted})
    for pk, name, country in named.values_list("pk", "sort_key", "country"):
        if pk not in known and (name, country) in wanted:
            raise RowRefused("recorded_meanwhile")


@contextmanager
def _forgetting_what_failed(context: Context) -> Iterator[None]:
    """Networks that were opened for rows which then failed are not there after all."""
    known = {name: dict(context.room.more[name]) for name in ("network_by_pk", "by_country")}
    try:
        yield
    except BaseException:
        context.room.more |= known
        raise


def _newcomer(row: Row, context: Context) -> tuple[Newcomer, list[int]]:
    """Returns what a row welcomes, and the networks opened for it."""
    told = [(place, *_network_of(place, context)) for place in places(row, context)]
    bare = Card(name=row.values["name"], name_language=language_of_name(row, context), country=country_of(row))
    newcomer = Newcomer(
        card=_card(row.values, bare),
        joins=tuple(Joining(network, place.state, place.since) for place, network, _ in told),
        visibility=row.values.get("visibility", Scope.of(context.scope).visibility),
        external_id=row.values.get("id", ""),
    )
    return newcomer, [network.pk for _, network, is_new in told if is_new]


def _network_of(place: Place, context: Context) -> tuple[Network, bool]:
    """Returns the place's network, opened now where its country has none yet; whether it was opened."""
    by_pk: dict[int, Network] = context.room.more["network_by_pk"]
    known = place.network or context.room.more["by_country"].get(place.country)
    if known:
        return by_pk.get(known) or Network.objects.get(pk=known), False
    scope = scope_network(context)
    language = scope.name_language
    opened = open_network(
        by=acting(context), under=scope, level=Level.COUNTRY, name=country_name(place.country, language), name_language=language,
        country=place.country,
    )  # fmt: skip
    by_pk[opened.pk] = opened
    context.room.more["by_country"][place.country] = opened.pk
    return opened, True


def _card(values: dict[str, Any], before: Card) -> Card:
    """Returns a card with what the row says; an empty cell leaves what was there."""
    said = {code: values[code] for code in (*CARD, "name_language", "about", "kinds") if code in values}
    for code in ("languages", "kinds"):
        if code in said:
            said[code] = tuple(said[code])
    names = {code: values[f"name_{code}"] for code in NAME_LANGUAGES if values.get(f"name_{code}")}
    return Card(**{**vars(before), **said, "names": {**before.names, **names}})


def _change(row: Row, organisation: Organisation, context: Context) -> Change:
    actor, before = acting(context), snapshot(organisation)
    change_card(by=actor, organisation=organisation, card=_card(row.values, card_of(organisation)))
    visibility = row.values.get("visibility", organisation.visibility)
    if visibility != organisation.visibility:
        set_visibility(by=actor, organisation=organisation, visibility=visibility, at_risk=organisation.at_risk)
    opened = _settle(row, organisation, context)
    return Change(str(organisation.pk), before=before, after={**snapshot(organisation), "opened": opened})


def _settle(row: Row, organisation: Organisation, context: Context) -> list[int]:
    """Adds or moves the memberships a row speaks of; returns the networks opened for it."""
    if not place_lines(row, organisation, context):
        return []
    opened = []
    for place in places(row, context):
        network, is_new = _network_of(place, context)
        if is_new:
            opened.append(network.pk)
        held = (
            Membership.objects.filter(organisation=organisation, network=network)
            .select_related("network", "organisation")
            .first()
        )
        if held is None:
            join_network(
                by=acting(context), organisation=organisation, network=network, state=place.state, since=place.since
            )
            continue
        if "membership" in row.values and held.state != place.state:
            move_membership(
                by=acting(context), membership=held, state=place.state, reason=_("As the imported list says")
            )
        if place.since and place.since != held.since:
            Membership.objects.filter(pk=held.pk).update(since=place.since)
    return opened
