"""The few functions of libsodium that the vault builds on; nothing else in the house imports them."""

import hashlib

from nacl import bindings
from nacl.bindings import crypto_secretstream_xchacha20poly1305_state as Stream  # noqa: N812 - its own name is a sentence
from nacl.exceptions import CryptoError

KEY = 32
NONCE = bindings.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
TAG = bindings.crypto_aead_xchacha20poly1305_ietf_ABYTES
FINAL = bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL
MESSAGE = bindings.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
SALT = bindings.crypto_pwhash_SALTBYTES
STREAM_HEADER = bindings.crypto_secretstream_xchacha20poly1305_HEADERBYTES

__all__ = ["FINAL", "KEY", "MESSAGE", "NONCE", "SALT", "STREAM_HEADER", "TAG", "CryptoError", "Stream"]


def random(size: int) -> bytes:
    return bindings.randombytes(size)


def encrypt(clear: bytes, *, key: bytes, nonce: bytes, bound: bytes) -> bytes:
    """XChaCha20-Poly1305; `bound` is authenticated and not stored."""
    return bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(clear, bound, nonce, key)


def decrypt(sealed: bytes, *, key: bytes, nonce: bytes, bound: bytes) -> bytes:
    """Raises `CryptoError` if a single bit of text, key, nonce or bound data differs."""
    return bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(sealed, bound, nonce, key)


def keyed_hash(data: bytes, *, key: bytes, purpose: str, size: int = 32) -> bytes:
    """BLAKE2b with a key; the purpose keeps one use's values apart from another's."""
    return hashlib.blake2b(
        data, digest_size=size, key=key, person=hashlib.blake2b(purpose.encode(), digest_size=16).digest()
    ).digest()


def stretched(secret: bytes, salt: bytes, *, passes: int, memory: int) -> bytes:
    """Argon2id over `memory` bytes, in one lane; returns 32 bytes. Slow on purpose: see `derivation`."""
    return bindings.crypto_pwhash_alg(KEY, secret, salt, passes, memory, bindings.crypto_pwhash_ALG_ARGON2ID13)


def signing_pair(seed: bytes) -> tuple[bytes, bytes]:
    """Returns the Ed25519 public and secret key of a seed of 32 bytes."""
    return bindings.crypto_sign_seed_keypair(seed)


def signature(message: bytes, *, secret: bytes) -> bytes:
    return bindings.crypto_sign(message, secret)[:64]


def verified(message: bytes, signed: bytes, *, public: bytes) -> bool:
    try:
        bindings.crypto_sign_open(signed + message, public)
    except (CryptoError, ValueError, TypeError):
        return False
    return True


def stream_out(key: bytes) -> tuple[Stream, bytes]:
    """Begins a stream; returns its state and the header that goes before its first chunk."""
    state = Stream()
    return state, bindings.crypto_secretstream_xchacha20poly1305_init_push(state, key)


def stream_in(header: bytes, key: bytes) -> Stream:
    state = Stream()
    bindings.crypto_secretstream_xchacha20poly1305_init_pull(state, header, key)
    return state


def push(state: Stream, chunk: bytes, tag: int, bound: bytes | None = None) -> bytes:
    return bindings.crypto_secretstream_xchacha20poly1305_push(state, chunk, bound, tag)


def pull(state: Stream, sealed: bytes, bound: bytes | None = None) -> tuple[bytes, int]:
    return bindings.crypto_secretstream_xchacha20poly1305_pull(state, sealed, bound)


def box_pair(seed: bytes) -> tuple[bytes, bytes]:
    """Returns the X25519 public and secret key of a seed of 32 bytes."""
    return bindings.crypto_box_seed_keypair(seed)


def box_secret(seed: bytes) -> bytes:
    """Returns the secret key of `box_pair` alone, which costs a twentieth: libsodium takes it from the seed by SHA-512."""
    return hashlib.sha512(seed).digest()[:KEY]


def sealed_to(public: bytes, clear: bytes) -> bytes:
    """Anybody can seal to a public key; 48 bytes longer than what is sealed."""
    return bindings.crypto_box_seal(clear, public)


def opened_by(public: bytes, secret: bytes, sealed: bytes) -> bytes:
    """Raises `CryptoError` if it was sealed to another key, or altered."""
    return bindings.crypto_box_seal_open(sealed, public, secret)
