"""Taking a row back, unless somebody worked on the organisation since."""

from typing import Any

from answerable.access.actors import Actor
from answerable.kit import search, touching
from answerable.kit.imports import Change, Context, RowRefused

from ...models import Membership, Network, Organisation
from ...permissions import may_keep_network, may_keep_organisation
from ...queries.followers import holds_anything, of_whom_others_know
from ...queries.organisations import network_paths
from ...queries.unfinished import something_stands_there
from ..organisations import Card, _remove_for_good, change_card, set_visibility
from ..paths import _leave
from ..recording import as_one_act
from .cards import snapshot
from .looking_up import acting


def undo(change: Change, context: Context) -> None:
    """Takes a row back, unless somebody worked on the organisation since."""
    organisation = Organisation.objects.filter(pk=int(change.key)).first()
    after = {code: value for code, value in change.after.items() if code != "opened"}
    if organisation is None or snapshot(organisation) != after or _was_merged(organisation):
        raise RowRefused("changed_since")
    if not change.before and _has_followers(organisation):
        raise RowRefused("people_stand_for_it")
    if not change.before and of_whom_others_know(Organisation.objects.filter(pk=organisation.pk)).exists():
        raise RowRefused("named_elsewhere")
    with as_one_act():
        if change.before:
            _restore(organisation, change.before, context)
        else:
            _require_kept(organisation, context)
            _remove_for_good([organisation])
        _close_opened(change.after.get("opened", []), acting(context))


def _was_merged(organisation: Organisation) -> bool:
    """Whether it is one of two that became one: the other one would go with it."""
    return organisation.merged_into_id is not None or organisation.merges.exists()


def _require_kept(organisation: Organisation, context: Context) -> None:
    """Whoever takes an import back keeps its place, but perhaps not all the places that its rows named."""
    if not may_keep_organisation(acting(context), organisation.pk, network_paths(organisation)):
        raise RowRefused("kept_by_others")


def _has_followers(organisation: Organisation) -> bool:
    """Whether somebody stands for it by now, or was invited to, or asked to."""
    return any(
        rows.exists()
        for rows in (
            organisation.offices, organisation.terms, organisation.affiliations, organisation.invitations,
            organisation.introductions,
        )
    )  # fmt: skip


def _restore(organisation: Organisation, before: dict[str, Any], context: Context) -> None:
    card = before["card"]
    for code in ("languages", "kinds"):
        card[code] = tuple(card[code])
    change_card(by=acting(context), organisation=organisation, card=Card(**card))
    organisation.texts.exclude(language__in=[*card["names"], card["name_language"]]).delete()
    set_visibility(
        by=acting(context), organisation=organisation, visibility=before["visibility"], at_risk=organisation.at_risk
    )
    for held in organisation.memberships.select_related("network"):
        kept = before["memberships"].get(str(held.network_id))
        if kept != [held.state, held.since] and not may_keep_network(acting(context), held.network.path):
            raise RowRefused("not_your_place")
        if kept is None:
            held.delete()
        elif [held.state, held.since] != kept:
            _put_back(held, kept)


def _put_back(held: Membership, kept: list[str]) -> None:
    """Takes back a membership's last step, which the import made."""
    state, since = kept
    if held.state != state:
        last = held.statuses.order_by("-starts", "-pk").first()
        if last:
            last.delete()
    Membership.objects.filter(pk=held.pk).update(state=state, since=since)


def _close_opened(networks: list[int], by: Actor) -> None:
    """Removes the networks that the import opened, where nothing else stands in them."""
    for network in Network.objects.filter(pk__in=networks):
        if may_keep_network(by, network.path) and not _holds_anything(network):
            search.forget("alliance.network", [network.pk])
            pk = network.pk
            _leave(network.path, "")
            network.delete()
            touching.touched("network", pk)


def _holds_anything(network: Network) -> bool:
    return bool(network.numchild) or holds_anything(network) or something_stands_there(network)
