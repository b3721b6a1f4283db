"""How far a search came, for going on with it: sealed by the server for whoever searches, since a place names a case that may be shut to them."""

import binascii
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from uuid import UUID

from answerable.vault import Unreadable, seal, unseal

from .cases import AtTheDesk

PURPOSE = "how far a search came"
LAST_DAY = "9999-12-31"
Place = tuple[bool, str, str]  # whether it ended, the day it is due, its id


@dataclass(frozen=True)
class SoFar:
    """The place of the last case that was looked through, and those found up to it."""

    after: Place | None = None
    found: tuple[UUID, ...] = ()


def as_text(by: AtTheDesk, so_far: SoFar) -> str:
    """Returns it as a form carries it: of one length, whatever was found."""
    clear = json.dumps({"after": so_far.after, "found": [one.hex for one in so_far.found]}).encode()
    return urlsafe_b64encode(seal(PURPOSE, clear, bound_to=by.id)).decode()


def of_text(by: AtTheDesk, text: str) -> SoFar:
    """Returns it again; the beginning for what is none of this reader's."""
    try:
        said = json.loads(unseal(PURPOSE, urlsafe_b64decode(text.encode()), bound_to=by.id))
    except (Unreadable, ValueError, binascii.Error):
        return SoFar()
    ended, due, case = said["after"]
    return SoFar((ended, due, case), tuple(UUID(one) for one in said["found"]))
