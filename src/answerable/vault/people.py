"""A person's keys: everything follows from one seed of 32 random bytes, which is kept locked and never in clear.

With a passphrase:      version · P · cost · name of the pepper (8) · salt (16) · nonce · the seed locked
With a recovery code:   version · R · nonce · the seed locked

The passphrase opens together with the server's pepper only; the recovery code, 160 bits on paper, opens alone.
A person's seed, and a reporter's, are of one kind: only how they are locked differs.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from . import derivation, keys, primitives
from .derivation import SALT
from .envelope import Unreadable
from .paper import SECRET as CODE
from .paper import WORDS, from_words
from .passphrases import faults_of, plain
from .places import Blob, digest
from .wraps import told_by, unwrapped, wrapped

PASSPHRASE, RECOVERY = b"P", b"R"
NAME_OF_PEPPER = 8
TOLD = 1 + NAME_OF_PEPPER + SALT
SPOKEN = 8  # words of a fingerprint


class WeakPassphrase(ValueError):  # noqa: N818 - it says what the passphrase is
    """A passphrase that is too easily guessed; says why in the codes of `passphrases.faults_of`."""

    def __init__(self, codes: list[str]) -> None:
        super().__init__(codes)
        self.codes = codes


class WrongPassphrase(Unreadable):
    """It does not open with this passphrase. That somebody altered it looks the same."""


class WrongRecoveryCode(Unreadable):
    """It does not open with this code. That somebody altered it looks the same."""


class AnotherPepper(Unreadable):
    """It was locked with another pepper than this server's: bring `secrets/pepper` back, or use the recovery code."""


@dataclass(frozen=True)
class PublicKeys:
    """What others need of somebody: to seal to them (X25519), to know that they wrote (Ed25519); 32 bytes each."""

    box: bytes
    verify: bytes


@dataclass(frozen=True)
class Keys:
    """All keys of somebody; held for a request, never kept, never shown."""

    public: PublicKeys
    box_secret: bytes = field(repr=False)
    signing_secret: bytes = field(repr=False)

    @property
    def box(self) -> bytes:
        return self.public.box

    @property
    def verify(self) -> bytes:
        return self.public.verify


def new_seed() -> bytes:
    """Returns 32 random bytes."""
    return primitives.random(primitives.KEY)


def keys_of(seed: bytes) -> Keys:
    """Returns the two pairs that follow from a seed."""
    box, box_secret = primitives.box_pair(_sub(seed, "x25519"))
    verify, signing_secret = primitives.signing_pair(_sub(seed, "ed25519"))
    return Keys(PublicKeys(box, verify), box_secret, signing_secret)


def signed_by(author: Keys, message: bytes) -> bytes:
    """Returns a signature of 64 bytes; `vault.signature_holds(message, it, of=author.verify)` asks for it."""
    return primitives.signature(message, secret=author.signing_secret)


def fingerprint_of(public: PublicKeys) -> list[str]:
    """Returns eight words to be said aloud, by which two people make sure that they hold the same keys (64 bits)."""
    return [WORDS[one] for one in digest("public keys", public.box, public.verify)[:SPOKEN]]


def lock(seed: bytes, passphrase: str, *, bound_to: str, near: Iterable[str] = ()) -> bytes:
    """Returns a seed locked with a passphrase and the pepper, for the one person it is bound to; `WeakPassphrase`, `Busy`.

    `near`: names by which somebody who knows the person would guess.
    """
    if codes := faults_of(passphrase, near=near):
        raise WeakPassphrase(codes)
    return _locked(seed, passphrase, bound_to)


def unlock(blob: Blob, passphrase: str, *, bound_to: str, least_cost: int = 1) -> bytes:
    """Returns the seed; `WrongPassphrase`, `AnotherPepper`, `Unreadable`, or `Busy`.

    `least_cost`: what the person's lock was once raised to; an older blob put back in its place is refused.
    """
    told = told_by(PASSPHRASE, blob, TOLD)
    cost, name, salt = told[0], told[1 : 1 + NAME_OF_PEPPER], told[-SALT:]
    if cost < least_cost or not derivation.is_known(cost):
        raise Unreadable
    if name != keys.name_of_pepper():
        raise AnotherPepper
    try:
        return unwrapped(PASSPHRASE, blob, key=_by_passphrase(passphrase, salt, cost), bound_to=bound_to, told=TOLD)
    except Unreadable as error:
        raise WrongPassphrase from error


def with_new_passphrase(blob: Blob, old: str, new: str, *, bound_to: str, near: Iterable[str] = ()) -> bytes:
    """Returns the same seed locked with another passphrase; raises what `unlock` and `lock` do, and then nothing has changed."""
    return lock(unlock(blob, old, bound_to=bound_to), new, bound_to=bound_to, near=near)


def renewed(blob: Blob, passphrase: str, *, bound_to: str) -> bytes:
    """Returns the same seed locked with the same passphrase at today's cost; no rule that came since keeps its owner out."""
    return _locked(unlock(blob, passphrase, bound_to=bound_to), passphrase, bound_to)


def cost_of(blob: Blob) -> int:
    """Returns the number of the work that a guess at this blob is; `Unreadable`."""
    return told_by(PASSPHRASE, blob, TOLD)[0]


def needs_renewal(blob: Blob) -> bool:
    """Whether to have it `renewed`, now that its owner has opened it; `Unreadable`."""
    return derivation.is_outdated(cost_of(blob))


def new_recovery_code() -> bytes:
    """Returns 20 random bytes, to be shown once with `paper.as_words`."""
    return primitives.random(CODE)


def lock_for_recovery(seed: bytes, code: bytes, *, bound_to: str) -> bytes:
    """Returns a seed locked with a code of 20 bytes, for the one person it is bound to."""
    return wrapped(RECOVERY, seed, key=_by_code(code), bound_to=bound_to)


def recover(blob: Blob, words: str, *, bound_to: str) -> bytes:
    """Returns the seed for the words on paper; `paper.NotSuchAPaper` for what is no code, `WrongRecoveryCode`, `Unreadable`."""
    code = from_words(words)
    told_by(RECOVERY, blob, 0)
    try:
        return unwrapped(RECOVERY, blob, key=_by_code(code), bound_to=bound_to)
    except Unreadable as error:
        raise WrongRecoveryCode from error


def _locked(seed: bytes, passphrase: str, bound_to: str) -> bytes:
    salt, cost = primitives.random(SALT), derivation.CURRENT
    told = bytes([cost]) + keys.name_of_pepper() + salt
    return wrapped(PASSPHRASE, seed, key=_by_passphrase(passphrase, salt, cost), bound_to=bound_to, told=told)


def _by_passphrase(passphrase: str, salt: bytes, cost: int) -> bytes:
    return keys.peppered(derivation.derived(plain(passphrase), salt, cost=cost), purpose="person by passphrase")


def _by_code(code: bytes) -> bytes:
    if len(code) != CODE:
        raise ValueError("a recovery code is 20 bytes")
    return primitives.keyed_hash(b"", key=code, purpose="person by recovery code")


def _sub(seed: bytes, name: str) -> bytes:
    if len(seed) != primitives.KEY:
        raise ValueError("a seed is 32 bytes")
    return primitives.keyed_hash(b"", key=seed, purpose=f"person {name}")
