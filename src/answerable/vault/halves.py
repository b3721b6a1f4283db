"""An unlocked seed between two requests: one half of its key with the browser, one in the server's memory, the seed with neither.

None of the three opens without the two others: the cookie alone, the server's half alone, the row alone, nor any two.
"""

from dataclasses import dataclass, field

from . import primitives
from .envelope import Unreadable
from .places import Blob
from .wraps import unwrapped, wrapped

SESSION = b"S"
HALF = 32


@dataclass(frozen=True)
class Halves:
    """What to keep where: 32 bytes with the browser, 32 in the server's memory, and the locked seed in the session's row."""

    client: bytes = field(repr=False)
    server: bytes = field(repr=False)
    blob: bytes = field(repr=False)


def hold(seed: bytes, *, session: str) -> Halves:
    """Returns a seed in three parts, which come together for this session alone."""
    client, server = primitives.random(HALF), primitives.random(HALF)
    return Halves(client, server, wrapped(SESSION, seed, key=_whole(client, server), bound_to=session))


def join(client: bytes, server: bytes, blob: Blob, *, session: str) -> bytes:
    """Returns the seed; `Unreadable` where a part is of another session, altered, or not there."""
    if len(client) != HALF or len(server) != HALF:
        raise Unreadable
    return unwrapped(SESSION, blob, key=_whole(client, server), bound_to=session)


def _whole(client: bytes, server: bytes) -> bytes:
    return primitives.keyed_hash(server, key=client, purpose="session halves")
