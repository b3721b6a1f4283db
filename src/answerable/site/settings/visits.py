"""Visits at the raising door and at the desk of cases: how long they rest, and where they lie meanwhile."""

import hashlib
import os
from pathlib import Path

from . import paths
from .numbers import number_of

MEMORY = Path("/dev/shm")  # noqa: S108 # nosec B108 - a file system without a disk; our own folder in it is closed to others
RAISER_IDLE_MINUTES = number_of("ANSWERABLE_RAISER_IDLE_MINUTES", 10, least=2, most=60)
RAISER_HOURS = 4  # however often somebody comes back within one visit
DESK_IDLE_MINUTES = number_of("ANSWERABLE_DESK_IDLE_MINUTES", 15, least=1, most=15)  # both can only be made shorter
DESK_HOURS = number_of("ANSWERABLE_DESK_HOURS", 8, least=1, most=8)
DESK_WAITING_HOURS = 2  # what a handler had typed when the desk was locked
PAGE_SECONDS = 20  # that the answer to a post waits to be read, also twice where the line is bad
VISIT_IDLE_SECONDS = {
    "raiser": RAISER_IDLE_MINUTES * 60, "raiser_page": PAGE_SECONDS, "desk": DESK_IDLE_MINUTES * 60, "desk_waiting": DESK_WAITING_HOURS * 3600,
}  # fmt: skip
# How many may begin or send at once before everybody solves a sum; nobody is ever turned away.
RAISING_BURST = number_of("ANSWERABLE_RAISING_BURST", 30, least=1, most=1_000_000)
# A door with a look of its own, and what shows its faults.
FAULT_PAGES = {"/r": "answerable.concerns.pages.raising.faults.fault_page"}
LEAVES_NO_TRACE = frozenset({"/r"})  # whoever is signed in elsewhere is not noted as being about
DRAFT_DAYS = number_of("ANSWERABLE_DRAFT_DAYS", 7, least=1, most=30)


def _folder() -> str:
    if named := os.environ.get("ANSWERABLE_VISITS"):
        return named
    ours = hashlib.blake2b(str(paths.HOME).encode(), digest_size=8).hexdigest()
    has_memory = MEMORY.is_dir() and os.access(MEMORY, os.W_OK)
    return str(MEMORY / f"answerable-{os.getuid()}-{ours}" if has_memory else paths.HOME / "run" / "visits")


VISITS_FOLDER = _folder()
# Where somebody is taken who leaves in a hurry: pages that anybody may have open, in their language where there is one.
LEAVE_TO = {
    "ar": "https://ar.wikipedia.org/", "en": "https://en.wikipedia.org/", "es": "https://es.wikipedia.org/",
    "fr": "https://fr.wikipedia.org/", "hi": "https://hi.wikipedia.org/", "pt": "https://pt.wikipedia.org/",
    "": "https://www.wikipedia.org/",
}  # fmt: skip
LEAVE_TO |= {
    code if there else "": there or code
    for code, _, there in (one.partition("=") for one in os.environ.get("ANSWERABLE_LEAVE_TO", "").split())
}  # as "https://example.org/ es=https://example.org/es"
# A code is answered after whole steps of so many seconds, whatever it leads to; what is found with it fills so many steps of 8 KiB.
CODE_ANSWER_SECONDS = number_of("ANSWERABLE_CODE_ANSWER_MILLISECONDS", 1000, least=0, most=5000) / 1000
INBOX_LEAST_STEPS = 2
