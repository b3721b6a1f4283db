"""The field of a form by which one out of many is chosen, and what stands on the page for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, TypeVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from .among import LONGEST, MOST_SHOWN, Among, Choice, Found

Words = str | Promise
M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Typed:
    """What was sent: the value of one who was offered (None: no button was pressed, "": none of them), the name that
    was written, and the name for which those were offered."""

    value: str | None = None
    name: str = ""
    asked: str = ""

    @property
    def is_as_offered(self) -> bool:
        """Whether the name is still the one for which somebody was offered, or none is written at all."""
        return self.name in ("", self.asked)


class Choosing(forms.Widget):
    """A list of few; of many a line for a name, and above it a button for each whom the name may mean."""

    template_name = "kit/choosing.html"

    def __init__(self, *, empty: Words = "", attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.empty = empty
        self.among: Among[Any] | None = None
        self.those: Sequence[Any] = ()
        self.chosen: Any = None
        self.is_missing = False

    def show_those(self, those: Sequence[Any], *, chosen: Any = None) -> None:
        """Has a button stand for each of these, that of the chosen one pressed."""
        self.those, self.chosen = those, chosen
        self.__dict__.pop("found", None)

    @cached_property
    def few(self) -> list[Choice] | None:
        return self.among.few(settings.CHOOSE_FROM_A_LIST_OF) if self.among else None

    @cached_property
    def found(self) -> Sequence[Choice]:
        """Those who have a button; the chosen one as well, where no list would show them."""
        if self.among is None:
            return ()
        those = self.those or ([self.chosen] if self.chosen is not None and self.few is None else [])
        return self.among.say(those)

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Typed:
        value, typed, asked = data.get(name), data.get(f"{name}-name"), data.get(f"{name}-asked")
        return Typed(None if value is None else plain(value), plain(typed), plain(asked))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data and f"{name}-name" not in data

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        typed = value if isinstance(value, Typed) else Typed(str(value) if value else None)
        given, is_list = attrs or {}, not self.found and self.few is not None
        is_missing = self.is_missing or (is_list and not self.few)
        facts = {
            "name": name, "id": given.get("id", f"id_{name}"), "described": given.get("aria-describedby", ""),
            "is_invalid": "aria-invalid" in given, "is_list": is_list, "few": self.few if is_list else (), "found": self.found,
            "checked": self._pressed(typed), "typed": typed.name, "empty": self.empty, "longest": LONGEST,
            "ways": self.among.ways if self.among and is_missing else (),
        }  # fmt: skip
        return render_to_string(self.template_name, facts)

    def _pressed(self, typed: Typed) -> str | None:
        """The value that is chosen on the page; none where another name was written beside it."""
        if self.among and self.chosen is not None:
            return self.among.value_of(self.chosen)
        return typed.value if typed.is_as_offered else None


def plain(sent: Any) -> str:
    """Returns what was typed on one line, without what no database takes."""
    return " ".join(str(sent or "").replace("\0", " ")[:LONGEST].split())


class ChosenField(forms.Field):
    """Gives the one who is meant, out of those of `choose_among`; None where none is and none has to be."""

    widget: Choosing
    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": _("Nothing is chosen yet."),
        "nobody": _("This name is not among those you may choose. Write only a part of it, or write it differently."),
        "near": _("This very name is not there. If one of these is meant, choose it; else write another name."),
        "several": _("Choose the one you mean."),
        "many": _("More than %(most)s fit. Choose the one you mean, or write more of the name."),
        "another": _("Then write another name, or a part of it."),
        "gone": _("This can no longer be chosen. Write the name."),
    }

    def __init__(self, *, empty: Words = "", **kwargs: Any) -> None:
        super().__init__(widget=Choosing(empty=empty), **kwargs)

    def clean(self, value: Any) -> Any:
        typed = value if isinstance(value, Typed) else Typed()
        chosen = self._offered(typed) if typed.value and typed.is_as_offered else self._named(typed)
        if chosen is None and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        those = self.widget.those
        is_hidden = bool(those) and chosen is not None and chosen not in those
        self.widget.show_those([chosen, *those] if is_hidden else those, chosen=chosen)
        return chosen

    @property
    def among(self) -> Among[Any]:
        if self.widget.among is None:
            raise ValueError("nobody said among whom to choose")
        return self.widget.among

    def _offered(self, typed: Typed) -> Any:
        offered = {self.among.value_of(one): one for one in self.widget.those}
        chosen = offered.get(typed.value or "") or self.among.of(typed.value or "")
        if chosen is None:
            raise self._problem("gone")
        return chosen

    def _named(self, typed: Typed) -> Any:
        """Takes whose name it surely is, unless a button says something else; asks otherwise."""
        if not typed.name:
            return None
        found = self.among.named(typed.name)
        says_none = typed.value == "" and typed.name == typed.asked
        if found.sure is not None and not says_none and typed.value in (None, "", self.among.value_of(found.sure)):
            self.widget.show_those(())
            return found.sure
        if found.those:
            self.widget.show_those(found.those)
        self.widget.is_missing = not found.those
        raise self._problem("another" if found.those and says_none else _code_of(found))

    def _problem(self, code: str) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params={"most": MOST_SHOWN})


def _code_of(found: Found[Any]) -> str:
    if not found.those:
        return "nobody"
    return "near" if found.is_near else "many" if found.is_cut else "several"


def choose_among(form: forms.BaseForm, field: str, among: Among[M], *, likely: Sequence[M] = ()) -> None:
    """Says among whom a field of a form chooses, where that depends on who asks; `likely` ones are offered from the start."""
    widget = form.fields[field].widget
    if not isinstance(widget, Choosing):
        raise TypeError(f"{field} chooses out of no list")
    widget.among = among
    widget.show_those(likely)
