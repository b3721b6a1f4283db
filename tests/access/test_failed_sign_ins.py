"""Failed sign-ins leave next to nothing behind, and the service goes on."""

import time

import pytest
from django.test import Client

from answerable.access.models import Account, Bucket, Session
from answerable.ledger.models import Entry

from .walking import is_in, sign_in

MEGABYTE = 1_000_000
COUNTS = [pytest.param(400, marks=pytest.mark.broad), pytest.param(10_000, marks=pytest.mark.soak)]
BYTES_OF_A_ROW = 150  # a key of 32, a number, a moment, and the key once more in its index


def fail(times: int, *, at: str) -> None:
    """`at` names the account; with a place for a number in it, it is another one each time."""
    browser = Client(headers={"user-agent": "Canary/9"}, REMOTE_ADDR="198.51.100.7")
    for number in range(times):
        browser.post("/sign-in", {"way": "password", "email": at.format(number), "password": f"wrong {number}"})


@pytest.mark.parametrize("times", COUNTS)
@pytest.mark.parametrize("at", ["neema@example.org", "nobody{}@example.org"])
def test_failed_sign_ins_leave_little(neema: Account, capfd: pytest.CaptureFixture[str], times: int, at: str) -> None:
    """B46: 10,000 failed sign-ins let log, ledger and tables grow by at most 1 MB together; who belongs here gets in."""
    hers = Client()
    sign_in(hers, neema)
    hers.post("/sign-out")
    entries, sessions, buckets = Entry.objects.count(), Session.objects.count(), Bucket.objects.count()
    capfd.readouterr()
    fail(times, at=at)
    written = "".join(capfd.readouterr())
    rows = Bucket.objects.count() - buckets
    grown = len(written.encode()) + rows * BYTES_OF_A_ROW
    assert "Canary" not in written
    assert "198.51" not in written
    assert "@example.org" not in written
    assert Entry.objects.count() == entries
    assert Session.objects.count() == sessions
    assert grown <= MEGABYTE * times / 10_000 + 20_000
    began = time.monotonic()
    assert sign_in(hers, neema).status_code == 303
    assert is_in(hers)
    assert time.monotonic() - began <= 5
