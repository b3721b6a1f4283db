"""What sign-in asks of those in office, and the answer of who made sure of somebody."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from answerable.kit.forms import Radios, Ticks

from ...rules.words import MOST_GRACE_DAYS, MOST_WAIT_HOURS
from ..words import OFFICE_DEEDS, OFFICES
from .networks import AllianceForm

NOT_THEM = "not_them"
ANSWERS = (
    ("met", _("I met them")),
    ("called", _("I called them at a number I knew before, and knew their voice")),
    ("vouched", _("Somebody I know stood beside them and told me so")),
    (NOT_THEM, _("It is not them, or I could not make sure: stop it")),
)


class SignInRulesForm(AllianceForm):
    offices = forms.MultipleChoiceField(
        label=_("Offices that need a second step"), required=False, choices=list(OFFICES.items()),
        widget=Ticks(hints=OFFICE_DEEDS),
    )  # fmt: skip
    grace_days = forms.IntegerField(
        label=_("Days to set it up"), min_value=0, max_value=MOST_GRACE_DAYS,
        help_text=_("Counted from the day the office needs it or is granted. After them the office rests until it is done."),
        widget=forms.NumberInput(attrs={"class": "short"}),
    )  # fmt: skip
    wait_hours = forms.IntegerField(
        label=_("Hours to wait before a lost second step is removed"), min_value=1, max_value=MOST_WAIT_HOURS,
        help_text=_("After two people made sure of the person. Until then the person can stop it."),
        widget=forms.NumberInput(attrs={"class": "short"}),
    )  # fmt: skip


class LostFactorForm(AllianceForm):
    answer = forms.ChoiceField(label=_("How did you make sure that it is them?"), choices=ANSWERS, widget=Radios)

    def is_no(self) -> bool:
        typed: dict[str, Any] = self.cleaned_data
        return bool(typed["answer"] == NOT_THEM)
