"""A process that answers ends once it held what somebody wrote, and nobody writes any more."""

import time
from types import SimpleNamespace

import pytest

from answerable.concerns.queries.raising import raising
from answerable.site.serving import Server
from answerable.site.workers import AT_A_TIME, LONGEST_WRITING, MOST_WRITINGS, QUIET_SECONDS, ForgetfulWorker
from answerable.vault.turns import AT_ONCE, WAITING


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> ForgetfulWorker:
    made = ForgetfulWorker.__new__(ForgetfulWorker)
    made.alive = True
    made.under_way = {}
    made.tmp = SimpleNamespace(notify=lambda: None)
    monkeypatch.setattr("gunicorn.workers.gthread.ThreadWorker.handle_request", lambda *_: False)
    return made


def asked(worker: ForgetfulWorker, method: str, path: str = "/r", cookie: str = "seen=1") -> None:
    worker.handle_request(SimpleNamespace(method=method, path=path, headers=[("COOKIE", cookie)]), None)


def test_reading_ends_no_process(worker: ForgetfulWorker) -> None:
    for method in ("GET", "HEAD"):
        asked(worker, method)
    worker.notify()
    assert worker.alive


def test_writing_ends_it_after_a_pause_and_not_before(worker: ForgetfulWorker) -> None:
    """B68."""
    asked(worker, "POST")
    worker.notify()
    assert worker.alive
    worker.last_writing = time.monotonic() - QUIET_SECONDS
    worker.notify()
    assert not worker.alive


def test_where_nobody_pauses_it_ends_all_the_same(worker: ForgetfulWorker) -> None:
    for _ in range(MOST_WRITINGS):
        asked(worker, "POST")
    worker.notify()
    assert not worker.alive


@pytest.mark.parametrize("cookie", ["notes=abc", "seen=1; __Host-notes=abc"])
def test_page_that_waits_at_the_door_ends_it_too(worker: ForgetfulWorker, cookie: str) -> None:
    """B68: the post that led to it may have been answered by another process; the two are counted once."""
    for _ in range(MOST_WRITINGS + 1):
        asked(worker, "GET", cookie=cookie)
    worker.notify()
    assert worker.alive
    worker.last_writing = time.monotonic() - QUIET_SECONDS
    worker.notify()
    assert not worker.alive


def test_what_is_only_read_at_the_desk_ends_it_too(worker: ForgetfulWorker) -> None:
    """B68: words that were opened for a reader are in its memory as well."""
    asked(worker, "GET", "/cases/")
    worker.last_writing = time.monotonic() - QUIET_SECONDS
    worker.notify()
    assert not worker.alive


@pytest.mark.parametrize("before", [0, MOST_WRITINGS])
def test_it_does_not_end_while_somebody_is_writing(
    worker: ForgetfulWorker, monkeypatch: pytest.MonkeyPatch, before: int
) -> None:
    """An upload that takes long arrives, also where others have been answered for long."""
    alive: list[bool] = []

    def slow(*_: object) -> None:
        worker.last_writing = time.monotonic() - QUIET_SECONDS
        worker.notify()
        alive.append(worker.alive)

    worker.writings = before
    monkeypatch.setattr("gunicorn.workers.gthread.ThreadWorker.handle_request", slow)
    asked(worker, "POST")
    assert alive == [True]
    worker.last_writing = time.monotonic() - QUIET_SECONDS
    worker.notify()
    assert not worker.alive


def test_whoever_holds_a_writing_open_keeps_no_process_for_ever(worker: ForgetfulWorker) -> None:
    worker.writings, now = 1, time.monotonic()
    worker.last_writing, worker.under_way = now - QUIET_SECONDS, {1: now - LONGEST_WRITING}
    assert worker.is_to_end(now)
    worker.under_way[2] = now
    assert not worker.is_to_end(now)
    worker.writings = 2 * MOST_WRITINGS
    assert worker.is_to_end(now)


def test_whoever_waits_for_a_derivation_keeps_nobody_else_out() -> None:
    """B85: where all turns and all places to wait are taken by one process, it still answers."""
    server = Server(bind="127.0.0.1:0")
    assert (server.cfg.worker_class, server.cfg.threads) == (ForgetfulWorker, AT_A_TIME)
    assert AT_A_TIME > AT_ONCE + WAITING


def test_texts_of_the_door_are_read_before_there_are_processes_that_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """B29: in a flood no thread of a new process reads them once more."""
    monkeypatch.setattr("gc.freeze", lambda: None)
    raising.cache_clear()
    Server.load(Server.__new__(Server))
    assert raising.cache_info().currsize == 1
