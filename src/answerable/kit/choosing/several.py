"""Choosing several out of many: ticks where there are few, else a name is searched, ticked, and the next one searched.

The search is a button of the same form: what is ticked and typed comes back with it, and none of it stands in an address.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from .among import LONGEST, MOST_SHOWN, Among, Choice, Found
from .fields import ChosenField, plain

MOST_TICKED, MOST_NAMES = 1_000, 8  # of what is sent: a request holds twice as many fields at most
DIVIDER = re.compile(r"[,،;؛]")


@dataclass(frozen=True)
class Picked:
    """What was sent: the values that are ticked, the names that are searched, and for which of them the page was shown."""

    values: tuple[str, ...] = ()
    name: str = ""
    asked: str = ""


class Several(forms.Widget):
    """Ticks for all of few; of many, those already ticked, a line for names, and ticks for whom these may mean."""

    template_name = "kit/several.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.among: Among[Any] | None = None

    @cached_property
    def few(self) -> list[Choice] | None:
        return self.among.few(settings.CHOOSE_FROM_A_LIST_OF) if self.among else None

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Picked:
        sent = data.getlist(name) if hasattr(data, "getlist") else data.get(name, ())
        values = dict.fromkeys(str(one)[:LONGEST] for one in sent)
        return Picked(tuple(values), plain(data.get(f"{name}-name")), plain(data.get(f"{name}-asked")))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return False

    def is_looking(self, data: Mapping[str, Any], name: str) -> bool:
        """Whether the button was pressed that only searches."""
        return f"{name}-look" in data

    def found(self, typed: str) -> Found[Any]:
        """Returns those whom the names may mean, one name after the other."""
        parts = [part for part in DIVIDER.split(typed) if part.strip()][:MOST_NAMES]
        each = [self.among.named(part) for part in parts] if self.among else []
        those = {one.pk: one for found in each for one in found.those}
        return Found(
            list(those.values()), is_near=any(one.is_near and one.those for one in each), is_cut=any(one.is_cut for one in each)
        )  # fmt: skip

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        picked, given = value if isinstance(value, Picked) else Picked(), attrs or {}
        facts = {
            "name": name, "id": given.get("id", f"id_{name}"), "described": given.get("aria-describedby", ""),
            "is_invalid": "aria-invalid" in given, "longest": LONGEST, "few": None, **self._facts(picked),
        }  # fmt: skip
        return render_to_string(self.template_name, facts)

    def _facts(self, picked: Picked) -> dict[str, Any]:
        if self.few is not None:
            return {"few": [(one, one.value in picked.values) for one in self.few]}
        if self.among is None:
            return {}
        ticked = self.among.all_of(picked.values)
        found = self.found(picked.name)
        lines = self.among.say([*ticked, *(one for one in found.those if one not in ticked)])
        said = ChosenField.default_error_messages
        why = said["nobody"] if picked.name and not found.those else said["near"] if found.is_near else ""
        whys = [said["many"] % {"most": MOST_SHOWN} if found.is_cut else why]
        if len(picked.values) > MOST_TICKED:
            whys.append(SeveralField.default_error_messages["too_many"] % {"most": MOST_TICKED})
        return {
            "ticked": lines[: len(ticked)], "others": lines[len(ticked) :], "typed": picked.name,
            "whys": [one for one in whys if one],
        }  # fmt: skip


class SeveralField(forms.Field):
    """Gives those who are ticked, out of those of `choose_several`, in the order of their names."""

    widget: Several
    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": ChosenField.default_error_messages["required"],
        "nobody": ChosenField.default_error_messages["nobody"],
        "gone": _("Not all who were ticked can still be chosen. Those who can are shown."),
        "others": _("Tick those whom this name means, or clear it."),
        "too_many": _("At most %(most)s can be ticked at once. Enter these, then the others."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=Several(), **kwargs)

    def clean(self, value: Any) -> list[Any]:
        picked = value if isinstance(value, Picked) else Picked()
        if self.widget.among is None:
            raise ValueError("nobody said among whom to choose")
        if len(picked.values) > MOST_TICKED:
            raise self._problem("too_many", most=MOST_TICKED)
        chosen = self.widget.among.all_of(picked.values)
        if len(chosen) < len(picked.values):
            raise self._problem("gone")
        if picked.name not in ("", picked.asked):
            self._look(picked.name, chosen)
        if self.required and not chosen:
            raise self._problem("required")
        return chosen

    def _look(self, name: str, chosen: Sequence[Any]) -> None:
        """Lets no name be passed over that was written and not searched."""
        those = self.widget.found(name).those
        if not those or any(one not in chosen for one in those):
            raise self._problem("others" if those else "nobody")

    def _problem(self, code: str, **params: int) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params=params)


def choose_several(form: forms.BaseForm, field: str, among: Among[Any]) -> None:
    """Says among whom a field of a form chooses several, where that depends on who asks."""
    widget = form.fields[field].widget
    if not isinstance(widget, Several):
        raise TypeError(f"{field} does not choose several")
    widget.among = among
