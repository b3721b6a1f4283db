"""Chance that is the same each time, for vectors alone: the product draws its random bytes where nobody can put others."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from nacl import bindings

from answerable.vault import primitives


@contextmanager
def fixed(seed: str) -> Iterator[None]:
    """Lets keys, nonces, sealed boxes and streams follow from a word, as libsodium makes them from its own chance."""
    drawn = _drawing(seed)

    def sealed_to(public: bytes, clear: bytes) -> bytes:
        once, secret = bindings.crypto_box_seed_keypair(drawn(32))
        nonce = hashlib.blake2b(once + public, digest_size=24).digest()
        return once + bindings.crypto_box(clear, nonce, public, secret)

    def stream_out(key: bytes) -> tuple[primitives.Stream, bytes]:
        header = drawn(primitives.STREAM_HEADER)  # both directions begin in the same state
        return primitives.stream_in(header, key), header

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(primitives, "random", drawn)
        patch.setattr(primitives, "sealed_to", sealed_to)
        patch.setattr(primitives, "stream_out", stream_out)
        yield


class _drawing:  # noqa: N801 - it is called like what it stands for
    def __init__(self, seed: str) -> None:
        self.seed, self.count = seed, 0

    def __call__(self, size: int) -> bytes:
        self.count += 1
        return hashlib.shake_256(f"{self.seed} {self.count}".encode()).digest(size)
