"""Forms of a handover."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from answerable.kit.forms import Ticks

from ...queries.handovers import Note
from ...rules.handovers import LONGEST_NOTE
from .networks import AllianceForm


class HandoverForm(AllianceForm):
    note = forms.CharField(
        label=_("Handover note"),
        widget=forms.Textarea(attrs={"rows": 7}),
        max_length=LONGEST_NOTE,
        required=False,
        help_text=_("What is open, who knows what: for whoever comes next"),
    )
    things = forms.CharField(
        label=_("Open things"),
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
        help_text=_("One on each line"),
    )

    def written(self) -> dict[str, Any]:
        """Returns the note, and the open things line by line."""
        return {"note": self.cleaned_data["note"], "things": self.cleaned_data["things"].splitlines()}


class DoneForm(AllianceForm):
    done = forms.MultipleChoiceField(label=_("What is done"), required=False)

    def __init__(self, *args: Any, notes: list[Note], **kwargs: Any) -> None:
        found = [(f"{one.row.pk}-{at}", thing) for one in notes for at, thing in enumerate(one.text.things)]
        kwargs["initial"] = {"done": [mark for mark, thing in found if thing.done_on]}
        super().__init__(*args, **kwargs)
        self.fields["done"].widget = Ticks()
        self.choices_of("done", [(mark, thing.words) for mark, thing in found])

    def marks(self) -> list[tuple[int, int]]:
        """Returns each thing that is done as its note and its place there."""
        pairs = (mark.partition("-") for mark in self.cleaned_data["done"])
        return [(int(row), int(at)) for row, _dash, at in pairs]


class AcceptForm(AllianceForm):
    """One press of a button."""
