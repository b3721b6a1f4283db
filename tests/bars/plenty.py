"""Very many cases of one team, made in a minute: sealed as the room seals them, and written many rows at a time. See `Site.work`."""

import datetime as dt
import json
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from answerable.concerns.models import Case, Compartment, Declaration, Grant, Record
from answerable.concerns.queries.cases import AtTheDesk, statement
from answerable.concerns.queries.headers import header_body
from answerable.concerns.queries.sealed import INTAKE, KINDS, RAISER, THREAD
from answerable.concerns.queries.teams import members_now
from answerable.concerns.rules.entries import What
from answerable.concerns.rules.words import Conflict, State
from answerable.kit import clock
from answerable.vault import compartments, people, records
from answerable.vault.people import Keys, signed_by
from answerable.vault.rosters import Member
from tests.concerns import world

AT_ONCE = 500
WORDS = "It went on through the whole of the season, and those who were there looked away. " * 5
ROWS: tuple[type[Model], ...] = (Case, Compartment, Grant, Record, Declaration)


def many(count: int, known: dict[str, str]) -> int:
    """Makes so many cases of a handler's team that all of it holds; this handler said of each that they have no ties."""
    from .inside import desk_of

    one = desk_of(known)
    members = members_now(one.handler.team)
    for start in range(0, count, AT_ONCE):
        made: list[Model] = []
        for number in range(start, min(count, start + AT_ONCE)):
            made += _case(one, members, number)
        with transaction.atomic():
            for kind in ROWS:
                kind.held.bulk_create([row for row in made if type(row) is kind])  # type: ignore[attr-defined] # each has it
    return Case.held.count()


def _case(one: AtTheDesk, members: tuple[Member, ...], number: int) -> list[Model]:
    raiser = people.keys_of(people.new_seed())
    day = clock.today() + dt.timedelta(days=number % 40 - 20)
    case = Case(
        team=one.handler.team, state=State.ACKNOWLEDGED, day=clock.today(), due=day, due_kind="first_answer",
        raiser_box=raiser.box, raiser_verify=raiser.verify,
    )  # fmt: skip
    case.vouched = compartments.vouch(str(case.pk), RAISER, raiser.box + raiser.verify)
    readers = sorted(member.id for member in members)
    told = {"answers": {"happened": f"{WORDS}It was number {number}."}, "readers": readers}
    header = {**header_body(world.ABOUT, world.NOBODY), "readers": readers}
    thread = _compartment(case, THREAD, members, [(What.TOLD, told, raiser)], raiser)
    intake = _compartment(case, INTAKE, members, [(What.HEADER, header, raiser), *_noted(one, number)], None)
    return [case, *thread, *intake, _declared(one, case, intake)]


def _noted(one: AtTheDesk, number: int) -> list[tuple[What, dict[str, Any], Keys]]:
    """Returns what a reader wrote: how far they read, and of every second one how serious it is."""
    read = (What.READ, {"thread": 1}, one.keys)
    grade = {"categories": ["ENV-02"], "severity": 2, "scope": "one", "words": f"Put down as lantern {number}."}
    return [read, (What.GRADE, grade, one.keys)] if number % 2 else [read]


def _compartment(
    case: Case,
    name: str,
    members: tuple[Member, ...],
    entries: list[tuple[What, dict[str, Any], Keys]],
    raiser: Keys | None,
) -> list[Model]:
    pair = compartments.new_compartment()
    row = Compartment(
        case=case, name=name, public=pair.public, vouched=compartments.vouch(str(case.pk), name, pair.public)
    )
    return [row, *_grants(row, pair, members, raiser), *_records(row, entries)]


def _grants(row: Compartment, pair: compartments.Pair, members: tuple[Member, ...], raiser: Keys | None) -> list[Model]:
    to: list[tuple[str, bytes]] = [(member.id, bytes(member.public.box)) for member in members]
    made: list[Model] = []
    for reader, box in [*to, *([(RAISER, raiser.box)] if raiser else [])]:
        place = compartments.GrantPlace(str(row.case_id), row.name, reader)
        handler = None if reader == RAISER else UUID(reader)
        made.append(Grant(compartment=row, handler_id=handler, blob=compartments.grant_of(pair, to=box, place=place)))
    return made


def _records(row: Compartment, entries: list[tuple[What, dict[str, Any], Keys]]) -> list[Model]:
    made: list[Model] = []
    previous = records.NOTHING
    for sequence, (what, said, author) in enumerate(entries, start=1):
        place = records.Place(str(row.case_id), row.name, sequence, KINDS[row.name], previous)
        body = json.dumps({**said, "what": what.value}).encode()
        blob = records.write_record(body, place, to=bytes(row.public), author=author)
        previous = records.fingerprint_of(blob)
        made.append(Record(compartment=row, sequence=sequence, kind=place.kind, day=clock.today(), blob=blob))
    return made


def _declared(one: AtTheDesk, case: Case, intake: list[Model]) -> Declaration:
    header = next(row for row in intake if isinstance(row, Record))
    mark = records.fingerprint_of(bytes(header.blob))
    row = Declaration(case=case, handler=one.handler, value=Conflict.NONE, day=clock.today(), header=mark)
    row.signature = signed_by(one.keys, statement(row))
    return row
