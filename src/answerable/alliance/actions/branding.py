"""How the alliance looks: colours, a logo, a small picture for the browser's tab; looked at first, and taken back."""

from dataclasses import dataclass

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.kit import clock

from ..models import Look, LookRole, Profile
from ..permissions import ROOT_PATH, may_keep_alliance, require
from .recording import enter

FIELDS = ("primary_colour", "accent_colour", "mail_colour", "logo", "icon")


@dataclass(frozen=True)
class Branding:
    """Colours whose contrast was checked and pictures that were painted anew; empty is the house's own."""

    primary_colour: str = ""
    accent_colour: str = ""
    mail_colour: str = ""
    logo: bytes = b""
    icon: bytes = b""


def branding_of(kept: Profile | Look) -> Branding:
    """Returns how a look looks."""
    return Branding(kept.primary_colour, kept.accent_colour, kept.mail_colour, bytes(kept.logo), bytes(kept.icon))


@transaction.atomic
def draft_look(*, by: Actor, look: Branding) -> Look:
    """Keeps a look to be seen by the secretariat first; there is one draft at a time."""
    require(may_keep_alliance(by), "needs_secretariat")
    made = _keep_as(LookRole.DRAFT, look)
    enter(by, "draft_look", subject=("profile", 1), place=ROOT_PATH)
    return made


@transaction.atomic
def show_look(*, by: Actor, look: Branding) -> Profile:
    """Shows a look to everybody. What was shown before is kept, so that it can be had again; a draft is done with."""
    require(may_keep_alliance(by), "needs_secretariat")
    profile = Profile.objects.select_for_update().get(pk=1)
    before = branding_of(profile)
    if before != look:
        _keep_as(LookRole.BEFORE, before)
        for name in FIELDS:
            setattr(profile, name, getattr(look, name))
        profile.save(update_fields=list(FIELDS))
    Look.objects.filter(role=LookRole.DRAFT).delete()
    enter(by, "show_look", subject=("profile", profile.pk), place=ROOT_PATH)
    return profile


@transaction.atomic
def take_back_look(*, by: Actor) -> Profile:
    """Shows again what was shown before; a second time undoes the first."""
    require(may_keep_alliance(by), "needs_secretariat")
    before = Look.objects.filter(role=LookRole.BEFORE).first()
    if before is None:
        raise Unacceptable("no_look_before")
    return show_look(by=by, look=branding_of(before))


@transaction.atomic
def drop_draft_look(*, by: Actor) -> None:
    """Throws the draft away."""
    require(may_keep_alliance(by), "needs_secretariat")
    Look.objects.filter(role=LookRole.DRAFT).delete()
    enter(by, "drop_draft_look", subject=("profile", 1), place=ROOT_PATH)


def _keep_as(role: str, look: Branding) -> Look:
    values = {name: getattr(look, name) for name in FIELDS}
    row, _ = Look.objects.update_or_create(role=role, defaults={**values, "kept_on": clock.today()})
    return row
