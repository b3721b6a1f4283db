"""The forms of passports."""

from django import forms
from django.utils.translation import gettext_lazy as _

from answerable.kit.forms import DayField

from ..policies.forms import PolicyRoomForm


class ShareForm(PolicyRoomForm):
    for_whom = forms.CharField(
        label=_("For whom"), required=False, max_length=120, widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
        help_text=_("Only you and the others who speak for it read this, to know the link again"),
    )  # fmt: skip
    ends = DayField(label=_("Good through"))
