"""Reads the forms of a page and fills them as a person would: what is there stays, what is empty gets something."""

import datetime as dt
from dataclasses import dataclass, field
from html.parser import HTMLParser

UNSENT = {"submit", "button", "reset", "image", "file"}
TYPICAL = {
    "email": "moyo@example.org",
    "url": "https://moyo.example",
    "number": "3",
    "password": "nine boats at the quiet pier",
}


@dataclass
class FoundForm:
    action: str
    method: str
    values: dict[str, list[str]] = field(default_factory=dict)
    empty: dict[str, str] = field(default_factory=dict)  # name → kind of input
    names: set[str] = field(default_factory=set)

    def filled(self) -> dict[str, list[str]]:
        """Returns what is sent, everything empty filled with something plausible."""
        return self.values | {
            name: [_typical(name, kind)] for name, kind in self.empty.items() if name not in self.values
        }


def _typical(name: str, kind: str) -> str:
    if kind in TYPICAL:
        return TYPICAL[kind]
    if any(word in name for word in ("day", "starts", "ends", "on", "as_of")):
        return dt.datetime.now(dt.UTC).date().isoformat()
    return "Moyo"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[FoundForm] = []
        self._select = ""
        self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(FoundForm(facts.get("action", ""), facts.get("method", "get").lower()))
        elif self.forms and tag in {"input", "select", "textarea", "option"}:
            self.forms[-1].names.add(facts.get("name", ""))
            PARTS[tag](self, self.forms[-1], facts)

    def handle_data(self, data: str) -> None:
        if self._area and data.strip():
            self.forms[-1].values[self._area] = [data.strip()]

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        if tag == "textarea":
            self._area = ""

    def input(self, form: FoundForm, facts: dict[str, str]) -> None:
        name, kind = facts.get("name", ""), facts.get("type", "text")
        if not name or kind in UNSENT:
            return
        if kind in {"radio", "checkbox"}:
            chosen = "checked" in facts or (kind == "radio" and name not in form.values)
            if chosen:
                kept = form.values.get(name, []) if kind == "checkbox" else []
                form.values[name] = [*kept, facts.get("value", "on")]
        elif facts.get("value"):
            form.values[name] = [facts["value"]]
        else:
            form.empty[name] = kind

    def select(self, form: FoundForm, facts: dict[str, str]) -> None:
        self._select = facts.get("name", "")

    def option(self, form: FoundForm, facts: dict[str, str]) -> None:
        if self._select and facts.get("value") and ("selected" in facts or self._select not in form.values):
            form.values[self._select] = [facts["value"]]

    def textarea(self, form: FoundForm, facts: dict[str, str]) -> None:
        self._area = facts.get("name", "")
        form.empty[self._area] = "text"


PARTS = {"input": _Reader.input, "select": _Reader.select, "option": _Reader.option, "textarea": _Reader.textarea}


def forms_of(page: str) -> list[FoundForm]:
    """Returns the forms of a page that are sent by POST."""
    reader = _Reader()
    reader.feed(page)
    return [form for form in reader.forms if form.method == "post"]
