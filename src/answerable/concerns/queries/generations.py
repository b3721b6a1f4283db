"""The keys of a compartment, one behind the other: whoever opens the present one opens those it had before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from answerable.vault import Unreadable
from answerable.vault.case_files import key_named_by
from answerable.vault.compartments import is_vouched, open_memory, pair_of
from answerable.vault.places import Blob
from answerable.vault.records import name_of

from ..models import Compartment, EarlierKey


@dataclass(frozen=True)
class Generation:
    """One key: the how manieth, numbers of the first and the last record under it (None: up to now), and who reads from its beginning.

    Without `readers` it is the first one: who reads is told in the chain itself.
    """

    secret: bytes = field(repr=False)
    order: int = 0
    first: int = 1
    last: int | None = None
    readers: frozenset[str] | None = None

    def holds(self, number: int) -> bool:
        """Whether a record of this number may be under this key; one written later under an old key counts for nothing."""
        return self.first <= number and (self.last is None or number <= self.last)


def earlier_keys(row: Compartment) -> list[EarlierKey]:
    return list(EarlierKey.held.filter(compartment=row).order_by("number"))


def statement_of(after: bytes, last: int, readers: Iterable[str]) -> bytes:
    """Returns what the server gives its word for when keys change: the key after, where it begins, who reads from then on."""
    return after + f"{last}:{text_of(readers)}".encode()


def text_of(readers: Iterable[str]) -> str:
    return ",".join(sorted(readers))


def generations(row: Compartment, secret: bytes, earlier: Sequence[EarlierKey]) -> Mapping[bytes, Generation]:
    """Returns every key that the present secret leads to, by the name that records give it; `earlier` from the oldest on."""
    found: dict[bytes, Generation] = {}
    public, last = pair_of(secret).public, None
    for one in reversed(earlier):
        found[name_of(public)] = Generation(secret, one.number, one.last + 1, last, _readers(row, one, public))
        try:
            secret = open_memory(
                bytes(one.memory), secret, case=str(row.case_id), compartment=row.name, public=bytes(one.public)
            )
        except (Unreadable, ValueError):
            return found
        public, last = bytes(one.public), one.last
    found[name_of(public)] = Generation(secret, last=last)
    return found


def secret_of_file(row: Compartment, secret: bytes, first: Blob) -> bytes:
    """Returns the secret under which a file lies, of which this is the first piece: the present one, or one before it."""
    found = generations(row, secret, earlier_keys(row)).get(key_named_by(first))
    return found.secret if found else secret


def _readers(row: Compartment, one: EarlierKey, after: bytes) -> frozenset[str]:
    """Returns who reads from a change on; nobody where the server's word for it does not hold."""
    readers = frozenset(one.readers.split(",")) - {""}
    signed = statement_of(after, one.last, readers)
    return readers if is_vouched(bytes(one.vouched), str(row.case_id), row.name, signed) else frozenset()
