"""Forms of a handover."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from answerable.kit.forms import Ticks
from answerable.kit.meanwhile import TwoAtOnce

from ...queries.handovers import Note, done_of, things_of
from ...rules.handovers import LONGEST_NOTE
from .networks import AllianceForm

CHANGED = _("Somebody else changed this while your page was open. See how it stands now, and say again what you want.")


class HandoverForm(TwoAtOnce, AllianceForm):
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


class DoneForm(TwoAtOnce, AllianceForm):
    done = forms.MultipleChoiceField(
        label=_("What is done"), required=False, error_messages={"invalid_choice": CHANGED}
    )

    def __init__(self, *args: Any, notes: list[Note], **kwargs: Any) -> None:
        kwargs["initial"] = {"done": done_of(notes)}
        super().__init__(*args, **kwargs)
        self.fields["done"].widget = Ticks()
        self.choices_of("done", [(mark, thing.words) for mark, thing in things_of(notes)])


class AcceptForm(AllianceForm):
    """One press of a button."""
