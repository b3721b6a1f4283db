"""The forms of a page, read as a browser reads them: by the names of their fields and buttons."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

CHOSEN = {"radio", "checkbox"}
PRESSED = {"submit", "image"}


@dataclass
class Field:
    """A field, or all radio buttons of one name. `options`: what may be chosen; `chosen`: what stands in it."""

    name: str
    kind: str
    options: list[str] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)
    required: bool = False

    def among(self, values: list[str]) -> list[str]:
        """Returns those of some values that can be chosen; what is typed is taken as it is."""
        return [one for one in values if not self.options or one in self.options]


@dataclass(frozen=True)
class Button:
    """`leads_on`: it is the page's main one."""

    name: str
    value: str
    words: str = ""
    leads_on: bool = False


@dataclass
class Form:
    action: str
    method: str
    fields: dict[str, Field] = field(default_factory=dict)
    buttons: list[Button] = field(default_factory=list)
    words: str = ""

    def sent(self, typed: dict[str, object]) -> list[tuple[str, str]]:
        """Returns what a browser would send once somebody typed this; names that the form has not are passed over."""
        told: list[tuple[str, str]] = []
        for name, one in self.fields.items():
            if one.kind == "file":
                continue
            values = one.among(_listed(typed[name])) if name in typed else one.chosen
            told += [(name, value) for value in values]
        return told

    @property
    def files(self) -> list[str]:
        return [name for name, one in self.fields.items() if one.kind == "file"]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self.here: Form | None = None
        self.by_id: dict[str, Form] = {}
        self.text: Field | None = None
        self.select: Field | None = None
        self.button: tuple[Form, dict[str, str], list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.here = Form(told.get("action", ""), told.get("method", "get").lower())
            self.forms.append(self.here)
            self.by_id[told.get("id", "")] = self.here
        form = self.by_id.get(told["form"]) if told.get("form") else self.here
        if form is not None and tag in {"input", "textarea", "select", "option", "button"} and "disabled" not in told:
            getattr(self, f"_{tag}")(form, told)

    def _input(self, form: Form, told: dict[str, str]) -> None:
        kind, name, value = told.get("type", "text").lower(), told.get("name", ""), told.get("value", "")
        if kind in PRESSED:
            form.buttons.append(Button(name, value, value))
        elif name and kind not in {"button", "reset"}:
            one = form.fields.setdefault(name, Field(name, kind))
            one.required = one.required or "required" in told
            if kind in CHOSEN:
                one.options.append(value or "on")
                one.chosen += [value or "on"] if "checked" in told else []
            else:
                one.chosen.append(value)

    def _textarea(self, form: Form, told: dict[str, str]) -> None:
        self.text = form.fields.setdefault(told.get("name", ""), Field(told.get("name", ""), "textarea", [], [""]))
        self.text.required = "required" in told

    def _select(self, form: Form, told: dict[str, str]) -> None:
        self.select = form.fields.setdefault(told.get("name", ""), Field(told.get("name", ""), "select"))

    def _option(self, form: Form, told: dict[str, str]) -> None:
        if self.select is not None:
            value = told.get("value", "")
            self.select.options.append(value)
            if "selected" in told or not self.select.chosen:
                self.select.chosen = [value]

    def _button(self, form: Form, told: dict[str, str]) -> None:
        if told.get("type", "submit").lower() == "submit":
            self.button = (form, told, [])

    def handle_data(self, data: str) -> None:
        if self.text is not None:
            self.text.chosen = [self.text.chosen[0] + data]
        elif self.button is not None:
            self.button[2].append(data)
        elif self.here is not None:
            self.here.words += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.here = None
        elif tag == "textarea" and self.text is not None:
            self.text.chosen = [self.text.chosen[0].removeprefix("\n")]
            self.text = None
        elif tag == "select":
            self.select = None
        elif tag == "button" and self.button is not None:
            form, told, words = self.button
            looks = set(told.get("class", "").split())
            main = "btn" in looks and not looks & {"quiet", "exit"}
            said = " ".join("".join(words).split())
            form.buttons.append(Button(told.get("name", ""), told.get("value", ""), said, main))
            self.button = None


def forms_of(page: str) -> list[Form]:
    """Returns the forms of a page, in its order."""
    reader = _Reader()
    reader.feed(page)
    return reader.forms


def _listed(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]
