"""From what somebody began to the case it becomes: its id, its conversation's key, and the files sealed to them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from answerable.access.refusals import Unacceptable
from answerable.kit.large_rows import large_rows
from answerable.vault import compartments

from ..models import Compartment, Draft, DraftPiece, FilePiece

THREAD, FILE_GONE = "thread", "file_gone"


@dataclass(frozen=True)
class NewFile:
    """A file that was added: its id, its plain name, its size, and whether hidden traces were left in it on purpose."""

    file: str
    name: str = field(repr=False)
    size: int
    is_original: bool = False

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> "NewFile | None":
        """Returns what is said of a file, of whatever form; None where too little is."""
        try:
            return cls(body["file"], body["name"], int(body["size"]), bool(body.get("is_original")))
        except (KeyError, TypeError, ValueError):
            return None


@dataclass(frozen=True)
class Beginning:
    """What a case will be: the key of its conversation is with whoever began it, and with nobody else."""

    case: str
    secret: bytes = field(repr=False)
    files: tuple[NewFile, ...] = field(default=(), repr=False)

    @property
    def public(self) -> bytes:
        return compartments.pair_of(self.secret).public

    def as_body(self) -> dict[str, Any]:
        """Returns it as a visit or a sealed draft holds it."""
        return {"case": self.case, "secret": self.secret.hex(), "files": [vars(one) for one in self.files]}

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> "Beginning | None":
        """Returns what was held, of whatever form: files that it does not name whole are left; None where there is no case."""
        try:
            case, secret = str(UUID(body["case"])), bytes.fromhex(body["secret"])
        except (KeyError, TypeError, ValueError):
            return None
        files = (NewFile.of(one) for one in body.get("files", ()))
        return cls(case, secret, tuple(one for one in files if one is not None))


def files_over(beginning: Beginning, *, thread: Compartment) -> Iterator[dict[str, object]]:
    """Hands the sealed pieces of a beginning's files to a case's conversation, and ends the draft; yields what is said of each.

    Nothing is opened or sealed anew: they were sealed to this very conversation. `Unacceptable` where one is not there any more.
    """
    for one in beginning.files:
        if not _moved(beginning, one, thread):
            raise Unacceptable(FILE_GONE, field="file")
        yield {"file": one.file, "name": one.name, "size": one.size, "original": one.is_original}
    with large_rows():
        Draft.held.filter(pk=UUID(beginning.case)).delete()


def _moved(beginning: Beginning, one: NewFile, thread: Compartment) -> bool:
    """Moves the pieces of a file; says whether there were any."""
    pieces = DraftPiece.held.filter(draft=beginning.case, file=one.file).order_by("number")
    is_there = False
    with large_rows():
        for piece in pieces.iterator(chunk_size=8):
            moved = FilePiece(compartment=thread, file=piece.file, number=piece.number, blob=bytes(piece.blob))
            moved.save(force_insert=True)
            is_there = True
    return is_there
