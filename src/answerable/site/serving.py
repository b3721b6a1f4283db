"""The web server as the product runs it: two processes that answer, one more for jobs, and not a word about who asked."""

import ctypes
import gc
import logging
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NoReturn

import structlog
from django.conf import settings
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.config import Config
from gunicorn.glogging import Logger

from answerable.kit import saving
from answerable.kit.queue import described

from .wire import quieten
from .workers import AT_A_TIME, ForgetfulWorker

log = structlog.get_logger("answerable.serving")
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
SECONDS_TO_END_A_JOB = 25
PR_SET_PDEATHSIG = 1


class AddressTakenError(Exception):
    """Something else already listens there."""


class WordlessLogger(Logger):
    """Writes of the server's own lines only what cannot hold an address, a user agent or a request line.

    gunicorn writes the client's address beside every request it cannot read, access log or not.
    """

    def setup(self, cfg: Config) -> None:
        self.cfg = cfg
        self._access_log_enabled = False
        self.error_log.handlers.clear()

    def access(self, *args: Any, **kwargs: Any) -> None:
        return None

    def _write(self, level: int, message: object, exc_info: object = None) -> None:
        if level < logging.WARNING:
            return
        template = str(message)
        about = "web_request_unreadable" if template.startswith("Invalid request") else "web_server"
        fault = sys.exc_info()[1] if exc_info else None
        log.log(level, about, line=LINES.get(template, ""), **(described(fault) if fault else {}))

    def critical(self, msg: object, *args: object, **kwargs: Any) -> None:
        self._write(logging.CRITICAL, msg)

    def error(self, msg: object, *args: object, **kwargs: Any) -> None:
        self._write(logging.ERROR, msg, kwargs.get("exc_info"))

    def warning(self, msg: object, *args: object, **kwargs: Any) -> None:
        self._write(logging.WARNING, msg)

    def info(self, msg: object, *args: object, **kwargs: Any) -> None:
        return None

    def debug(self, msg: object, *args: object, **kwargs: Any) -> None:
        return None

    def exception(self, msg: object, *args: object, **kwargs: Any) -> None:
        self._write(logging.ERROR, msg, exc_info=True)

    def log(self, lvl: int | str, msg: object, *args: object, **kwargs: Any) -> None:
        level = lvl if isinstance(lvl, int) else self.LOG_LEVELS.get(lvl.lower(), logging.INFO)
        self._write(level, msg, kwargs.get("exc_info"))


# Lines of gunicorn's that are worth telling, by their unfilled template.
LINES = {
    "WORKER TIMEOUT (pid:%s)": "a worker took too long and was ended",
    "Worker (pid:%s) was sent %s! Perhaps out of memory?": "a worker was killed, perhaps for want of memory",
    "Worker (pid:%s) exited with code %s.": "a worker ended by itself",
    "Connection in use: %s": "something else listens at our address",
    "Unhandled exception in main loop": "the server fails",
    "Exception in worker process": "a worker cannot start",
}  # fmt: skip


