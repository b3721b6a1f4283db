"""Of long work one runs at a time: whoever comes second waits, and nothing stays locked."""

import threading
import time

import pytest
from django.db import DatabaseError, connection, transaction

from answerable.kit.alone import alone
from tests.beside import ON_POSTGRESQL, over_its_own_connection

pytestmark = [pytest.mark.django_db(transaction=ON_POSTGRESQL), pytest.mark.postgres_too]
SOON = 20


def another(name: str, came: threading.Event) -> threading.Thread:
    """Begins somebody else who wants to do the same work."""

    def work() -> None:
        with alone(name):
            came.set()

    thread = threading.Thread(target=over_its_own_connection(work) if ON_POSTGRESQL else work)
    thread.start()
    return thread


def test_second_one_waits_for_the_first() -> None:
    came = threading.Event()
    with alone("trial"):
        thread = another("trial", came)
        assert not came.wait(0.5)
    assert came.wait(SOON)
    thread.join(SOON)


def test_other_work_waits_for_nobody() -> None:
    came = threading.Event()
    with alone("trial"):
        thread = another("trial of another kind", came)
        assert came.wait(SOON)
    thread.join(SOON)


def test_work_within_itself_waits_for_nobody() -> None:
    begun = time.monotonic()
    with alone("trial"), alone("trial"):
        assert time.monotonic() - begun < SOON


@pytest.mark.parametrize("within", [True, False])
def test_work_that_failed_holds_nothing(within: bool) -> None:
    """Neither of its own nor as part of a transaction, which takes no more commands then."""
    with pytest.raises(ZeroDivisionError):
        work_and_fail(within=within)
    came = threading.Event()
    thread = another("trial", came)
    assert came.wait(SOON)
    thread.join(SOON)


def work_and_fail(*, within: bool) -> None:
    if not within:
        with alone("trial"):
            raise ZeroDivisionError
    with transaction.atomic(), alone("trial"):
        with pytest.raises(DatabaseError), connection.cursor() as cursor:
            cursor.execute("SELECT nothing FROM nowhere")
        raise ZeroDivisionError
