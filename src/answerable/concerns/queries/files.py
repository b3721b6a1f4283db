"""Files of a conversation: read to their end before the first byte of them is given to anybody."""

from collections.abc import Iterator
from itertools import count
from uuid import UUID

from answerable.access.refusals import Hidden
from answerable.kit.large_rows import large_rows
from answerable.vault.case_files import FilePlace, SealedFile, require_whole

from ..models import Compartment, FilePiece
from .generations import secret_of_file

AT_A_TIME = 4  # pieces


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
    """Yields the sealed pieces, a few asked for at a time: however slowly they are taken, no reading of the database stays open."""
    rows = FilePiece.held.filter(compartment=compartment, file=file).order_by("number")
    for at in count(step=AT_A_TIME):
        with large_rows():
            found = list(rows.filter(number__gte=at, number__lt=at + AT_A_TIME).values_list("number", "blob"))
        for number, (said, blob) in enumerate(found, at):
            if said != number:
                return
            yield bytes(blob)
        if len(found) < AT_A_TIME:
            return
