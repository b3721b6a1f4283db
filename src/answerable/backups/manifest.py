"""What a backup says of itself, signed: when, by which program, how many rows, where its ledger stands, what each part is."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from answerable import vault

VERSION = 1
PURPOSE = b"answerable backup manifest\n"


@dataclass(frozen=True)
class Facts:
    """What a database holds: rows by table, the migrations it went through, number and hash of its ledger's newest entry."""

    rows: dict[str, int]
    migrations: list[str]
    ledger_n: int
    ledger_hash: str


@dataclass(frozen=True)
class Manifest:
    kind: str
    made_at: str
    program: str
    signer: str
    database: str = ""
    facts: Facts | None = None
    parts: list[dict[str, Any]] = field(default_factory=list)
    version: int = VERSION

    def as_bytes(self) -> bytes:
        return json.dumps(asdict(self), sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()

    def signed(self) -> bytes:
        return vault.sign(PURPOSE + self.as_bytes())


def read(clear: bytes) -> Manifest:
    """Returns the manifest of its bytes; raises `Unreadable` for what is none."""
    try:
        told = json.loads(clear)
        facts = told.pop("facts")
        return Manifest(facts=Facts(**facts) if facts else None, **told)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise vault.Unreadable from error


def message(clear: bytes) -> bytes:
    """Returns what the signature is of."""
    return PURPOSE + clear
