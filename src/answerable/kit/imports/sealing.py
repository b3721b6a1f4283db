"""Whatever came out of a file is sealed before it is stored; the ciphers are lent from above, for kit knows none."""

import json
from collections.abc import Callable
from typing import Any, Protocol


class Seal(Protocol):
    def __call__(self, purpose: str, clear: bytes, /, *, bound_to: str) -> bytes: ...


class Unseal(Protocol):
    def __call__(self, purpose: str, sealed: bytes, /, *, bound_to: str) -> bytes: ...


Fingerprint = Callable[[bytes], str]
_lent: dict[str, Any] = {}


def use_sealing(*, seal: Seal, unseal: Unseal, fingerprint: Fingerprint) -> None:
    """Lends the importer its ciphers; without them it stores nothing."""
    _lent.update(seal=seal, unseal=unseal, fingerprint=fingerprint)


def sealed(purpose: str, clear: bytes, *, bound_to: str) -> bytes:
    made: bytes = _lent["seal"](f"import.{purpose}", clear, bound_to=bound_to)
    return made


def unsealed(purpose: str, made: bytes | memoryview, *, bound_to: str) -> bytes:
    clear: bytes = _lent["unseal"](f"import.{purpose}", bytes(made), bound_to=bound_to)
    return clear


def sealed_json(purpose: str, facts: Any, *, bound_to: str) -> bytes:
    return sealed(
        purpose,
        json.dumps(facts, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"),
        bound_to=bound_to,
    )


def unsealed_json(purpose: str, made: bytes | memoryview, *, bound_to: str) -> Any:
    return json.loads(unsealed(purpose, made, bound_to=bound_to))


def fingerprint_of(data: bytes) -> str:
    made: str = _lent["fingerprint"](data)
    return made
