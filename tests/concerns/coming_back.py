"""Somebody at the raising door who comes back: a browser without script that knows what its page holds."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.test import Client

from answerable.access.actors import Actor
from answerable.alliance.actions import setting_up
from answerable.alliance.models import Profile
from answerable.concerns import actions
from answerable.concerns.actions.raising import Raised

from .door import read_on
from .world import OfTeam, raised, team_of

DOOR = "/r"


class _Fields(HTMLParser):
    """Collects hidden fields, what buttons do, and all that can be read."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden: dict[str, str] = {}
        self.buttons: list[str] = []
        self.names: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "input" and given.get("type") == "hidden":
            self.hidden.setdefault(given.get("name", ""), given.get("value", ""))
        if tag == "button" and given.get("name") == "do":
            self.buttons.append(given.get("value", ""))
        if tag in {"input", "textarea"}:
            self.names.append(given.get("name", ""))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@dataclass
class Person:
    """Whoever sits before the screen; `page` is what is on it now."""

    client: Client = field(default_factory=Client)
    language: str = "en"
    page: bytes = b""
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    hidden: dict[str, str] = field(default_factory=dict)
    buttons: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    text: str = ""

    def press(self, do: str, *, once: str | None = None, **typed: object) -> "Person":
        """Presses a button of the page with what was typed into its form."""
        sent = {"tongue": self.language, "once": self.hidden.get("once", ""), **typed, "do": do}
        if once is not None:
            sent["once"] = once
        response = read_on(self.client, self.client.post(DOOR, sent))
        streamed = getattr(response, "streaming", False)
        self.page = b"".join(response.streaming_content) if streamed else response.content
        self.status, self.headers = response.status_code, dict(response.headers)
        read = _Fields()
        read.feed(self.page.decode("utf-8", "replace"))
        self.hidden, self.buttons, self.names = read.hidden, read.buttons, read.names
        self.text = re.sub(r"\s+", " ", " ".join(read.words))
        return self

    def come_back(self, code: str) -> "Person":
        self.press("back")
        return self.press("back.open", code=code)


@dataclass
class Told:
    """A concern that was told, with its code, by a team that reads."""

    of: OfTeam
    code: str
    made: Raised

    @property
    def case(self) -> object:
        return self.made.raiser.case


def alliance() -> None:
    """The alliance is set up, in six languages; until then every address leads to where that is done."""
    if not Profile.objects.exists():
        setting_up.set_up_alliance(
            by=Actor.of_system("console"), name="Common Thread", languages=("en", "es", "fr", "pt", "ar", "hi"), time_zone="UTC"
        )  # fmt: skip


def told_one(count: int = 2, **more: object) -> Told:
    alliance()
    of, code = team_of(count), actions.new_receipt()
    return Told(of, code, raised(code, **more))  # type: ignore[arg-type] # tests name what differs
