"""The desk reads: ties are declared first, each opening is entered before anything is shown, and what is written is signed."""

import datetime as dt
from contextlib import suppress
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction

from answerable.access.refusals import Hidden
from answerable.kit import clock
from answerable.vault.case_files import SealedFile
from answerable.vault.chains import Break
from answerable.vault.people import signed_by

from ..models import Declaration, Grant
from ..queries.cases import AtTheDesk, OpenCase, case_for, statement
from ..queries.files import whole_file
from ..queries.sealed import IDENTITY, INTAKE, THREAD, latest, opened
from ..queries.teams import members_now
from ..rules import conflicts, routing
from ..rules.data_classes import DataClass
from ..rules.entries import Entry, What, counted
from ..rules.words import AboutLevel, Conflict, State
from .book import enter, opening
from .standing_aside import NobodyElse, _stand_aside
from .writing import _to_write, _write


@dataclass(frozen=True)
class Header:
    """What somebody sees before they said whether they have ties; people and names only after they promised secrecy.

    The names as they were written: `written` of who must not read, `written_about`, and `written_before` of either.
    """

    case: UUID
    state: State
    day: dt.date
    due: dt.date | None
    levels: tuple[AboutLevel, ...]
    organisations: tuple[str, ...]
    people: tuple[str, ...] = field(default=(), repr=False)
    written: tuple[str, ...] = field(default=(), repr=False)
    written_about: tuple[str, ...] = field(default=(), repr=False)
    written_before: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class ReadCase:
    """What a cleared reader sees. `breaks`: what is missing or was altered, by the compartment."""

    case: UUID
    state: State
    thread: tuple[Entry, ...]
    intake: tuple[Entry, ...]
    breaks: tuple[tuple[str, Break], ...]
    has_name: bool


@transaction.atomic
def header_of(*, by: AtTheDesk, case: UUID, promised_secrecy: bool = False) -> Header:
    """Returns what is shown before the declaration; that it was asked for is entered first."""
    found = case_for(by, case)
    shown = conflicts.opens(found.said(), found.standing, promised_secrecy=promised_secrecy)
    if DataClass.HEADER not in shown:
        raise Hidden
    opening("parties" if promised_secrecy else "header", by=by, case=found.case)
    parties, is_promised = found.about.parties, DataClass.RESPONDENT_IDENTITY in shown
    named = found.excluded if is_promised else routing.Excluded()
    return Header(
        found.case.pk, State(found.case.state), found.case.day, found.case.due, tuple(one.level for one in parties),
        tuple(one.organisation for one in parties), tuple(one.person for one in parties if is_promised),
        _names(named.written), _names(named.written_about), _names(named.written_before),
    )  # fmt: skip


def _names(written: str) -> tuple[str, ...]:
    """Returns each line that was written, once."""
    return tuple(dict.fromkeys(filter(None, map(str.strip, written.splitlines()))))


@transaction.atomic
def declare_conflict(*, by: AtTheDesk, case: UUID, value: Conflict, words: str = "") -> None:
    """Says whether somebody has ties. Whoever has them loses their key in the same step, and others are found."""
    found = _to_write(by, case)
    if value == Conflict.YES:
        with suppress(NobodyElse):  # then the key stays, and no act uses it
            _stand_aside(found)
    elif words.strip():
        _write(found.secrets[INTAKE][0], What.TIES, {"words": words}, author=by.keys)
    Declaration.held.filter(case=found.case, handler=by.handler).delete()
    row = Declaration(case=found.case, handler=by.handler, value=value, day=clock.today(), header=found.header.mark)
    row.signature = signed_by(by.keys, statement(row))
    row.save(force_insert=True)
    enter("declare_ties", by=by, case=found.case)


@transaction.atomic
def read_case(*, by: AtTheDesk, case: UUID) -> ReadCase:
    """Returns the words, for whoever is clear of ties; that they were opened is entered before, in the same transaction."""
    found = case_for(by, case)
    found.require_clear()
    opening("case", by=by, case=found.case)
    found = _to_write(by, case)
    _note_how_far(found)
    found = case_for(by, case)
    broken = [(THREAD, one) for one in found.thread.breaks] + [(INTAKE, one) for one in found.intake.breaks]
    return ReadCase(
        found.case.pk, State(found.case.state), found.thread.entries, found.intake.entries, tuple(broken), IDENTITY in found.secrets,
    )  # fmt: skip


@transaction.atomic
def read_name(*, by: AtTheDesk, case: UUID) -> str:
    """Returns what whoever raised it is called, where they said so: an opening of its own."""
    found = _clear(by, case)
    if IDENTITY not in found.secrets:
        raise Hidden
    opening("name", by=by, case=found.case)
    row, secret = found.secrets[IDENTITY]
    name = latest(opened(row, secret, found.hands).entries, What.NAME)
    return str(name.body["name"]) if name else ""


@transaction.atomic
def read_file(*, by: AtTheDesk, case: UUID, file: UUID) -> SealedFile:
    """Returns a file, whole, to be read from its beginning; a file of another case is none. `Unreadable` where it was altered."""
    found = _clear(by, case)
    files = {one.body["file"] for one in counted(found.thread.entries, What.FILE)}
    if str(file) not in files:
        raise Hidden
    opening("file", by=by, case=found.case)
    return whole_file(*found.secrets[THREAD], file)


def who_can_see(*, by: AtTheDesk, case: UUID) -> frozenset[str]:
    """Returns the handlers who hold a key to a case, by their ids: rows that its chain tells of, without whoever left their team."""
    found = case_for(by, case)
    rows = Grant.held.filter(compartment__case=found.case, compartment__name=INTAKE, handler__isnull=False)
    holding = {str(one) for one in rows.values_list("handler_id", flat=True)}
    return found.intake.readers & holding & {one.id for one in members_now(found.case.team)}


def _clear(by: AtTheDesk, case: UUID) -> OpenCase:
    found = case_for(by, case)
    found.require_clear()
    return found


def _note_how_far(found: OpenCase) -> None:
    """Notes in the sealed chain how many entries the conversation had: that the last ones are cut off later shows by that."""
    numbers = [one.number for one in found.thread.entries]
    seen = max((int(one.body["thread"]) for one in counted(found.intake.entries, What.READ)), default=0)
    if max(numbers, default=0) > seen:
        _write(found.secrets[INTAKE][0], What.READ, {"thread": max(numbers)}, author=found.by.keys)
