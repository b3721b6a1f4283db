"""Forms by which offices and terms end and pass on."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from answerable.access.actors import Actor
from answerable.kit.choosing import ChosenField, choose_among
from answerable.kit.clock import today
from answerable.kit.forms import DayField, RuleSaysNo

from ...models import Network
from ...queries.handovers import overlap_days
from ..words import END_REASONS
from . import choices
from .networks import AllianceForm

SEALED_TO_OTHERS = _(
    "Kept sealed: only whoever follows reads it, and whoever holds it until their last day. Those who keep the records do not."
)


def note_field() -> forms.CharField:
    return forms.CharField(
        label=_("Handover note"), widget=forms.Textarea(attrs={"rows": 5}), max_length=4000, required=False,
        help_text=SEALED_TO_OTHERS,
    )  # fmt: skip


class NoteForm(AllianceForm):
    """A form with a handover note: what is wrong with the note is said beside it."""

    def say_no(self, refusal: RuleSaysNo) -> None:
        refusal.field = "handover" if refusal.field == "note" else refusal.field
        super().say_no(refusal)


class ReasonForm(AllianceForm):
    """Why something ends: one of a few reasons, and a sentence, both if somebody wants to say so."""

    reason = forms.ChoiceField(
        label=_("Why it ends"), choices=lambda: choices.words(END_REASONS, empty=str(_("not said"))), required=False,
        help_text=_("Shown in the history, to everyone"),
    )  # fmt: skip
    sentence = forms.CharField(
        label=_("A sentence about it"), max_length=300, required=False,
        help_text=_("Shown only to those who keep these records. Write nothing of harm that somebody did or suffered."),
    )  # fmt: skip


class EndSeatForm(ReasonForm):
    ends = DayField(label=_("Last day"), initial=today)
    field_order = ("ends", "reason", "sentence")


class EndOfficeForm(NoteForm, ReasonForm):
    ends = DayField(label=_("Last day"), initial=today)
    handover = note_field()
    field_order = ("ends", "reason", "sentence", "handover")


class HandOverForm(NoteForm):
    to = ChosenField(label=_("Hand over to"), empty=_("Choose a person"))
    on = DayField(label=_("First day of the new holder"), initial=today)
    overlap = forms.IntegerField(
        label=_("For how many days both hold it"),
        min_value=0,
        initial=0,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )
    until = DayField(
        label=_("Last day of the new holder"),
        required=False,
        help_text=_("Empty: what is left of the term, else until further notice"),
    )
    handover = note_field()

    def __init__(self, *args: Any, actor: Actor, network: Network, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, "to", choices.people_at(actor, network))
        words: Promise | str = _("At most %(most)s; 0: the one ends the day before the other begins")
        self.fields["overlap"].help_text = str(words) % {"most": overlap_days()}


class InterimForm(AllianceForm):
    """Somebody for a while: until a day."""

    person = ChosenField(label=_("Person"), empty=_("Choose a person"))
    starts = DayField(label=_("From"), initial=today)
    ends = DayField(label=_("Until, the last day"))

    def __init__(self, *args: Any, actor: Actor, network: Network, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, "person", choices.people_at(actor, network))
