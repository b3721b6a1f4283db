"""What whoever writes the database can do, and what it holds, in the surroundings of a site: see `Site.work`."""

from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection

from answerable.access.models import Account
from answerable.access.refusals import Hidden, Unacceptable
from answerable.concerns import actions
from answerable.concerns.actions.coming_back import open_by_receipt
from answerable.concerns.models import Case, Grant, Handler, Receipt, Record
from answerable.concerns.queries.cases import case_for
from answerable.concerns.queries.sealed import secrets_of
from answerable.concerns.rules.words import Conflict, State
from answerable.kit import clock
from answerable.vault import visits
from tests.concerns import world

from .inside import desk_of, grants


def numbers_in_clear() -> list[tuple[str, str]]:
    """Returns columns of the safe space that count up by themselves: whoever sees two rows sees how many came between."""
    counting = ("AutoField", "BigAutoField", "SmallAutoField")
    return [
        (one._meta.db_table, field.name)
        for one in world.of_the_room()
        for field in one._meta.get_fields()
        if one.__name__ != "BookHead"  # of which there is one
        and getattr(field, "get_internal_type", str)() in counting
    ]


def seize(given: dict[str, Any]) -> int:
    """Does for somebody all that rows can do: copies colleagues' grants, makes them lead, gives them colleagues' rows and accounts."""
    mine = Handler.held.get(pk=given["by"]["id"])
    Account.objects.filter(pk=mine.account).update(is_active=True)
    Handler.held.filter(pk=mine.pk).update(role="lead")
    done = 0
    for case in given["cases"]:
        for one in list(Grant.held.filter(compartment__case=case, handler__isnull=False)):
            if not Grant.held.filter(compartment=one.compartment, handler=mine).exists():
                Grant(compartment=one.compartment, handler=mine, blob=bytes(one.blob)).save(force_insert=True)
                done += 1
    return done


def try_by_code(given: dict[str, Any]) -> int:
    """Returns how many of some cases somebody's keys open, by any way of the room's own."""
    one, opened_ones = desk_of(given["by"]), 0
    for case in given["cases"]:
        with suppress(Hidden):
            case_for(one, case)
            opened_ones += 1
        opened_ones += len(secrets_of(Case.held.get(pk=case), one.id, one.keys))
    return opened_ones


def make_handler(given: dict[str, str]) -> str:
    """Writes an account into a team, with keys of its own and with a colleague's rows, as whoever writes the database can."""
    account = Account.objects.get(email=given["account"])
    other = Handler.held.get(pk=given["beside"])
    row = Handler(
        team=other.team, account=str(account.pk), role="lead", box=bytes(other.box), verify=bytes(other.verify), since=other.since,
        by_passphrase=bytes(other.by_passphrase), by_recovery=bytes(other.by_recovery), code_noted_on=clock.today(), rehearsed_on=clock.today(),
    )  # fmt: skip
    row.save(force_insert=True)
    return str(row.pk)


def second_reader_refused(given: dict[str, Any]) -> int:
    """Returns in how many cases nobody can give a key to whoever was shut out."""
    refused = 0
    for case in given["cases"]:
        holders = set(grants()[case])
        by = desk_of(next(one for one in given["team"] if one["id"] in holders))
        actions.declare_conflict(by=by, case=case, value=Conflict.NONE)
        try:
            actions.second_reader(by=by, case=case, handler=Handler.held.get(pk=given["out"]["id"]))
        except Unacceptable:
            refused += 1
    return refused


def health() -> dict[str, Any]:
    """Returns what the database says of itself, and rows that belong to nothing."""
    told: dict[str, Any] = {"integrity": "ok", "foreign": []}
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            told["integrity"] = cursor.execute("PRAGMA integrity_check").fetchone()[0]
            told["foreign"] = [str(row) for row in cursor.execute("PRAGMA foreign_key_check").fetchall()]
    cases = set(Case.held.values_list("pk", flat=True))
    with_receipt = set(Receipt.held.values_list("case", flat=True))
    read_by = {UUID(case): of for case, of in grants().items()}
    told["half"] = len(cases - with_receipt) + sum(len(read_by.get(case, [])) < 2 for case in cases)
    told["half"] += sum(not Record.held.filter(compartment__case=case).exists() for case in cases)
    return told


def rogue(beside: str) -> str:
    """Puts a reader of one's own beside another, as whoever writes the database can, with everything but signatures."""
    from answerable.vault import people

    public, other = people.keys_of(people.new_seed()).public, Handler.held.get(pk=beside)
    row = Handler(
        team=other.team, account="rogue", role=other.role, box=public.box, verify=public.verify, since=clock.today(),
        code_noted_on=clock.today(), rehearsed_on=clock.today(),
    )  # fmt: skip
    row.save(force_insert=True)
    return str(row.pk)


def exchange(code: str) -> str:
    """Exchanges a code for another one, which is returned."""
    new = actions.new_receipt()
    actions.change_code(open_by_receipt(code), code=new)
    return new


def anonymise(code: str) -> bool:
    """Leaves of a concern what is left once its time is over."""
    Case.held.filter(pk=open_by_receipt(code).case).update(state=State.ANONYMISED)
    return True


def as_tokens(values: list[str]) -> int:
    """Returns how many of some values open a visit of any kind, each as it is."""
    kinds = tuple(settings.VISIT_IDLE_SECONDS)
    longest = 10 * 3600
    return sum(visits.find(kind, one, idle=longest, longest=longest) is not None for kind in kinds for one in values)


def sql(statements: list[str]) -> list[list[list[Any]]]:
    """Runs statements as whoever writes the database does."""
    told = []
    with connection.cursor() as cursor:
        for one in statements:
            cursor.execute(one)
            rows = cursor.fetchall() if cursor.description else []
            told.append([[_plain(value) for value in row] for row in rows])
    return told


def every_value() -> list[list[str]]:
    """Returns every value of every table: where it stands, and its bytes in hex."""
    told = []
    for where, value in world.every_value():
        raw = bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
        told.append([where, raw.hex()])
    return told


def bytes_of_database() -> int:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return Path(str(settings.DATABASES["default"]["NAME"])).stat().st_size
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def _plain(value: object) -> object:
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else str(value)


def checkpoint() -> bool:
    """Has the log written into the database and emptied, as the hourly job does."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return True
