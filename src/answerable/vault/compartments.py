"""Compartments of a case: each its own pair of keys, so that who may read what is a matter of keys and not of permissions.

    a grant:     version · G · sealed to one reader's box key (48 + 64): digest of the place · secret
    a memory:    version · M · sealed to the public key after a change (48 + 64): digest of the place · the secret before it

What is sealed names case, compartment and reader: moved elsewhere it is refused. The public key lies in clear, so that anybody
can write into a compartment; that it is the right one, and not one put there by whoever writes the database, the server vouches.
"""

import re
from dataclasses import dataclass, field

from . import keys, primitives
from .envelope import Unreadable
from .people import Keys
from .places import NAMED, Blob, canonical, digest

VERSION = 1
GRANT, MEMORY = b"G", b"M"
SECRET = primitives.KEY
SEALED = 48 + NAMED + SECRET
NAME = re.compile(r"[a-z][a-z_]{0,30}(:[a-z0-9][a-z0-9-]{0,63})?")
KNOWN = (
    "thread",
    "intake",
    "identity",
    "care",
    "investigation",
    "decision",
    "restorative",
)  # and party:… ; the set is open


class BadKey(ValueError):  # noqa: N818 - it says what the key is
    """What should be somebody's public key is none that anything can be sealed to; nothing was sealed."""


@dataclass(frozen=True)
class Pair:
    """A compartment's keys: one that anybody may know, one that only its readers hold; 32 bytes each."""

    public: bytes
    secret: bytes = field(repr=False)


@dataclass(frozen=True)
class GrantPlace:
    """Whose grant to what: ids of the case and the reader, the compartment's name."""

    case: str
    compartment: str
    reader: str

    def __post_init__(self) -> None:
        require_name(self.compartment)


def require_name(name: str) -> None:
    """Raises `ValueError` for what is no name of a compartment: small letters, and after a colon whose."""
    if not NAME.fullmatch(name):
        raise ValueError("not the name of a compartment")


def new_compartment() -> Pair:
    """Returns a new pair of keys."""
    return pair_of(primitives.random(SECRET))


def pair_of(secret: bytes) -> Pair:
    """Returns the pair to which a secret belongs."""
    return Pair(_box(secret)[0], secret)


def vouch(case: str, name: str, key: Blob) -> bytes:
    """Returns the server's word (64 bytes) that a key is that of a compartment, or of whoever reports, in this case."""
    return keys.sign(canonical("key of a case", case, name, key))


def is_vouched(signed: Blob, case: str, name: str, key: Blob, *, of: Blob | None = None) -> bool:
    """Whether this server, or the one with another public key, gave its word for a key."""
    return keys.signature_holds(canonical("key of a case", case, name, key), signed, of=of)


def grant(secret: bytes, *, to: Blob, place: GrantPlace) -> bytes:
    """Returns a compartment's secret sealed to one reader's box key, for this place alone; `BadKey`."""
    return grant_of(pair_of(secret), to=to, place=place)


def grant_of(pair: Pair, *, to: Blob, place: GrantPlace) -> bytes:
    """The same of a pair that is there already: for many readers it is reckoned once."""
    secret = pair.secret
    about = _named("grant", place.case, place.compartment, place.reader, to, pair.public)
    return bytes([VERSION]) + GRANT + sealed_secret(about + secret, to)


def open_grant(blob: Blob, reader: Keys, *, place: GrantPlace, public: Blob) -> bytes:
    """Returns the secret of the compartment with this public key; `Unreadable` for another's grant, or one moved or altered."""
    named = _named("grant", place.case, place.compartment, place.reader, reader.box, public)
    return _opened(GRANT, blob, (reader.box, reader.box_secret), named, public)


def open_grant_to_look(blob: Blob, reader: Keys, *, place: GrantPlace, public: Blob) -> tuple[bytes, bytes]:
    """Returns this public key and the secret box key that a grant opens, for `records.glance`; `Unreadable`.

    Whether the two belong together is not reckoned, which would take half of the time: if they do not, nothing opens by them.
    """
    named = _named("grant", place.case, place.compartment, place.reader, reader.box, public)
    secret = _opened_as_named(GRANT, blob, (reader.box, reader.box_secret), named)
    return bytes(public), primitives.box_secret(secret)


def remember(old: bytes, *, to: Blob, case: str, compartment: str) -> bytes:
    """Returns the secret before a change of keys, sealed to the public key after it: who reads what comes reads what was."""
    named = _named("memory", case, compartment, to, pair_of(old).public)
    return bytes([VERSION]) + MEMORY + sealed_secret(named + old, to)


def open_memory(blob: Blob, secret: bytes, *, case: str, compartment: str, public: Blob) -> bytes:
    """Returns the earlier secret, that of this earlier public key, for the later one; `Unreadable`."""
    box = _box(secret)
    return _opened(MEMORY, blob, box, _named("memory", case, compartment, box[0], public), public)


def sealed_secret(clear: bytes, to: Blob) -> bytes:
    """Returns bytes sealed to a public key, 48 longer; `BadKey` for one of another length, or that shares with everybody."""
    try:
        return primitives.sealed_to(bytes(to), clear)
    except (primitives.CryptoError, ValueError, TypeError, RuntimeError) as error:
        raise BadKey from error


def opened_secret(sealed: bytes, secret: bytes) -> bytes:
    """Returns what was sealed to the public key of a compartment's secret; `Unreadable`."""
    return _unsealed(sealed, _box(secret))


def _unsealed(sealed: bytes, box: tuple[bytes, bytes]) -> bytes:
    try:
        return primitives.opened_by(*box, sealed)
    except (primitives.CryptoError, ValueError, TypeError) as error:
        raise Unreadable from error


def _opened(kind: bytes, blob: Blob, box: tuple[bytes, bytes], named: bytes, public: Blob) -> bytes:
    secret = _opened_as_named(kind, blob, box, named)
    if _box(secret)[0] != public:
        raise Unreadable
    return secret


def _opened_as_named(kind: bytes, blob: Blob, box: tuple[bytes, bytes], named: bytes) -> bytes:
    if len(blob) != 2 + SEALED or blob[:2] != bytes([VERSION]) + kind:
        raise Unreadable
    clear = _unsealed(bytes(blob[2:]), box)
    if clear[:NAMED] != named:
        raise Unreadable
    return clear[NAMED:]


def _box(secret: bytes) -> tuple[bytes, bytes]:
    """Returns the public and the secret X25519 key that follow from a compartment's secret."""
    if len(secret) != SECRET:
        raise ValueError("a secret is 32 bytes")
    return primitives.box_pair(secret)


def _named(label: str, *parts: str | Blob) -> bytes:
    return digest(f"compartment {label}", *parts)
