"""Somebody at the raising door, without a script: forms are sent as their pages have them."""

import html
import re
from dataclasses import dataclass, field
from typing import Any

from django.test import Client

FIELD = re.compile(r"<(input|textarea|select|button)\b([^>]*)>", re.S)
ATTRIBUTE = re.compile(r'([a-z-]+)(?:="([^"]*)")?')


def read_on(client: Client, answer: Any) -> Any:
    """Returns what a browser shows after a post: the page that waits where its answer leads."""
    return client.get("/r") if answer.status_code == 303 and answer["Location"] == "/r" else answer


@dataclass
class Visitor:
    """A browser at the door; `page` is what it shows, `answer` what a post was answered with, `response` what was read then."""

    client: Client = field(default_factory=lambda: Client(HTTP_HOST="localhost", raise_request_exception=False))
    page: str = ""
    status: int = 0
    answer: Any = None
    response: Any = None

    def comes(self, **headers: str) -> "Visitor":
        return self._shown(self.client.get("/r", headers=headers))

    def press(self, do: str, **fields: Any) -> "Visitor":
        """Presses a button of the page, with what it carries hidden and what is filled in."""
        sent = {**self.hidden(do), "do": do, **fields}
        self.answer = self.client.post("/r", sent)
        return self._shown(read_on(self.client, self.answer))

    def hidden(self, do: str) -> dict[str, str]:
        """Returns the hidden fields of the form in which a button stands."""
        forms = re.findall(r"<form\b.*?</form>", self.page, re.S)
        form = next((one for one in forms if f'value="{do}"' in one), forms[-1] if forms else "")
        inputs = [dict(ATTRIBUTE.findall(found)) for kind, found in FIELD.findall(form) if kind == "input"]
        return {
            one["name"]: html.unescape(one.get("value", ""))
            for one in inputs
            if one.get("type") in {"hidden", "password"}
        }

    def begins(self, want: str = "concern") -> "Visitor":
        return self.comes().press(f"begin:{want}")

    def gets_a_code(self, **first: Any) -> str:
        """Goes on until the code is noted; returns it."""
        self.press("next", **first).press("next")
        code = self.code
        self.press("noted", last=code[-6:])
        return code

    @property
    def code(self) -> str:
        found = re.search(r'<bdi class="code" dir="ltr">(.*?)</bdi>', self.page)
        return re.sub("<[^>]*>", "", found.group(1)) if found else ""

    @property
    def question(self) -> str:
        found = re.search(r'name="q" value="(\w+)"', self.page)
        return found.group(1) if found else ""

    @property
    def heading(self) -> str:
        found = re.search(r"<h1>(.*?)</h1>", self.page, re.S)
        return html.unescape(re.sub("<[^>]*>", "", found.group(1))) if found else ""

    def skips_to(self, wanted: str) -> "Visitor":
        """Passes questions over until one is asked."""
        for _ in range(20):
            if self.question == wanted or not self.question:
                return self
            self.press("skip:out" if 'value="skip:out"' in self.page else "skip")
        raise AssertionError(f"never asked: {wanted}")

    def _shown(self, response: Any) -> "Visitor":
        self.response, self.status, self.page = response, response.status_code, response.content.decode()
        return self
