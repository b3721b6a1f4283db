"""A server that is asked to end as soon as it began ends at once."""

import os
import signal
import time
from collections.abc import Iterator

import pytest

from answerable.site import serving


@pytest.fixture
def as_the_master() -> Iterator[None]:
    """Takes signals as gunicorn's master does: it notes them, and goes on."""
    before = {number: signal.signal(number, lambda *_: None) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.usefixtures("as_the_master")
def test_jobs_that_are_asked_to_end_while_they_begin_end_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The word to end waits until the copy of the master can hear it; it is not taken for the master's own."""
    fork = os.fork

    def slow_to_begin() -> int:
        pid = fork()
        if not pid:
            time.sleep(0.3)
        return pid

    monkeypatch.setattr(os, "fork", slow_to_begin)
    monkeypatch.setattr(serving, "SECONDS_TO_END_A_JOB", 8)
    jobs = serving.JobsBeside(lambda: time.sleep(60))
    jobs.look_after([])
    begun = time.monotonic()
    jobs.ask_to_end()
    jobs.see_it_end()
    assert time.monotonic() - begun < 5
    assert not signal.pthread_sigmask(signal.SIG_BLOCK, []) & {signal.SIGTERM, signal.SIGINT}
