"""The processes that answer: each answers many at once, and is exchanged for a new one soon after somebody wrote something,
or read at a response desk.

Many wait without working: for one of the two derivations that run at a time, or for an answer that all get after the same
time. With one request at a time in a process, two of them would keep everybody else out.

What somebody wrote stays in a process's memory after it was answered, in pieces that nobody can find and wipe. A process that
ends gives its memory back to the kernel, which empties it before anybody else gets it.
"""

import threading
import time
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

from answerable.vault.turns import AT_ONCE, WAITING

AT_A_TIME = (
    AT_ONCE + WAITING + 4
)  # requests in one process: also where all who wait for a derivation wait in it, others are answered
QUIET_SECONDS = 30.0  # after the last writing
MOST_WRITINGS = 400  # where they never pause; twice as many where one or the other is always under way
LONGEST_WRITING = 120.0  # seconds that one under way is waited for: somebody may hold it open on purpose
DESK = "/cases"  # what is only read there was sealed, and is opened in memory
DOOR, VISIT = "/r", "notes="  # and so is the page that waits there for whoever has a visit


class ForgetfulWorker(ThreadWorker):
    """A worker of gunicorn's that ends once it holds what somebody wrote, and nobody writes any more."""

    alive: bool
    writings = 0
    last_writing = 0.0
    lock = threading.Lock()

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.under_way: dict[int, float] = {}

    def handle_request(self, req: Any, conn: Any) -> Any:
        if req.method in ("GET", "HEAD") and not (req.path.startswith(DESK) or _reads_a_page(req)):
            return super().handle_request(req, conn)
        with self.lock:
            self.writings = self.writings + 1 if not _reads_a_page(req) else max(self.writings, 1)
            self.last_writing = time.monotonic()
            self.under_way[id(req)] = self.last_writing
        try:
            return super().handle_request(req, conn)
        finally:
            with self.lock:
                del self.under_way[id(req)]
                self.last_writing = time.monotonic()

    def notify(self) -> None:
        """Says to the master that it lives; asked about once a second."""
        super().notify()
        if self.writings and self.alive and self.is_to_end(time.monotonic()):
            self.alive = False

    def is_to_end(self, now: float) -> bool:
        with self.lock:
            is_one_under_way = any(now - began < LONGEST_WRITING for began in self.under_way.values())
        if is_one_under_way:
            return self.writings >= 2 * MOST_WRITINGS
        return self.writings >= MOST_WRITINGS or now - self.last_writing >= QUIET_SECONDS


def _reads_a_page(req: Any) -> bool:
    """Whether somebody reads at the door what the post before led to: it holds what they wrote, and was counted with that."""
    cookies = (value for name, value in req.headers if name == "COOKIE")
    return req.method == "GET" and req.path == DOOR and any(VISIT in one for one in cookies)