class JobsBeside:
    """Keeps one process for jobs running beside the web workers; one that dies starts again, ever more slowly.

    It is a copy of the master, as they are, so that what all of them read stands in memory once.
    """

    def __init__(self, work: Callable[[], None]) -> None:
        self._work, self._pid = work, 0
        self._pause, self._next_start = FIRST_PAUSE, 0.0

    def look_after(self, listeners: Sequence[Any]) -> None:
        if self._is_alive():
            return
        if self._pid:
            log.warning("jobs_worker_died")
            self._pid = 0
            self._next_start = time.monotonic() + self._pause
            self._pause = min(self._pause * 2, LONGEST_PAUSE)
        if time.monotonic() >= self._next_start:
            before = signal.pthread_sigmask(signal.SIG_BLOCK, Arbiter.SIGNALS)
            try:
                self._pid = os.fork() or self._be_one(listeners, before)
            finally:
                signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def _be_one(self, listeners: Sequence[Any], before: Iterable[int]) -> NoReturn:
        """In the copy: leaves the web to the others, works until it is asked to end, and never comes back.

        Signals wait until they are its own: one that came sooner would be taken as the master takes it, and be lost.
        """
        code = 1
        try:
            for number in (*Arbiter.SIGNALS, signal.SIGCHLD):
                signal.signal(number, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            for one in listeners:
                one.sock.close()
            self._work()
            code = 0
        except Exception as fault:
            log.error("jobs_worker_fails", **described(fault))
        finally:
            os._exit(code)

    def _is_alive(self) -> bool:
        """gunicorn may have heard of its end before."""
        try:
            return bool(self._pid) and os.waitpid(self._pid, os.WNOHANG) == (0, 0)
        except ChildProcessError:
            return False

    def ask_to_end(self) -> None:
        if self._is_alive():
            os.kill(self._pid, signal.SIGTERM)

    def see_it_end(self) -> None:
        """Waits for its present job, and insists after a while: the job then runs again."""
        ends = time.monotonic() + SECONDS_TO_END_A_JOB
        while self._is_alive():
            if time.monotonic() > ends:
                os.kill(self._pid, signal.SIGKILL)
            time.sleep(0.05)


class HouseArbiter(Arbiter):
    """gunicorn's master process, which also looks after the jobs."""

    def __init__(self, app: "Server") -> None:
        self.jobs = JobsBeside(app.work) if app.work else None
        self.told = False
        super().__init__(app)

    def manage_workers(self) -> None:
        super().manage_workers()
        self.see_that_same_database()
        if self.jobs:
            self.jobs.look_after(self.LISTENERS)

    def see_that_same_database(self) -> None:
        """Tells once that somebody put another database in the place of the one that is served."""
        if not self.told and saving.is_exchanged():
            log.error("database_exchanged", line="nothing is saved until the server is started again")
            self.told = True

    def halt(self, reason: str | None = None, exit_status: int = 0) -> None:
        if self.jobs is None:
            super().halt(reason, exit_status)
            return
        self.jobs.ask_to_end()
        try:
            super().halt(reason, exit_status)
        finally:
            self.jobs.see_it_end()


class Server(BaseApplication):
    """The whole site at one address, `host:port` or `unix:/path`."""

    def __init__(
        self,
        *,
        bind: str,
        workers: int = 2,
        work: Callable[[], None] | None = None,
        when_ready: Callable[[], None] = lambda: None,
    ) -> None:
        """`work` does jobs until it is asked to end; None where another process does them."""
        self.bind, self.workers, self.work, self.when_ready = bind, workers, work, when_ready
        super().__init__()

    def load_config(self) -> None:
        folder = Path(settings.HOME) / "run"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        chosen = {
            "bind": self.bind, "workers": self.workers, "worker_class": ForgetfulWorker, "threads": AT_A_TIME,
            "preload_app": True, "umask": 0o077,
            "max_requests": 2000, "max_requests_jitter": 400, "timeout": 60, "graceful_timeout": 20, "keepalive": 0,
            "logger_class": WordlessLogger, "accesslog": None, "errorlog": os.devnull, "control_socket_disable": True,
            "worker_tmp_dir": str(folder), "proc_name": "answerable", "forwarded_allow_ips": "127.0.0.1,::1",
            "when_ready": lambda arbiter: self._begin(), "post_fork": lambda arbiter, worker: end_with_the_master(),
        }  # fmt: skip
        for name, value in chosen.items():
            self.cfg.set(name, value)
        quieten()

    def _begin(self) -> None:
        """Lets the proxy in, which is of our group, where it comes by a socket."""
        if self.bind.startswith("unix:"):
            Path(self.bind.removeprefix("unix:")).chmod(0o660)
        self.when_ready()

    def load(self) -> Any:
        from django.urls import get_resolver

        from answerable.concerns.queries.raising import raising

        from .wsgi import application

        get_resolver().url_patterns  # noqa: B018 - the master loads it all once, its workers share the memory
        raising()  # so that no thread of a new worker reads it anew while very many already wait
        gc.collect()
        gc.freeze()  # no worker’s collector touches what they share
        return application

    def run(self) -> None:
        """Serves until it is asked to end."""
        os.umask(0o077)
        os.environ[saving.OPENED] = saving.identity()
        HouseArbiter(self).run()


def end_with_the_master() -> None:
    """Has a worker end when its master is killed: else it would keep the address for half a minute."""
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def see_that_free(bind: str) -> None:
    """Raises `AddressTakenError` where something else already listens."""
    if bind.startswith("unix:"):
        return
    host, _, port = bind.rpartition(":")
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host.strip("[]"), int(port)))
        except OSError as fault:
            raise AddressTakenError from fault
