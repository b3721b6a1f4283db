"""Records of a case: what was written, sealed to a compartment, signed by whoever wrote it, and bound to its place among the others.

    version · name of the compartment's key (8) · fingerprint of the record before (32)
    · a fresh key sealed to the compartment (80) · nonce (24) · ciphertext, and its tag (16)

Inside: signature (64) · the author's verify key (32) · length (8) · body · noughts. Bodies up to 4,088 bytes are of one length,
longer ones go to the next power of two. All before the ciphertext and the whole place are authenticated with it. The signature
is of the place and the body; without an author it is nought.
"""

import struct
from dataclasses import dataclass
from typing import NamedTuple

from . import keys, primitives
from .compartments import opened_secret, pair_of, require_name, sealed_secret
from .envelope import Unreadable
from .people import Keys, signed_by
from .places import NAMED, Blob, canonical, digest

VERSION = 1
NAME, SEALED_KEY = 8, 48 + primitives.KEY
LINK = 1 + NAME
HEAD = LINK + NAMED + SEALED_KEY
FRAME = HEAD + primitives.NONCE
SIGNED = 64 + 32
LENGTH = 8
SMALLEST, LARGEST = 4096, 1024 * 1024
NOTHING = bytes(NAMED)  # what stands before the first record


@dataclass(frozen=True)
class Place:
    """Where a record belongs: ids, its number from one, what kind it is, and the fingerprint of the one before it."""

    case: str
    compartment: str
    sequence: int
    kind: str
    previous: bytes = NOTHING

    def __post_init__(self) -> None:
        require_name(self.compartment)
        if not 0 < self.sequence < 2**32 or len(self.previous) != NAMED:
            raise ValueError("records are counted from one, and linked by 32 bytes")


class Record(NamedTuple):
    """What a record says, and who signed it: an author stands here only where the signature holds."""

    body: bytes
    author: bytes | None

    @property
    def is_signed(self) -> bool:
        return self.author is not None

    def is_by(self, verify: Blob) -> bool:
        """Whether it is signed with the key of somebody in particular."""
        return self.author == verify


def name_of(public: Blob) -> bytes:
    """Returns 8 bytes by which a record says to which of a compartment's keys, before or after a change, it is sealed."""
    return digest("compartment key", public)[:NAME]


def write_record(body: bytes, place: Place, *, to: Blob, author: Keys | None) -> bytes:
    """Returns a sealed record for a compartment's public key; `ValueError` for a body over a megabyte, `BadKey`."""
    key, nonce = primitives.random(primitives.KEY), primitives.random(primitives.NONCE)
    head = bytes([VERSION]) + name_of(to) + place.previous + sealed_secret(key, to) + nonce
    clear = _signature(body, place, to, author) + _padded(body)
    return head + primitives.encrypt(clear, key=key, nonce=nonce, bound=_bound(head, place, to))


def read_record(blob: Blob, place: Place, *, secret: bytes) -> Record:
    """Returns a record of the compartment with this secret; `Unreadable` where it was altered, moved, cut, or sealed to another.

    What somebody else put there, who needs no secret for it, reads as unsigned or as signed by them: ask `is_by`.
    """
    public = pair_of(secret).public
    if not is_well_formed(blob, to=public) or previous_of(blob) != place.previous:
        raise Unreadable
    blob = bytes(blob)
    head = blob[:FRAME]
    key = opened_secret(head[HEAD - SEALED_KEY : HEAD], secret)
    try:
        clear = primitives.decrypt(blob[FRAME:], key=key, nonce=head[HEAD:], bound=_bound(head, place, public))
    except primitives.CryptoError as error:
        raise Unreadable from error
    return _told(clear, place, public)


def glance(blob: Blob, place: Place, *, box: tuple[bytes, bytes]) -> bytes | None:
    """Returns what a record says without asking who signed it, for looking through many; None where it does not open.

    What is shown of it is read by `read_record` before. `box`: as `compartments.open_grant_to_look` gives it.
    """
    public, secret = box
    if not is_well_formed(blob, to=public) or previous_of(blob) != place.previous:
        return None
    blob = bytes(blob)
    head = blob[:FRAME]
    try:
        key = primitives.opened_by(public, secret, head[HEAD - SEALED_KEY : HEAD])
        clear = primitives.decrypt(blob[FRAME:], key=key, nonce=head[HEAD:], bound=_bound(head, place, public))
    except (primitives.CryptoError, ValueError, TypeError):
        return None
    (length,) = struct.unpack(">Q", clear[SIGNED : SIGNED + LENGTH])
    return clear[SIGNED + LENGTH :][:length]


def is_well_formed(blob: object, *, to: Blob | None = None) -> bool:
    """Whether something from outside has the form of a record (sealed to this public key); nothing is opened, nothing raised."""
    if not isinstance(blob, bytes | memoryview) or len(blob) < FRAME or blob[0] != VERSION:
        return False
    size = len(blob) - FRAME - SIGNED - primitives.TAG
    is_of_a_size = SMALLEST <= size <= LARGEST and size & (size - 1) == 0
    return is_of_a_size and (to is None or blob[1:LINK] == name_of(to))


def key_named_by(blob: Blob) -> bytes:
    """Returns the `name_of` the public key that a record says it is sealed to; `Unreadable` for what has not its form."""
    _require_form(blob)
    return bytes(blob[1:LINK])


def previous_of(blob: Blob) -> bytes:
    """Returns the fingerprint of the record before, as this one says; true once it has been read; `Unreadable`."""
    _require_form(blob)
    return bytes(blob[LINK : LINK + NAMED])


def fingerprint_of(blob: Blob) -> bytes:
    """Returns the 32 bytes that the next record's place names as `previous`."""
    return digest("record", blob)


def _require_form(blob: Blob) -> None:
    if not is_well_formed(blob):
        raise Unreadable


def _signature(body: bytes, place: Place, to: Blob, author: Keys | None) -> bytes:
    return bytes(SIGNED) if author is None else signed_by(author, _statement(body, place, to)) + author.verify


def _told(clear: bytes, place: Place, public: bytes) -> Record:
    (length,) = struct.unpack(">Q", clear[SIGNED : SIGNED + LENGTH])
    body = clear[SIGNED + LENGTH :][:length]
    if len(body) != length:
        raise Unreadable
    signed, author = clear[:64], clear[64:SIGNED]
    holds = keys.signature_holds(_statement(body, place, public), signed, of=author)
    return Record(body, author if holds else None)


def _padded(body: bytes) -> bytes:
    size = max(SMALLEST, 1 << (len(body) + LENGTH - 1).bit_length())
    if size > LARGEST:
        raise ValueError("a record holds a megabyte; what is larger is a file")
    return (struct.pack(">Q", len(body)) + body).ljust(size, b"\0")


def _of(place: Place) -> tuple[str | int | bytes, ...]:
    return place.case, place.compartment, place.sequence, place.kind, place.previous


def _bound(head: bytes, place: Place, public: Blob) -> bytes:
    return canonical("record", head, public, *_of(place))


def _statement(body: bytes, place: Place, public: Blob) -> bytes:
    return canonical("record signed", public, *_of(place), body)
