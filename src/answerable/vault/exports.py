"""A case as a file that opens without this program: a zip archive of what is sealed, and of all that is needed beside a secret.

    case.json     format, case, reader, words (of recovery codes), person, compartments, records, files, signers
    records/N     one sealed record each
    files/N       one sealed file each

Bytes stand in base64. Nothing in it is opened for it, and no day or hour. `tools/open_case.py` reads it with the person's
passphrase and the server's pepper, with the recovery code, or with the seed, and imports nothing of ours.
"""

import json
import zipfile
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, NamedTuple

from .chains import Row
from .paper import WORDS
from .places import Blob

FORMAT = "answerable case 1"
NO_DAY = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Locks:
    """How the reader's seed is locked, and what the locks are bound to."""

    bound_to: str
    by_passphrase: Blob | None = None
    by_recovery_code: Blob | None = None


class Generation(NamedTuple):
    """One of a compartment's keys: its public key, the reader's grant, and its secret sealed under the generation after it."""

    public: bytes
    grant: Blob | None = None
    memory: Blob | None = None


class FileOut(NamedTuple):
    """A sealed file to be exported: its compartment, its id, its pieces in order."""

    compartment: str
    file: str
    pieces: Iterable[Blob]


@dataclass(frozen=True)
class CaseOut:
    """A case to be exported for one reader; generations from the oldest on; `signers`: whose key is whose, by what they are called."""

    case: str
    reader: str
    locks: Locks
    compartments: Mapping[str, Sequence[Generation]]
    records: Iterable[tuple[str, Row]]
    files: Iterable[FileOut] = ()
    signers: Mapping[str, bytes] | None = None


def write_case(target: IO[bytes], case: CaseOut) -> None:
    """Writes a case into a file, piece by piece; nothing is opened."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        records = [
            {"compartment": name, "sequence": row.sequence, "kind": row.kind, "entry": _entry(archive, "records", number, [row.blob])}
            for number, (name, row) in enumerate(case.records, start=1)
        ]  # fmt: skip
        files = [
            {"compartment": one.compartment, "file": one.file, "entry": _entry(archive, "files", number, one.pieces)}
            for number, one in enumerate(case.files, start=1)
        ]
        told = {**_head(case), "records": records, "files": files}
        _put(archive, "case.json", [json.dumps(told, indent=1).encode()])


def _head(case: CaseOut) -> dict[str, object]:
    return {
        "format": FORMAT, "case": case.case, "reader": case.reader, "words": " ".join(WORDS),
        "person": {
            "bound_to": case.locks.bound_to, "by_passphrase": _text(case.locks.by_passphrase),
            "by_recovery_code": _text(case.locks.by_recovery_code),
        },
        "compartments": {
            name: [{"public": _text(one.public), "grant": _text(one.grant), "memory": _text(one.memory)} for one in generations]
            for name, generations in case.compartments.items()
        },
        "signers": {called: _text(verify) for called, verify in (case.signers or {}).items()},
    }  # fmt: skip


def _entry(archive: zipfile.ZipFile, folder: str, number: int, parts: Iterable[Blob]) -> str:
    name = f"{folder}/{number}"
    _put(archive, name, parts)
    return name


def _put(archive: zipfile.ZipFile, name: str, parts: Iterable[Blob]) -> None:
    with archive.open(zipfile.ZipInfo(name, NO_DAY), "w", force_zip64=True) as entry:
        for part in parts:
            entry.write(part)


def _text(data: Blob | None) -> str | None:
    return None if data is None else b64encode(data).decode()
