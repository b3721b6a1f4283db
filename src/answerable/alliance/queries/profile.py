"""The alliance's own settings."""

import json

from answerable import vault
from answerable.kit.letters import Look
from answerable.kit.once import once

from ..models import Profile
from .naming import network_name
from .networks import root

MAIL = "alliance.mail"


@once
def profile() -> Profile | None:
    """Returns the alliance's settings, or None before it is set up."""
    return Profile.objects.filter(pk=1).first()


def mail_settings() -> dict[str, str]:
    """Returns `address` and `sender` for outgoing mail, each as far as it is set."""
    kept = profile()
    if kept is None:
        return {}
    sender = {"sender": kept.sender} if kept.sender else {}
    return {"address": _address(kept), **sender} if kept.mail else sender


def _address(kept: Profile) -> str:
    return str(json.loads(vault.unseal(MAIL, bytes(kept.mail)))["address"])


def post_settings() -> dict[str, str]:
    """Returns what the post room must know: where mail is handed over, the alliance's hours and languages."""
    kept = profile()
    if kept is None:
        return {}
    return {
        "time_zone": kept.time_zone,
        "language": kept.languages[0] if kept.languages else "",
        "languages": " ".join(kept.languages),
        **mail_settings(),
    }


def look_of_letters(language: str) -> Look:
    """Returns what a letter shows of the alliance: its name in the letter's language, and its colour."""
    kept, top = profile(), root()
    return Look(network_name(top, language) if top else "", kept.mail_colour or kept.primary_colour if kept else "")
