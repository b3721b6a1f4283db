"""While files go into rows or out of them, SQLite holds few pages of them in memory; afterwards as many as before."""

from contextlib import suppress

import pytest
from django.db import IntegrityError, connection, transaction

from answerable.concerns import actions
from answerable.kit.large_rows import SMALL, large_rows

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its own memory, outside of ours"),
]


def pages() -> int:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA cache_size")
        return int(cursor.fetchone()[0])


def test_few_pages_stay_in_memory_and_then_as_many_as_before() -> None:
    usual = pages()
    with large_rows():
        assert pages() == SMALL != usual
    with suppress(ZeroDivisionError), large_rows():
        raise ZeroDivisionError
    assert pages() == usual


def test_fault_within_a_transaction_keeps_its_name_and_the_memory_comes_back() -> None:
    usual = pages()
    with suppress(IntegrityError), transaction.atomic(), large_rows(), transaction.atomic(savepoint=False):
        raise IntegrityError
    assert pages() == usual


def test_file_that_is_added_while_telling_fills_no_memory() -> None:
    """What takes the pieces in asks for them one by one, with few pages in memory."""
    from answerable.vault.case_files import About

    seen = []

    def chunks() -> object:
        for _ in range(4):
            seen.append(pages())
            yield bytes(64 * 1024)

    about = About("a.txt", "text/plain", 4 * 64 * 1024)
    actions.add_draft_file(actions.begin_draft(), chunks=chunks(), about=about)  # type: ignore[arg-type] # yields bytes
    assert set(seen) == {SMALL}
