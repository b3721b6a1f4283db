"""Forms for whoever asks from outside, and for those who answer."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from answerable.kit.choosing import Among, ChosenField, choose_among
from answerable.kit.clock import today
from answerable.kit.forms import Radios

from ...models import Organisation
from ...queries import naming, networks
from ...rules.words import MembershipState, Office, Visibility
from ..words import OFFICE_DEEDS, OFFICES, REFUSALS, STATES, VISIBILITIES
from . import choices
from .handovers import CHANGED
from .networks import AllianceForm

AREA = {"rows": 4}


class AskerForm(AllianceForm):
    """Who asks. Whoever is signed in is not asked for an address again."""

    name = forms.CharField(label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("Your e-mail"), help_text=_("We mail you a code, so that we know it is yours"),
        widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "email"}),
    )  # fmt: skip
    title = forms.CharField(label=_("What you do there"), max_length=120, required=False)

    def __init__(self, *args: Any, signed_in: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if signed_in:
            del self.fields["email"]


class IntroduceForm(AskerForm):
    organisation_name = forms.CharField(label=_("Name of the organisation"), max_length=250)
    country = forms.ChoiceField(label=_("Country"), required=False)
    proof = forms.CharField(
        label=_("How can the coordinator see that you work there?"), widget=forms.Textarea(attrs=AREA), max_length=2000,
        help_text=_("For example whom they may ask, or a page that names you. Nothing about anybody’s troubles."),
    )  # fmt: skip

    field_order = ("organisation_name", "country", "name", "email", "title", "proof")

    def __init__(self, *args: Any, language: str, is_named: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices_of("country", choices.country_choices(language))
        if is_named:
            del self.fields["organisation_name"], self.fields["country"]


class ApplyForm(AskerForm):
    organisation_name = forms.CharField(label=_("Name of the organisation"), max_length=250)
    country = forms.ChoiceField(label=_("Country"))
    network = forms.ChoiceField(label=_("Which network it wants to join"))
    kinds = forms.MultipleChoiceField(
        label=_("Kinds of organisation"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("As many as fit"),
    )
    website = forms.URLField(label=_("Website"), max_length=300, required=False, assume_scheme="https")
    why = forms.CharField(
        label=_("What it does, and why it wants to join"), widget=forms.Textarea(attrs={"rows": 6}), max_length=4000
    )
    at_risk = forms.BooleanField(
        label=_("It would be dangerous for us if others knew that we ask"), required=False,
        help_text=_("Then only those who answer know of it, also if the answer is yes."),
    )  # fmt: skip

    field_order = (
        "organisation_name",
        "country",
        "network",
        "kinds",
        "website",
        "why",
        "at_risk",
        "name",
        "email",
        "title",
    )

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lands = choices.country_choices(language)
        self.choices_of("country", [("", _("Choose a country")), *lands[1:]])
        self.choices_of("kinds", choices.kind_choices(language))
        listed = networks.open_networks(today()).prefetch_related("texts")
        places = [(one.slug, "\u2003" * (one.depth - 1) + naming.network_name(one, language)) for one in listed]
        self.choices_of("network", [("", _("Choose a network")), *places])


class AnswerForm(AllianceForm):
    """What those who keep the records say to a request."""

    answer = forms.ChoiceField(label=_("Your answer"), widget=Radios())
    office = forms.ChoiceField(
        label=_("If yes: what they become"), initial=Office.FOCAL_POINT.value,
        choices=[(str(code), OFFICES[code]) for code in (Office.FOCAL_POINT, Office.PARTNER)],
        widget=Radios(hints={str(code): words for code, words in OFFICE_DEEDS.items()}),
    )  # fmt: skip
    words_to_them = forms.CharField(
        label=_("In words, for whoever asked"), widget=forms.Textarea(attrs=AREA), max_length=2000, required=False,
        help_text=_("Needed for a no and for a question. They read it on their page, after a code by mail."),
    )  # fmt: skip

    def say_no(self, refusal: Any) -> None:
        refusal.field = "words_to_them" if refusal.field == "words" else refusal.field
        super().say_no(refusal)


class AnswerIntroductionForm(AnswerForm):
    organisation = ChosenField(
        label=_("If yes: the organisation that is meant"), empty=_("Choose the organisation"), required=False
    )
    field_order = ("answer", "organisation", "office", "words_to_them")

    def __init__(self, *args: Any, among: Among[Organisation], meant: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices_of("answer", [
            ("yes", _("Yes, this person works there")), ("more", _("I need to know more")), ("no", _("No")),
        ])  # fmt: skip
        choose_among(self, "organisation", among, likely=meant)

    def clean(self) -> dict[str, Any]:
        """Only a yes asks which organisation is meant."""
        typed = super().clean() or {}
        if typed.get("answer") in ("more", "no"):
            self.errors.pop("organisation", None)
        elif not typed.get("organisation") and "organisation" not in self.errors:
            self.add_error("organisation", str(REFUSALS["organisation_needed"]))
        return typed


class AnswerApplicationForm(AnswerForm):
    same_as = forms.ChoiceField(
        label=_("If yes: is it in the records already?"), required=False,
        help_text=_("Then no second one is made, and whoever asked becomes its contact"),
        error_messages={"invalid_choice": CHANGED},
    )  # fmt: skip
    state = forms.ChoiceField(
        label=_("If yes: its membership"), initial=MembershipState.PROVISIONAL,
        choices=lambda: choices.words({one: STATES[one] for one in (MembershipState.PROVISIONAL, MembershipState.MEMBER)}),
    )  # fmt: skip
    visibility = forms.ChoiceField(
        label=_("If yes: who may know of it"), choices=lambda: choices.words(VISIBILITIES), initial=Visibility.MEMBERS
    )
    field_order = ("answer", "same_as", "state", "visibility", "office", "words_to_them")

    def __init__(self, *args: Any, alike: list[tuple[str, str]], at_risk: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices_of("answer", [("yes", _("Yes, welcome it")), ("more", _("I need to know more")), ("no", _("No"))])
        self.choices_of("same_as", [("", _("No, it is a new one")), *alike])
        if not alike and not self.data.get("same_as"):  # one that was chosen and is not offered any more is asked about
            del self.fields["same_as"]
        if at_risk:
            del self.fields["visibility"]


class ReplyForm(AllianceForm):
    words_back = forms.CharField(label=_("Your answer"), widget=forms.Textarea(attrs=AREA), max_length=2000)


class AddressForm(AllianceForm):
    email = forms.EmailField(
        label=_("Your e-mail"), help_text=_("The address with which you asked"),
        widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "email"}),
    )  # fmt: skip
