"""Bringing a row in, through the room's own verbs, as part of one bulk act."""

from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext as _

from answerable.kit.countries import name as country_name
from answerable.kit.imports import Change, Context, Fate, Outcome, Row

from ...models import Membership, Network, Organisation
from ...rules.words import Level
from ..networks import open_network
from ..organisations import Card, change_card, join_network, move_membership, set_visibility, welcome_organisation
from ..recording import as_one_act
from .cards import CARD, card_of, snapshot
from .columns import NAME_LANGUAGES
from .looking_up import acting, recorded
from .places import Place, Scope, place_lines, places, scope_network


def apply(row: Row, outcome: Outcome, context: Context) -> Change | None:
    """Brings a row in through the room's own verbs, as part of one bulk act."""
    with as_one_act():
        if outcome.fate == Fate.ADDED:
            return _add(row, context)
        return _change(row, recorded(int(outcome.key)), context)


def _add(row: Row, context: Context) -> Change:
    actor, scope = acting(context), Scope.of(context.scope)
    told = places(row, context)
    networks = [_network_of(place, context) for place in told]
    opened = [network.pk for network, is_new in networks if is_new]
    organisation = welcome_organisation(
        by=actor, card=_card(row.values, Card(name=row.values["name"])), network=networks[0][0], state=told[0].state,
        since=told[0].since, visibility=row.values.get("visibility", scope.visibility), external_id=row.values.get("id", ""),
    )  # fmt: skip
    for place, (network, _new) in list(zip(told, networks, strict=True))[1:]:
        join_network(by=actor, organisation=organisation, network=network, state=place.state, since=place.since)
    return Change(str(organisation.pk), after={**snapshot(organisation), "opened": opened})


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
    return Card(**{**asdict(before), **said, "names": {**before.names, **names}})


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
