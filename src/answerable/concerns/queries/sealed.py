"""Opening what somebody holds a key for: their own grants, and the chains behind them, entry by entry."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from answerable.vault import Unreadable
from answerable.vault.chains import Break, Row, check_chain
from answerable.vault.compartments import GrantPlace, is_vouched, open_grant
from answerable.vault.people import Keys
from answerable.vault.records import fingerprint_of, key_named_by

from ..models import Case, Compartment, EarlierKey, Grant, Record
from ..rules.entries import Entry, Hand, What
from .generations import Generation, earlier_keys, generations

THREAD, INTAKE, IDENTITY = "thread", "intake", "identity"
# What a row says of itself follows from where it lies, and so tells nothing.
KINDS = {THREAD: "message", INTAKE: "note", IDENTITY: "identity"}
RAISER = "raiser"


class Moved(Exception):  # noqa: N818 - it says what happened to the key
    """A public key in the database is not the one the server gave its word for: nothing is sealed to it."""


@dataclass(frozen=True)
class Hands:
    """Whose signatures mean something: that of whoever raised it, and of every handler a team ever signed for."""

    raiser: bytes
    desk: Mapping[bytes, str]


@dataclass(frozen=True)
class Opened:
    """A compartment that somebody opened: its entries, what is wrong with its chain, and who reads it, as its chain says."""

    row: Compartment
    secret: bytes = field(repr=False)
    entries: tuple[Entry, ...]
    breaks: tuple[Break, ...]
    readers: frozenset[str]


def raiser_keys(case: Case) -> tuple[bytes, bytes]:
    """Returns the keys of whoever raised it: to seal to, to know their hand; `Moved` where the server did not vouch for them."""
    box, verify = bytes(case.raiser_box), bytes(case.raiser_verify)
    if not is_vouched(bytes(case.vouched), str(case.pk), RAISER, box + verify):
        raise Moved
    return box, verify


def public_of(row: Compartment) -> bytes:
    """Returns a compartment's public key; `Moved` where the server did not vouch for it."""
    public = bytes(row.public)
    if not is_vouched(bytes(row.vouched), str(row.case_id), row.name, public):
        raise Moved
    return public


def secrets_of(case: Case, reader: str, keys: Keys) -> dict[str, tuple[Compartment, bytes]]:
    """Returns what somebody's own grants open in a case, by the compartment's name; what does not open is not in it."""
    whose = {"handler": None} if reader == RAISER else {"handler_id": reader}
    found = {}
    for one in Grant.held.filter(compartment__case=case, **whose).select_related("compartment"):
        row = one.compartment
        secret = opens_by(one, row, reader, keys)
        if secret is not None:
            found[row.name] = row, secret
    return found


def opens_by(one: Grant, row: Compartment, reader: str, keys: Keys) -> bytes | None:
    """Returns the secret that a grant gives to its reader; None where it does not open."""
    try:
        place = GrantPlace(str(row.case_id), row.name, reader)
        return open_grant(bytes(one.blob), keys, place=place, public=public_of(row))
    except (Unreadable, Moved, ValueError):
        return None


def opened(
    row: Compartment,
    secret: bytes,
    hands: Hands,
    *,
    count: int | None = None,
    rows: Sequence[Record] | None = None,
    earlier: Sequence[EarlierKey] | None = None,
) -> Opened:
    """Reads a compartment. `count`: how many records there are, where it is known from elsewhere.

    `rows`, `earlier`: its records and the keys it had before, in their order, where they are there.
    """
    rows = list(Record.held.filter(compartment=row).order_by("sequence")) if rows is None else rows
    known = generations(row, secret, earlier_keys(row) if earlier is None else earlier)
    kept = [Row(one.sequence, one.kind, bytes(one.blob)) for one in rows]
    secrets = [one.secret for one in known.values()]
    chain = check_chain(kept, case=str(row.case_id), compartment=row.name, secrets=secrets, count=count)
    reader = _Reader(hands, known)
    entries = tuple(
        reader.entry(one, chain.records[one.sequence].body, chain.records[one.sequence].author)
        for one in rows
        if one.sequence in chain.records
    )
    return Opened(row, secret, entries, chain.breaks, reader.now())


class _Reader:
    """Goes through a chain from its beginning: who reads now is told by those who read before, or with a change of keys."""

    def __init__(self, hands: Hands, known: Mapping[bytes, Generation]) -> None:
        self.hands, self.known, self.readers, self.at = hands, known, set[str](), 0

    def entry(self, row: Record, body: bytes, author: bytes | None) -> Entry:
        under = self.known[key_named_by(bytes(row.blob))]
        in_time = under.holds(row.sequence)
        if in_time:
            self._enter(under)
        what, said = _parsed(body)
        hand, who = self._hand(author if in_time else None)
        if what is None:
            what, hand = What.NOTE, Hand.NOBODY
        found = Entry(row.sequence, what, hand, row.day, said, who, fingerprint_of(bytes(row.blob)))
        if found.counts:
            self._follow(found)
        return found

    def now(self) -> frozenset[str]:
        """Returns who reads after all that was written, and after the last change of keys."""
        self._enter(max(self.known.values(), key=lambda one: one.order))
        return frozenset(self.readers)

    def _enter(self, under: Generation) -> None:
        if under.order > self.at:
            self.readers, self.at = set(under.readers or ()), under.order

    def _hand(self, author: bytes | None) -> tuple[Hand, str]:
        if author is None:
            return Hand.NOBODY, ""
        if author == self.hands.raiser:
            return Hand.RAISER, ""
        who = self.hands.desk.get(author, "")
        return (Hand.DESK, who) if who in self.readers else (Hand.NOBODY, "")

    def _follow(self, one: Entry) -> None:
        if one.what in {What.TOLD, What.HEADER, What.NAME} and one.hand == Hand.RAISER and one.number == 1:
            self.readers |= _ids(one.body.get("readers"))
        elif one.what == What.GRANTED:
            self.readers |= _ids([one.body.get("reader")])
        elif one.what == What.STOOD_ASIDE:
            self.readers.discard(one.author)


def latest(entries: Iterable[Entry], what: What) -> Entry | None:
    """Returns the last entry of a kind that counts."""
    return next((one for one in reversed(list(entries)) if one.what == what and one.counts), None)


def _ids(raw: object) -> set[str]:
    return {one for one in raw if isinstance(one, str)} if isinstance(raw, list) else set()


def _parsed(body: bytes) -> tuple[What | None, dict[str, Any]]:
    try:
        said = json.loads(body)
        return What(said.pop("what")), said
    except (ValueError, KeyError, AttributeError, TypeError):
        return None, {}
