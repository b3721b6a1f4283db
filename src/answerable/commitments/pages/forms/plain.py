"""What every form of this room begins with."""

from typing import Any

from django import forms

from answerable.kit import languages as tongues
from answerable.kit.forms import Form

from ..words import REFUSALS


def area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


class RoomForm(Form):
    """A form of this room: a rule that says no is shown in the room’s own words."""

    words = REFUSALS

    def facts(self) -> dict[str, Any]:
        """Returns what was typed, as the acts call it: what is said here is their `words`."""
        return {"words" if name == "said" else name: value for name, value in self.cleaned_data.items()}


def languages_first(now_in: str) -> list[tuple[str, str]]:
    return sorted(tongues.choices(now_in), key=lambda one: one[0] != now_in)


class SureForm(RoomForm):
    """One press of a button."""
