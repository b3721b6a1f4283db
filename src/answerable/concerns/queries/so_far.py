"""How far a search came, for going on with it: sealed by the server for whoever searches, since a place names a case that may be shut to them."""

import binascii
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from uuid import UUID

from answerable.vault import Unreadable, seal, unseal

from .cases import AtTheDesk

PURPOSE = "how far a search came"


@dataclass(frozen=True)
class SoFar:
    """The last case that was looked through, and those found up to it."""

    after: UUID | None = None
    found: tuple[UUID, ...] = ()


def as_text(by: AtTheDesk, so_far: SoFar) -> str:
    """Returns it as a form carries it: of one length, whatever was found."""
    clear = json.dumps(
        {"after": so_far.after.hex if so_far.after else "", "found": [one.hex for one in so_far.found]}
    ).encode()
    return urlsafe_b64encode(seal(PURPOSE, clear, bound_to=by.id)).decode()


def of_text(by: AtTheDesk, text: str) -> SoFar:
    """Returns it again; the beginning for what is none of this reader's."""
    try:
        said = json.loads(unseal(PURPOSE, urlsafe_b64decode(text.encode()), bound_to=by.id))
        return SoFar(UUID(str(said["after"])), tuple(UUID(one) for one in said["found"]))
    except (Unreadable, ValueError, binascii.Error):
        return SoFar()
