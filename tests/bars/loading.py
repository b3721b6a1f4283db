"""Much at once, in the surroundings of a site: see `Site.work`."""

import threading
import time
from contextlib import suppress
from typing import Any

from django.db import OperationalError, connection

from answerable.alliance.actions import people as alliance_people
from answerable.concerns.actions.coming_back import open_by_receipt
from answerable.concerns.models import Case
from answerable.concerns.queries.threads import NoSuchReceipt
from answerable.vault import receipts
from tests.cast import CONSOLE

from .inside import desk_of, raise_some


def fill(count: int) -> int:
    """Raises many, with a derivation that costs next to nothing: their codes open nothing elsewhere."""
    from tests.cheap_hashing import derive_cheaply

    derive_cheaply()
    raise_some(count)
    return Case.held.count()


def declare_all(known: dict[str, str]) -> int:
    """Has a handler say of every case they hold that they have no ties: what is not said is not searched."""
    from answerable.concerns import actions
    from answerable.concerns.models import Grant
    from answerable.concerns.rules.words import Conflict

    one = desk_of(known)
    mine = Grant.held.filter(handler=one.handler, compartment__name="thread").values_list(
        "compartment__case", flat=True
    )
    for case in list(mine):
        actions.declare_conflict(by=one, case=case, value=Conflict.NONE)
    return len(mine)


def opened_cheaply_or_none(codes: list[str]) -> dict[str, str]:
    """Returns the case of each code that leads to one, by two processes' worth of derivations."""
    found = {}
    for code in codes:
        with suppress(NoSuchReceipt):
            found[code] = str(open_by_receipt(code).case)
    return found


def ceiling(seconds: float, at_once: int) -> float:
    """Returns how many derivations a second this machine does where nothing else is done, so many at once."""
    ends, done = time.monotonic() + seconds, [0] * at_once

    def derive(number: int) -> None:
        while time.monotonic() < ends:
            receipts.look_up_and_key(receipts.new_receipt())
            done[number] += 1

    threads = [threading.Thread(target=derive, args=(number,)) for number in range(at_once)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return sum(done) / seconds


def write_for(seconds: float, pace: float = 5.0) -> dict[str, Any]:
    """Writes elsewhere in the database for a while, as the rest of the site does."""
    ends, faults, done = time.monotonic() + seconds, [], 0
    while time.monotonic() < ends:
        try:
            alliance_people.welcome_person(by=CONSOLE, name=f"Rosa {done}", place="0001")
            done += 1
        except OperationalError as fault:
            faults.append(str(fault))
        time.sleep(1 / pace)
    return {"done": done, "faults": faults}


def read_long(seconds: float) -> bool:
    """Holds one view of the database open for a while."""
    with connection.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT count(*) FROM concerns_case")
        time.sleep(seconds)
        with suppress(OperationalError):
            cursor.execute("COMMIT")
    return True
