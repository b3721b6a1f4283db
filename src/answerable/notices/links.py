"""The links at the foot of a mail: sealed, for one purpose, for a limited time, good without signing in.

A link opens nothing and shows nothing of anybody: all it can do is make mail to whoever got it less.
"""

import base64
import binascii
import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from answerable import vault
from answerable.kit import clock

from .models import Mailed

KEPT = dt.timedelta(days=60)  # as long as what a link is about
SMALLEST = 32


class Purpose(StrEnum):
    LESS = "less"
    PAUSE = "pause"
    NOT_THIS = "not-this"
    STOP = "stop"  # what a mail programme's own button does


@dataclass(frozen=True)
class Links:
    """Where the foot of a mail leads."""

    less: str = ""
    pause: str = ""
    stop: str = ""
    not_this: str = ""


def links_of(mailed: Mailed) -> Links:
    """Returns the links of a mail; there is no "not this" where it names no kind."""
    not_this = address_of(mailed, Purpose.NOT_THIS) if mailed.kinds else ""
    less, pause, stop = (address_of(mailed, one) for one in (Purpose.LESS, Purpose.PAUSE, Purpose.STOP))
    return Links(less, pause, stop, not_this)


def address_of(mailed: Mailed, purpose: Purpose) -> str:
    return f"{settings.SITE_ADDRESS}{reverse('mail_link', args=[purpose.value, token_of(mailed, purpose)])}"


def token_of(mailed: Mailed, purpose: Purpose) -> str:
    """Returns what stands in a link: nobody else can make one, or turn one into a link of another purpose."""
    ends = (mailed.written_on + KEPT).toordinal()
    sealed = vault.seal(_sealed_for(purpose), mailed.pk.bytes + ends.to_bytes(4, "big"), smallest=SMALLEST)
    return base64.urlsafe_b64encode(sealed).decode("ascii").rstrip("=")


def mail_of(token: str, purpose: Purpose) -> Mailed | None:
    """Returns the mail a link stands in, or None where it is over, was never ours, or is for something else."""
    try:
        sealed = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        clear = vault.unseal(_sealed_for(purpose), sealed)
    except (binascii.Error, ValueError, vault.Unreadable):
        return None
    if clock.today().toordinal() > int.from_bytes(clear[16:], "big"):
        return None
    found = Mailed.objects.filter(pk=UUID(bytes=clear[:16]), account__is_active=True).select_related("account")
    return found.first()


def _sealed_for(purpose: Purpose) -> str:
    return f"notices.link.{purpose.value}"
