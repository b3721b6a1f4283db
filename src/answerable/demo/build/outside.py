"""Who was invited and what became of it, who says they work somewhere, and who asks to join."""

import datetime as dt
from typing import Any, cast

from answerable.access.actors import Actor
from answerable.alliance.actions import accepting, approaching, inviting
from answerable.alliance.actions import invitation_steps as steps
from answerable.alliance.models import Invitation, Organisation
from answerable.alliance.queries.invitations import days_open, ready

from ..reading import read
from .world import World

NOBODY = Actor.nobody()


def invite_and_ask(world: World) -> None:
    told = read("outside")
    _invite(world, told)
    for one in told["introductions"]:
        _introduce(world, one)
    for one in told["applications"]:
        if one["network"] in world.networks:
            _apply(world, one)


def _invite(world: World, told: dict[str, Any]) -> None:
    """Invites the first organisations of a country, some of them long ago."""
    country = told["invited"]
    listed = [one.organisation.pk for one in world.members[country]]
    free = list(
        Organisation.objects.filter(ready(world.today), pk__in=listed).prefetch_related("memberships__network").order_by("slug")
    )  # fmt: skip
    fates = list(zip(free, told["becomes"], strict=False))
    for fate in ("expired", ""):  # whatever expired was sent first
        chosen = [(one, what) for one, what in fates if (what == "expired") == bool(fate)]
        if not chosen:
            continue
        made = inviting.invite_organisations(
            by=world.by, organisations=[one for one, _ in chosen], place=world.networks[country]
        )
        for invitation, (_, what) in zip(made.made, chosen, strict=True):
            _become(world, invitation, what, told["accepted_by"])
        if fate:
            steps.expire_invitations(by=world.by, on=world.today + dt.timedelta(days=days_open() + 1))


def _become(world: World, invitation: Invitation, what: str, name: str) -> None:
    if what in {"opened", "accepted", "declined"}:
        steps.open_invitation(by=NOBODY, invitation=invitation)
    if what == "accepted":
        accepting.accept_invitation(
            by=NOBODY,
            invitation=invitation,
            email=invitation.email,
            myself=accepting.Myself(name, "en", title="Director"),
        )
    if what == "declined":
        accepting.decline_invitation(by=NOBODY, invitation=invitation, email=invitation.email)
    if what == "withdrawn":
        steps.withdraw_invitation(by=world.by, invitation=invitation)
    if what == "bounced":
        steps.record_bounce(by=world.by, invitation=invitation)


def _introduce(world: World, one: dict[str, str]) -> None:
    member = world.by_key.get(one.get("organisation", ""))
    organisation = member.organisation if member else None
    approaching.introduce_oneself(
        by=NOBODY, asker=_asker(one), organisation=organisation, proof=one["proof"],
        organisation_name=organisation.name if organisation else one["typed"],
        country=organisation.country if organisation else one["country"],
    )  # fmt: skip


def _apply(world: World, one: dict[str, str]) -> None:
    applicant = approaching.Applicant(
        name=one["organisation"], network=world.networks[one["network"]], country=one["country"],
        kinds=tuple(one["kinds"].split()), why=one["why"], name_language=one["language"],
    )  # fmt: skip
    made = approaching.apply_to_join(by=NOBODY, asker=_asker(one), applicant=applicant)
    if one.get("asked"):
        approaching.ask_for_more(by=world.by, about=cast(Any, made), words=one["asked"])


def _asker(one: dict[str, str]) -> approaching.Asker:
    return approaching.Asker(one["name"], one["email"], one["language"], one["title"])
