"""Somebody at the raising door, with a browser that runs no scripts: it keeps cookies, and sends forms as they stand."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .forms import Button, Form, forms_of
from .line import Answer, as_form, as_parts, ask

CODE = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{6}-[0-9A-HJKMNP-TV-Z]{6}-[0-9A-HJKMNP-TV-Z]{6}\b")
MOST_PAGES = 60
MARK, DOOR = "X-Bar", "/r"
File = tuple[str, str, bytes]  # name, type, content


class Stuck(Exception):  # noqa: N818 - it says how it is
    """The door led nowhere: the page's words without its marks."""


@dataclass
class Person:
    """One person and their browser. `source`: the address they come from; `answers`: what they choose, by the field's name."""

    port: int
    source: str = ""
    agent: str = "Mozilla/5.0"
    answers: dict[str, object] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)
    last: Answer = field(default_factory=lambda: Answer(0, b""))
    led: Answer = field(default_factory=lambda: Answer(0, b""))  # what the last post was answered with
    code: str = ""
    last_form: list[tuple[str, str]] = field(default_factory=list)
    pages: int = 0
    path: str = DOOR
    seconds: float = 60

    @property
    def page(self) -> str:
        return self.last.text

    @property
    def words(self) -> str:
        """Returns what the page says, without its marks."""
        plain = re.sub(r"<(script|style|title)\b.*?</\1>|<[^>]+>", " ", self.page, flags=re.S)
        return " ".join(html.unescape(plain).split())

    def forms(self) -> list[Form]:
        return forms_of(self.page)

    def buttons(self) -> list[Button]:
        return [one for form in self.forms() for one in form.buttons]

    def read(self, path: str = "") -> Answer:
        """Opens a page by its address."""
        return self._took(
            ask(self.port, path or self.path, headers=self._headers(), source=self.source, seconds=self.seconds)
        )

    def send(
        self, fields: list[tuple[str, str]], files: Sequence[tuple[str, File]] = (), *, mark: str = "", path: str = ""
    ) -> Answer:
        """Posts fields as they are; reads the page that waits where the answer leads."""
        if files:
            body, kind = as_parts(fields, [(name, *one) for name, one in files])
        else:
            body, kind = as_form(fields)
        headers = {**self._headers(), "Content-Type": kind, **({MARK: mark} if mark else {})}
        where = path or self.path
        self.led = self._took(
            ask(self.port, where, method="POST", body=body, headers=headers, source=self.source, seconds=self.seconds)
        )
        return self.read(DOOR) if where == DOOR and self.led.header("Location") == DOOR else self.led

    def request(self, do: str, typed: dict[str, object] | None = None) -> list[tuple[str, str]]:
        """Returns what pressing a button of the page would send."""
        for form in self.forms():
            for button in form.buttons:
                if do in {button.value, button.name}:
                    pressed = [(button.name, button.value)] if button.name else []
                    return form.sent({**self.answers, **(typed or {})}) + pressed
        raise Stuck(f"no button {do!r} on: {self.words[:300]}")

    def press(self, do: str, *, mark: str = "", files: Sequence[tuple[str, File]] = (), **typed: object) -> Answer:
        """Fills in the form that holds a button and presses it."""
        return self.send(self.request(do, typed), files, mark=mark)

    def _headers(self) -> dict[str, str]:
        kept = "; ".join(f"{name}={value}" for name, value in self.cookies.items() if value)
        return {"User-Agent": self.agent, **({"Cookie": kept} if kept else {})}

    def _took(self, answer: Answer) -> Answer:
        self.last, self.pages = answer, self.pages + 1
        for cookie in answer.all("Set-Cookie"):
            name, _, rest = cookie.partition("=")
            self.cookies[name] = rest.partition(";")[0].strip('"')
        return answer
