"""Everything that somebody can reach by following links, and how two such walks differ."""

import html
import re
from dataclasses import dataclass

from .line import Answer
from .reader import Reader

LINK = re.compile(r'(?:href|src)="(/[^"#]*)"')
DRAWN = (
    re.compile(rb'name="(?:csrfmiddlewaretoken|once)" value="[^"]*"'),
    re.compile(rb'data-options="[^"]*"'),
    re.compile(rb'value="[A-Za-z0-9_-]{40,}"'),
)
NOT_FOLLOWED = ("/sign-out", "/theme.css", "/static/")
OF_THE_LINE = frozenset({"Date", "Set-Cookie", "Connection"})


@dataclass(frozen=True)
class Seen:
    """What an address answered, without what is drawn anew for each answer."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


def seen(answer: Answer) -> Seen:
    body = answer.body
    for one in DRAWN:
        body = one.sub(b"", body)
    headers = tuple(sorted((name, value) for name, value in answer.headers if name not in OF_THE_LINE))
    return Seen(answer.status, headers, body)


def walk(who: Reader, first: list[str], most: int) -> dict[str, Seen]:
    """Returns what somebody sees who follows links from some addresses on, each once."""
    waiting, found = list(first), dict[str, Seen]()
    while waiting and len(found) < most:
        path = html.unescape(waiting.pop(0))
        if path in found or path.startswith(NOT_FOLLOWED):
            continue
        answer = who.read(path)
        found[path] = seen(answer)
        if answer.header("Content-Type").startswith("text/html"):
            waiting += LINK.findall(answer.text)
        if where := answer.header("Location"):
            waiting.append(where.partition("#")[0])
    return found


def look_again(who: Reader, before: dict[str, Seen]) -> dict[str, Seen]:
    """Returns the same addresses as they answer now."""
    return {path: seen(who.read(path)) for path in before}


def differing(one: dict[str, Seen], other: dict[str, Seen]) -> set[str]:
    """Returns the addresses that answered otherwise."""
    return {path for path in one if one[path] != other[path]}
