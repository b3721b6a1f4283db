"""The alliance's own settings."""

import json

from answerable import vault
from answerable.kit.colour import HOUSE_PRIMARY

from ..models import Profile

MAIL = "alliance.mail"


def profile() -> Profile | None:
    """Returns the alliance's settings, or None before it is set up."""
    return Profile.objects.filter(pk=1).first()


def mail_settings() -> dict[str, str]:
    """Returns `address` and `sender` for outgoing mail; empty before they are set."""
    kept = profile()
    if kept is None or not kept.mail:
        return {}
    opened = json.loads(vault.unseal(MAIL, bytes(kept.mail)))
    return {"address": str(opened["address"]), "sender": kept.sender}


def post_settings() -> dict[str, str]:
    """Returns what the post room must know: where mail is handed over, the alliance's hours, own language and colour."""
    kept = profile()
    if kept is None:
        return {}
    colour = kept.mail_colour or kept.primary_colour or HOUSE_PRIMARY
    first = kept.languages[0] if kept.languages else ""
    return {"time_zone": kept.time_zone, "language": first, "colour": colour, **mail_settings()}
