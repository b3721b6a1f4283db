"""Asking the service: short, bounded, without proxies, without following it elsewhere."""

import http.client
import json
import ssl
from typing import Any
from urllib.parse import urlencode, urlsplit

SECONDS = 8
LONGEST = 256 * 1024


class NotUnderstood(Exception):  # noqa: N818 - it says what the answer is
    """The service cannot be reached, or answers what cannot be understood; holds a code, never its words."""


def get(address: str) -> dict[str, Any]:
    return _ask("GET", address, None)


def post(address: str, fields: dict[str, str]) -> dict[str, Any]:
    return _ask("POST", address, urlencode(fields))


def _ask(method: str, address: str, body: str | None) -> dict[str, Any]:
    parts = urlsplit(address)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = {"Accept": "application/json", **({"Content-Type": "application/x-www-form-urlencoded"} if body else {})}
    line = _line(parts.scheme, parts.hostname or "", parts.port)
    try:
        line.request(method, path, body=body, headers=headers)
        answer = line.getresponse()
        content = answer.read(LONGEST + 1)
    except (OSError, http.client.HTTPException, ValueError) as fault:
        raise NotUnderstood("unreachable") from fault
    finally:
        line.close()
    if answer.status != http.client.OK or len(content) > LONGEST:
        raise NotUnderstood("refused")
    return _read(content)


def _line(scheme: str, host: str, port: int | None) -> http.client.HTTPConnection:
    if scheme == "https":
        return http.client.HTTPSConnection(host, port, timeout=SECONDS, context=ssl.create_default_context())
    return http.client.HTTPConnection(host, port, timeout=SECONDS)


def _read(content: bytes) -> dict[str, Any]:
    try:
        told = json.loads(content)
    except ValueError as fault:
        raise NotUnderstood("unreadable") from fault
    if not isinstance(told, dict):
        raise NotUnderstood("unreadable")
    return told
