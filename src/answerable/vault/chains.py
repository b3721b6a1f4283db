"""The records of a compartment one after the other: what is missing, moved, altered or put in another's place is named."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from . import records
from .compartments import pair_of
from .envelope import Unreadable
from .places import Blob
from .records import NOTHING, Place, Record

MOST_LOOKED_FOR = 20


class Row(NamedTuple):
    """A record as it is kept: its number, its kind, and its blob."""

    sequence: int
    kind: str
    blob: Blob


class Fault(StrEnum):
    """What is wrong with a record of a chain."""

    MISSING = "missing"
    REPEATED = "repeated"  # two rows bear one number
    OUT_OF_ORDER = "out_of_order"  # it stands behind one that comes after it
    MOVED = "moved"  # it was written for another number or kind
    ALTERED = "altered"
    REPLACED = "replaced"  # the one after it was written behind another one than this


class Break(NamedTuple):
    """A fault and the number of the record it is about; of a moved one, the number it was written for."""

    sequence: int
    fault: Fault
    written_for: int | None = None


@dataclass(frozen=True)
class Chain:
    """The records that can be read, by their number, and what is wrong; `is_whole` where nothing is."""

    records: Mapping[int, Record]
    breaks: tuple[Break, ...]

    @property
    def is_whole(self) -> bool:
        return not self.breaks


def check_chain(
    rows: Sequence[Row], *, case: str, compartment: str, secrets: Collection[bytes], count: int | None = None
) -> Chain:
    """Returns what can be read of a compartment's rows, given in order, and every fault of them.

    `secrets`: of all the compartment's keys, before and after changes. `count`: how many there are, known from elsewhere; without
    it nobody can tell that the last ones were taken away.
    """
    reader = _Reader(case, compartment, {records.name_of(pair_of(one).public): one for one in secrets})
    by_number = {row.sequence: row for row in reversed(rows)}
    read = {number: found for number, row in by_number.items() if (found := reader.read(row, row)) is not None}
    breaks = {
        *_absent(by_number, count), *_misplaced(rows), *_unread(by_number, read, reader), *_replaced(by_number, read),
    }  # fmt: skip
    return Chain(read, tuple(sorted(breaks, key=lambda one: (one.sequence, one.fault))))


@dataclass(frozen=True)
class _Reader:
    case: str
    compartment: str
    secrets: Mapping[bytes, bytes]

    def read(self, row: Row, at: Row) -> Record | None:
        """Returns a row's record as one of another row's place; None where it is none."""
        try:
            secret = self.secrets[records.key_named_by(row.blob)]
            place = Place(self.case, self.compartment, at.sequence, at.kind, records.previous_of(row.blob))
            return records.read_record(row.blob, place, secret=secret)
        except (Unreadable, KeyError, ValueError):
            return None


def _absent(rows: Mapping[int, Row], count: int | None) -> Iterator[Break]:
    last = max(rows, default=0) if count is None else max(count, *rows, 0)
    yield from (Break(number, Fault.MISSING) for number in range(1, last + 1) if number not in rows)


def _misplaced(rows: Sequence[Row]) -> Iterator[Break]:
    seen: set[int] = set()
    for row in rows:
        if row.sequence in seen:
            yield Break(row.sequence, Fault.REPEATED)
        elif seen and row.sequence < max(seen):
            yield Break(row.sequence, Fault.OUT_OF_ORDER)
        seen.add(row.sequence)


def _unread(rows: Mapping[int, Row], read: Mapping[int, Record], reader: _Reader) -> Iterator[Break]:
    lost = [number for number in rows if number not in read]
    # Where somebody spoilt many, it is not asked of each where it came from: that would keep a page waiting.
    homes = rows.values() if len(lost) <= MOST_LOOKED_FOR else ()
    for number in lost:
        home = next((one.sequence for one in homes if reader.read(rows[number], one) is not None), None)
        yield Break(number, Fault.ALTERED if home is None else Fault.MOVED, home)


def _replaced(rows: Mapping[int, Row], read: Mapping[int, Record]) -> Iterator[Break]:
    """Yields where a record that reads well names another one before it than the one that is there."""
    if 1 in read and records.previous_of(rows[1].blob) != NOTHING:
        yield Break(1, Fault.ALTERED)
    for number in read:
        if number - 1 in read and records.previous_of(rows[number].blob) != records.fingerprint_of(
            rows[number - 1].blob
        ):
            yield Break(number - 1, Fault.REPLACED)
