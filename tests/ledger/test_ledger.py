"""The ledger: append-only, chained, and whoever changes it is found out."""

import random
from collections.abc import Callable

import pytest
from django.db import Error as DatabaseFault
from django.db import connection, connections, transaction

from answerable.access.actors import Actor
from answerable.ledger.actions import as_line, checkpoint, record
from answerable.ledger.models import Checkpoint, Entry, Head
from answerable.ledger.rules import canonical, link
from answerable.ledger.verification import Verdict, verify

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
BY = Actor.of_system("test")
LENGTH = 25


def write(count: int = LENGTH) -> None:
    with transaction.atomic():
        for n in range(count):
            record(BY, "test.act", subject=("thing", str(n)), place="0001", detail={"n": n, "kinds": ["a", "b"]})


def unprotected(*statements: str) -> None:
    """Writes past the triggers, as somebody does who holds the database."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
        else:
            cursor.execute("DROP TRIGGER IF EXISTS ledger_entry_update")
            cursor.execute("DROP TRIGGER IF EXISTS ledger_entry_delete")
        for statement in statements:
            cursor.execute(statement)
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = DEFAULT")


def test_untouched_chain_holds() -> None:
    write()
    assert verify() == Verdict(True, LENGTH)


def test_empty_chain_holds() -> None:
    assert verify() == Verdict(True, 0)


def test_entry_is_written_within_the_act_only(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(connections["default"], "in_atomic_block", False)
        with pytest.raises(RuntimeError):
            record(BY, "test.act")


def test_entry_knows_no_time_finer_than_the_hour() -> None:
    """B40's spirit: the day and the hour."""
    write(1)
    assert len(Entry.objects.get().when) == len("2026-11-21T06")


def _fail_after_recording() -> None:
    with transaction.atomic():
        record(BY, "test.act")
        raise ValueError("nothing came of it")


def test_act_that_fails_leaves_no_entry() -> None:
    with pytest.raises(ValueError, match="nothing came of it"):
        _fail_after_recording()
    assert (Entry.objects.count(), verify().ok) == (0, True)


@pytest.mark.parametrize(
    "change",
    [
        lambda: Entry.objects.filter(n=2).update(act="test.other"),
        lambda: Entry.objects.filter(n=2).delete(),
        lambda: Entry.objects.all()._raw_delete(using="default"),
    ],
)
def test_database_refuses_to_change_or_remove_an_entry(change: Callable[[], object]) -> None:
    write(3)
    with pytest.raises(DatabaseFault), transaction.atomic():
        change()
    assert verify() == Verdict(True, 3)


@pytest.mark.parametrize("statement", ["UPDATE ledger_entry SET act = 'x'", "DELETE FROM ledger_entry"])
def test_database_refuses_plain_sql_too(statement: str) -> None:
    write(2)
    with pytest.raises(DatabaseFault), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


FIELDS = ("when", "actor", "office", "place", "act", "subject_kind", "subject_id", "detail", "before", "hash")
rounds = pytest.mark.parametrize(
    "times", [pytest.param(20, id="20"), pytest.param(200, id="200", marks=pytest.mark.soak)]
)


@rounds
def test_every_modification_is_found(times: int) -> None:
    """B45: modified entries, 100 % detected, the first bad one named."""
    write()
    picker = random.Random(45)
    for _ in range(times):
        n, field = picker.randint(1, LENGTH), picker.choice(FIELDS)
        column = connection.ops.quote_name(field)
        with transaction.atomic():
            point = transaction.savepoint()
            unprotected(f"UPDATE ledger_entry SET {column} = 'tampered' WHERE n = {n}")
            verdict = verify()
            transaction.savepoint_rollback(point)
        assert not verdict.ok, (n, field)
        assert verdict.first_bad in (n, n + 1)
    assert verify().ok


@rounds
def test_every_removal_insertion_and_reordering_is_found(times: int) -> None:
    """B45: deleted, inserted and reordered entries."""
    write()
    picker = random.Random(46)
    for _ in range(times):
        n = picker.randint(1, LENGTH - 1)
        ways = (
            [f"DELETE FROM ledger_entry WHERE n = {n}"],
            [
                f"UPDATE ledger_entry SET n = n + 1000 WHERE n >= {n}",
                _copy(n, n),
                "UPDATE ledger_entry SET n = n - 999 WHERE n > 1000",
            ],
            [f"UPDATE ledger_entry SET n = {m} WHERE n = {k}" for k, m in ((n, 5000), (n + 1, n), (5000, n + 1))],
        )
        for statements in ways:
            with transaction.atomic():
                point = transaction.savepoint()
                unprotected(*statements)
                verdict = verify()
                transaction.savepoint_rollback(point)
            assert not verdict.ok, statements


def _copy(source: int, target: int) -> str:
    columns = ", ".join(connection.ops.quote_name(one) for one in FIELDS)
    return f"INSERT INTO ledger_entry (n, {columns}) SELECT {target}, {columns} FROM ledger_entry WHERE n = {source} + 1000"


@rounds
def test_tail_cut_off_with_its_head_is_found_by_a_checkpoint_kept_outside(times: int) -> None:
    """B45: truncation, through a checkpoint that left the machine."""
    write()
    line = as_line(checkpoint())
    picker = random.Random(47)
    for _ in range(times):
        n = picker.randint(1, LENGTH - 1)
        hashed = Entry.objects.get(n=n).hash
        with transaction.atomic():
            point = transaction.savepoint()
            unprotected(
                f"DELETE FROM ledger_entry WHERE n > {n}",
                f"UPDATE ledger_head SET n = {n}, hash = '{hashed}'",
                "DELETE FROM ledger_checkpoint",
            )
            assert verify().ok  # whoever holds the database hides it from what is inside
            verdict = verify([line])
            transaction.savepoint_rollback(point)
        assert (verdict.ok, verdict.reason) == (False, "tail_cut")


def test_tail_rewritten_with_the_servers_key_is_found_by_a_checkpoint_kept_outside() -> None:
    """B45: a rewritten tail."""
    write()
    line = as_line(checkpoint())
    unprotected("DELETE FROM ledger_entry WHERE n > 20", "DELETE FROM ledger_checkpoint")
    Head.objects.update(n=20, hash=Entry.objects.get(n=20).hash)
    write(5)
    assert verify().ok
    assert verify([line]).reason == "rewritten"


def test_tail_cut_without_its_head_is_found_at_once() -> None:
    write()
    unprotected("DELETE FROM ledger_entry WHERE n > 20")
    assert verify().first_bad == 21


@pytest.mark.parametrize("line", ["2026-01-01 3 abc def", "nonsense", "2026-01-01 x y z"])
def test_forged_checkpoint_is_named(line: str) -> None:
    write(3)
    assert verify([line]).reason == "checkpoint_forged"


def test_checkpoint_altered_inside_is_named() -> None:
    write(3)
    checkpoint()
    Checkpoint.objects.update(n=2, head=Entry.objects.get(n=2).hash)
    assert verify().reason == "checkpoint_forged"


def test_entry_is_written_down_in_one_way_only() -> None:
    assert canonical({"b": 1, "a": "é"}) == canonical({"a": "é", "b": 1}) == '{"a":"é","b":1}'.encode()
    assert link("0" * 64, {"n": 1}) != link("1" * 64, {"n": 1})
