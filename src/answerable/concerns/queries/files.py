"""Files of a conversation: read to their end before the first byte of them is given to anybody."""

from collections.abc import Iterator
from itertools import count
from uuid import UUID

from answerable.access.refusals import Hidden
from answerable.vault.case_files import FilePlace, SealedFile, require_whole

from ..models import Compartment, FilePiece
from .generations import secret_of_file


def whole_file(row: Compartment, secret: bytes, file: UUID | str) -> SealedFile:
    """Returns a file to be read from its beginning, under whichever key of its compartment it lies.

    `Hidden` where there is none; `Unreadable` where anything of it was altered, moved or cut off, before any of it is given.
    """
    first = next(_pieces(row.pk, file), None)
    if first is None:
        raise Hidden
    place = FilePlace(str(row.case_id), row.name, str(file))
    key = secret_of_file(row, secret, first)
    require_whole(_pieces(row.pk, file), place, secret=key)
    return SealedFile(_pieces(row.pk, file), place, secret=key)


def _pieces(compartment: UUID, file: UUID | str) -> Iterator[bytes]:
    """Yields the sealed pieces, each asked for by itself: however slowly they are taken, no reading of the database stays open."""
    rows = FilePiece.held.filter(compartment=compartment, file=file)
    for number in count():
        blob = rows.filter(number=number).values_list("blob", flat=True).first()
        if blob is None:
            return
        yield bytes(blob)
