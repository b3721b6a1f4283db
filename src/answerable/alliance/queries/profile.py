"""The alliance's own settings."""

import json

from answerable import vault

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
    """Returns what the post room must know: where mail is handed over, and the alliance's hours and own language."""
    kept = profile()
    if kept is None:
        return {}
    return {"time_zone": kept.time_zone, "language": kept.languages[0] if kept.languages else "", **mail_settings()}
