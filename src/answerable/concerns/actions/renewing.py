"""A case gets new keys once a reader left its team: what is written from then on is closed to them, what was is read on.

Whoever is to read on is told by the sealed chain and by the team's roster, never by rows of the database alone. A case is
renewed when somebody signs that another leaves, or else before the next word is written into it, by whoever writes it.
"""

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Max, QuerySet

from answerable.vault import compartments
from answerable.vault.people import PublicKeys

from ..models import Case, Compartment, EarlierKey, Grant, Record
from ..queries.cases import AtTheDesk
from ..queries.generations import statement_of, text_of
from ..queries.sealed import IDENTITY, INTAKE, RAISER, THREAD, Hands, Moved, opened, opens_by, raiser_keys
from ..queries.teams import hands, keys_now
from ..rules.words import ENDED

AT_A_TIME = 100  # cases
SECONDS = 7.0  # nobody who signs waits longer; what is left then is renewed before anything is written into it
OF_RAISER = frozenset({THREAD, IDENTITY})
Parts = Mapping[str, tuple[Compartment, bytes]]


@dataclass(frozen=True)
class _Held:
    """What somebody opens of a case, and who reads it on, with the keys their team signed for."""

    case: Case
    raiser: bytes
    parts: Parts = field(repr=False)
    readers: Mapping[str, PublicKeys]


def _renew_if_somebody_left(case: Case, readers: frozenset[str], parts: Parts) -> bool:
    """Gives new keys to what is held of a case, where one of its readers is no longer in its team; returns whether it did."""
    found = _to_renew(case, readers, parts, keys_now(case.team))
    if found is not None:
        _renew([found])
    return found is not None


def _renew_open_cases(by: AtTheDesk, cases: Iterable[UUID]) -> None:
    """Renews what somebody opens of open cases; what they do not, is renewed before anything is written into it."""
    known, signed, left = hands(), keys_now(by.handler.team), list(cases)
    until = time.monotonic() + SECONDS
    for at in range(0, len(left), AT_A_TIME):
        if time.monotonic() >= until:
            return
        _renew(list(_held(by, left[at : at + AT_A_TIME], known, signed)))


def _to_renew(case: Case, readers: frozenset[str], parts: Parts, signed: Mapping[str, PublicKeys]) -> _Held | None:
    stay = {one: signed[one] for one in readers if one in signed}
    if not stay or len(stay) == len(readers):
        return None
    try:
        return _Held(case, raiser_keys(case)[0], parts, stay)
    except Moved:
        return None


def _held(
    by: AtTheDesk, cases: Sequence[UUID], known: Mapping[bytes, str], signed: Mapping[str, PublicKeys]
) -> Iterator[_Held]:
    """Yields what somebody opens of some cases, each read with few questions to the database."""
    mine = Case.held.filter(pk__in=cases, team=by.handler.team).exclude(state__in=[one.value for one in ENDED])
    rows = list(mine.select_for_update().order_by("pk"))  # nobody writes behind the last record meanwhile
    parts: dict[UUID, dict[str, tuple[Compartment, bytes]]] = defaultdict(dict)
    for one in Grant.held.filter(compartment__case__in=rows, handler=by.handler).select_related("compartment"):
        if (secret := opens_by(one, one.compartment, by.id, by.keys)) is not None:
            parts[one.compartment.case_id][one.compartment.name] = one.compartment, secret
    intakes = [part[INTAKE][0].pk for part in parts.values() if INTAKE in part]
    records = _by_compartment(Record.held.filter(compartment__in=intakes).order_by("sequence"))
    earlier = _by_compartment(EarlierKey.held.filter(compartment__in=intakes).order_by("number"))
    for case in rows:
        part = parts.get(case.pk, {})
        if INTAKE in part and (hand := _raisers_hand(case)) is not None:
            row, secret = part[INTAKE]
            read = opened(row, secret, Hands(hand, known), rows=records[row.pk], earlier=earlier[row.pk])
            if (found := _to_renew(case, read.readers, part, signed)) is not None:
                yield found


def _by_compartment(rows: QuerySet[Any]) -> Mapping[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.compartment_id].append(row)
    return found


def _raisers_hand(case: Case) -> bytes | None:
    try:
        return raiser_keys(case)[1]
    except Moved:
        return None


def _renew(helds: Sequence[_Held]) -> None:
    ids = [row.pk for held in helds for row, _ in held.parts.values()]
    if not ids:
        return
    last = _most(Record.held.filter(compartment__in=ids), "sequence")
    number = _most(EarlierKey.held.filter(compartment__in=ids), "number")
    holding = set(Grant.held.filter(compartment__in=ids).values_list("compartment_id", "handler_id"))
    made = _Made()
    for held in helds:
        for row, secret in held.parts.values():
            who = {one: keys.box for one, keys in held.readers.items() if (row.pk, UUID(one)) in holding}
            who |= {RAISER: held.raiser} if row.name in OF_RAISER else {}
            made.add(row, secret, who, (last[row.pk], number[row.pk] + 1))
    made.keep()


def _most(rows: QuerySet[Any], column: str) -> Mapping[UUID, int]:
    return defaultdict(int, rows.values_list("compartment_id").annotate(most=Max(column)).order_by())


class _Made:
    """New keys of many compartments, kept with a few writes."""

    def __init__(self) -> None:
        self.rows, self.earlier, self.grants = list[Compartment](), list[EarlierKey](), list[Grant]()

    def add(self, row: Compartment, secret: bytes, readers: Mapping[str, bytes], at: tuple[int, int]) -> None:
        """Gives a compartment new keys. `at`: the number of its last record, and of the key that it had."""
        if not set(readers) - {RAISER}:
            return
        last, number = at
        handlers = set(readers) - {RAISER}
        case, pair = str(row.case_id), compartments.new_compartment()
        signed = compartments.vouch(case, row.name, statement_of(pair.public, last, handlers))
        memory = compartments.remember(secret, to=pair.public, case=case, compartment=row.name)
        self.earlier.append(
            EarlierKey(
                compartment=row, number=number, public=bytes(row.public), memory=memory, last=last,
                readers=text_of(handlers), vouched=signed,
            )
        )  # fmt: skip
        row.public, row.vouched = pair.public, compartments.vouch(case, row.name, pair.public)
        self.rows.append(row)
        for one, box in readers.items():
            self._grant(row, pair, box, one)

    def _grant(self, row: Compartment, pair: compartments.Pair, box: bytes, reader: str) -> None:
        place = compartments.GrantPlace(str(row.case_id), row.name, reader)
        blob = compartments.grant_of(pair, to=box, place=place)
        self.grants.append(Grant(compartment=row, handler_id=None if reader == RAISER else reader, blob=blob))

    def keep(self) -> None:
        Grant.held.filter(compartment__in=[row.pk for row in self.rows]).delete()
        EarlierKey.held.bulk_create(self.earlier)
        # One statement for many rows; none is new, so that nothing is inserted.
        Compartment.held.bulk_create(
            self.rows, update_conflicts=True, unique_fields=["id"], update_fields=["public", "vouched"]
        )
        Grant.held.bulk_create(self.grants)
