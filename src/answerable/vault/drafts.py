"""What somebody has not sent yet and comes back to: sealed with what follows from their receipt, and with nothing else.

version · D · cost · nonce (24) · words, padded to 4 KiB and then to powers of two
"""

import struct

from . import primitives
from .envelope import SMALLEST, Unreadable
from .places import Blob, canonical
from .receipts import Trace

VERSION, DRAFT = 1, b"D"
HEAD = 3


def seal_draft(clear: bytes, trace: Trace) -> bytes:
    """Returns a draft as only the receipt behind a trace opens it."""
    head, nonce = bytes([VERSION]) + DRAFT + bytes([trace.cost]), primitives.random(primitives.NONCE)
    padded = struct.pack(">Q", len(clear)) + clear
    padded += bytes(max(SMALLEST, 1 << (len(padded) - 1).bit_length()) - len(padded))
    return head + nonce + primitives.encrypt(padded, key=_key(trace), nonce=nonce, bound=_bound(head, trace))


def open_draft(blob: Blob, trace: Trace) -> bytes:
    """Returns the draft; `Unreadable` for another receipt, or a single bit that differs."""
    blob = bytes(blob)
    if len(blob) < HEAD + primitives.NONCE + primitives.TAG + 8 or blob[:2] != bytes([VERSION]) + DRAFT:
        raise Unreadable
    head, nonce = blob[:HEAD], blob[HEAD : HEAD + primitives.NONCE]
    try:
        padded = primitives.decrypt(
            blob[HEAD + primitives.NONCE :], key=_key(trace), nonce=nonce, bound=_bound(head, trace)
        )
    except primitives.CryptoError as error:
        raise Unreadable from error
    (length,) = struct.unpack(">Q", padded[:8])
    if length > len(padded) - 8:
        raise Unreadable
    return padded[8 : 8 + length]


def _key(trace: Trace) -> bytes:
    return primitives.keyed_hash(b"", key=trace.key, purpose="draft of a receipt")


def _bound(head: bytes, trace: Trace) -> bytes:
    return canonical("draft", head, trace.look_up)
