"""What the web server itself puts on the wire, where no page of ours was asked: no name of itself, our headers, no echo."""

import socket
from typing import Any

from gunicorn import util
from gunicorn.http import wsgi

HEADERS_OF_A_FAULT = (
    "Content-Type: text/plain; charset=utf-8",
    "Connection: close",
    "Cache-Control: no-store",
    "Content-Security-Policy: default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "Referrer-Policy: same-origin",
    "X-Content-Type-Options: nosniff",
    "X-Frame-Options: DENY",
    "Cross-Origin-Opener-Policy: same-origin",
    "Cross-Origin-Resource-Policy: same-origin",
    "X-Robots-Tag: noindex, noarchive",
)
own_headers = wsgi.Response.default_headers


def quieten() -> None:
    """Makes gunicorn name itself nowhere, and answer what it cannot parse as every other answer."""
    wsgi.Response.default_headers = headers_without_a_name
    util.write_error = write_fault


def headers_without_a_name(response: Any) -> list[str]:
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
