"""Forms about an organisation that others keep: asking for a place of it, and answering."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from answerable.kit.choosing import Among, ChosenField, choose_among
from answerable.kit.forms import Radios

from ...models import Organisation
from ...rules.words import MembershipState
from ..words import STATES
from . import choices
from .networks import AllianceForm

OFFERED = (MembershipState.PROVISIONAL, MembershipState.MEMBER)


class WhichOrganisationForm(AllianceForm):
    organisation = ChosenField(label=_("Organisation"), empty=_("Choose the organisation"))

    def __init__(self, *args: Any, among: Among[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, "organisation", among)


class PlaceForm(AllianceForm):
    """Which place; where others keep the organisation, also why."""

    membership = forms.ChoiceField(
        label=_("Membership"), choices=lambda: choices.words({one: STATES[one] for one in OFFERED}), initial=MembershipState.PROVISIONAL,
    )  # fmt: skip
    since = forms.CharField(
        label=_("Member since"), max_length=20, required=False, help_text=_("A day, a month or a year: 2019-03-01, 2019-03 or 2019"),
    )  # fmt: skip
    why = forms.CharField(
        label=_("Why it should have a place with you"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000,
        help_text=_("Those who keep its records read it. Nothing about anybody’s troubles."),
    )  # fmt: skip

    def __init__(self, *args: Any, asks: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks:
            del self.fields["why"]


class AnswerPlaceForm(AllianceForm):
    answer = forms.ChoiceField(
        label=_("Your answer"), widget=Radios(), choices=[("yes", _("Yes, it gets this place")), ("no", _("No"))]
    )
    words_to_them = forms.CharField(
        label=_("In words, for whoever asked"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000, required=False,
        help_text=_("Needed for a no."),
    )  # fmt: skip

    def say_no(self, refusal: Any) -> None:
        refusal.field = "words_to_them" if refusal.field == "words" else refusal.field
        super().say_no(refusal)


class WithdrawPlaceForm(AllianceForm):
    pass
