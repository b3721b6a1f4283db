"""Taking a row back, unless somebody worked on the organisation since."""

from typing import Any

from answerable.backups import forgotten
from answerable.kit.imports import Change, Context, RowRefused

from ...models import Application, Introduction, Membership, Network, Organisation
from ..organisations import Card, change_card, set_visibility
from ..recording import as_one_act
from .cards import snapshot
from .looking_up import acting


def undo(change: Change, context: Context) -> None:
    """Takes a row back, unless somebody worked on the organisation since."""
    organisation = Organisation.objects.filter(pk=int(change.key)).first()
    after = {code: value for code, value in change.after.items() if code != "opened"}
    if organisation is None or snapshot(organisation) != after:
        raise RowRefused("changed_since")
    if not change.before and _has_followers(organisation):
        raise RowRefused("people_stand_for_it")
    with as_one_act():
        if change.before:
            _restore(organisation, change.before, context)
        else:
            forgotten.remember("organisation", str(organisation.key))
            organisation.delete()
        _close_opened(change.after.get("opened", []))


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
    for held in organisation.memberships.all():
        kept = before["memberships"].get(str(held.network_id))
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


def _close_opened(networks: list[int]) -> None:
    """Removes the networks that the import opened, where nothing else stands in them."""
    for network in Network.objects.filter(pk__in=networks):
        if network.numchild or any(
            rows.exists() for rows in (network.memberships, network.offices, network.bodies, network.invitations)
        ):
            continue
        if any(kind.objects.filter(place=network).exists() for kind in (Introduction, Application)):
            continue
        network.delete()
