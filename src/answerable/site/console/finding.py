"""Finds what a word in the command line means."""

import uuid
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from answerable.access.actors import Actor

from .speaking import Failed

if TYPE_CHECKING:
    from answerable.access.models import Account
    from answerable.alliance.models import Network, Organisation, Person

CONSOLE = Actor.of_system("console")


def network_named(slug: str | None) -> "Network":
    """Returns a network by the name in its address; without one the alliance itself."""
    from answerable.alliance.queries import networks

    found = networks.by_slug(slug) if slug else networks.root()
    if found is None and not slug:
        raise Failed(_("No alliance is set up here yet: type “answerable init”."))
    if found is None:
        raise Failed(
            _("There is no network “%(slug)s”. Its name is the last part of its page’s address.") % {"slug": slug},
            code=2,
        )
    return found


def organisation_named(slug: str) -> "Organisation":
    from answerable.alliance.models import Organisation

    found = Organisation.objects.filter(slug=slug).first()
    if found is None:
        raise Failed(
            _("There is no organisation “%(slug)s”. Its name is the last part of its page’s address.") % {"slug": slug},
            code=2,
        )
    return found


def account_of(email: str) -> "Account":
    from answerable.access.models import Account

    found = Account.objects.filter(email__iexact=email.strip()).first()
    if found is None:
        raise Failed(_("Nobody signs in with this address."), code=2)
    return found


def person_of(who: str) -> "Person":
    """Returns a person by the address they sign in with, or by their key."""
    from answerable.alliance.models import Person

    people, key = Person.objects.filter(former_since=None), as_key(who)
    found = people.filter(key=key).first() if key else people.filter(account__email__iexact=who.strip()).first()
    if found is None:
        raise Failed(_("There is nobody with this address or key. “answerable person list” shows them."), code=2)
    return found


def as_key(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def day_of(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as wrong:
        raise Failed(_("Write the day as year, month and day: for example 2026-03-31."), code=2) from wrong


def languages_of(text: str) -> tuple[str, ...]:
    """Returns the language codes of a list with commas; the first is the alliance's own."""
    chosen = tuple(dict.fromkeys(one.strip().lower() for one in text.split(",") if one.strip()))
    unknown = [one for one in chosen if one not in settings.SHIPPED_LANGUAGES]
    if unknown or not chosen:
        choices = ", ".join(settings.SHIPPED_LANGUAGES)
        raise Failed(
            _("There is no language “%(code)s”. Choose among: %(choices)s")
            % {"code": ",".join(unknown), "choices": choices},
            code=2,
        )
    return chosen


def bytes_of(path: str, *, most: int) -> bytes:
    """Returns what a file holds, at most one byte more than `most`."""
    try:
        with Path(path).open("rb") as file:
            return file.read(most + 1)
    except OSError as fault:
        raise Failed(
            _("%(path)s cannot be read: %(why)s") % {"path": path, "why": fault.strerror or ""}, code=2
        ) from fault
