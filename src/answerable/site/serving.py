"""How the web server runs: `gunicorn -c python:answerable.site.serving answerable.site.wsgi:application`.

It writes down no request, no address and nobody's words, leaves no file outside the data folder, does not name
itself, and answers what it cannot parse with the headers of every other answer.
"""

import os
import socket
import sys
from typing import Any

from gunicorn import util
from gunicorn.glogging import Logger
from gunicorn.http import wsgi

from .settings.logs import described

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("ANSWERABLE_WORKERS", "2"))
timeout = 60
graceful_timeout = 20
accesslog = None
errorlog = "-"
loglevel = "warning"
logger_class = "answerable.site.serving.QuietLogger"
control_socket_disable = True
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108 - a heartbeat file, without content
limit_request_line = 8190

HEADERS_OF_A_FAULT = (
    "Content-Type: text/plain; charset=utf-8",
    "Connection: close",
    "Cache-Control: no-store",
    "Content-Security-Policy: default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "Referrer-Policy: same-origin",
    "X-Content-Type-Options: nosniff",
    "Cross-Origin-Opener-Policy: same-origin",
    "Cross-Origin-Resource-Policy: same-origin",
    "X-Robots-Tag: noindex, noarchive",
)
own_headers = wsgi.Response.default_headers


class QuietLogger(Logger):  # type: ignore[misc] # gunicorn declares no types
    """gunicorn's own lines name the sender and the address of what it could not read; these do not."""

    def access(self, resp: Any, req: Any, environ: Any, request_time: Any) -> None:
        """Nothing: what people read is nobody's business."""

    def warning(self, msg: str, *args: Any, **kwargs: Any) -> None:
        if not msg.startswith("Invalid request from"):
            super().warning(msg, *args, **kwargs)

    def exception(self, msg: str, *args: Any, **kwargs: Any) -> None:
        self.error_log.error("unhandled in the web server: %s", described(sys.exc_info()))


def headers_without_a_name(response: wsgi.Response) -> list[str]:
    return [one for one in own_headers(response) if not one.startswith("Server:")]


def write_fault(sock: socket.socket, status_int: int, reason: str, mesg: str) -> None:
    """Answers what could not be parsed, without repeating any of it."""
    lines = [
        f"HTTP/1.1 {status_int} {reason}",
        *HEADERS_OF_A_FAULT,
        f"Content-Length: {len(reason) + 1}",
        "",
        f"{reason}\n",
    ]
    util.write_nonblock(sock, "\r\n".join(lines).encode("latin-1"))


wsgi.Response.default_headers = headers_without_a_name
util.write_error = write_fault
