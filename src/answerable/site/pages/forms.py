"""The forms of the pages that span rooms."""

from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from answerable.alliance.pages.forms.choices import offer_languages, offered_languages
from answerable.alliance.pages.forms.secretariat import BrandingForm, MailFields
from answerable.alliance.pages.words import REFUSALS as WORDS
from answerable.alliance.rules.words import Measure, Visibility
from answerable.kit.forms import Form, NearFirst

MEASURES = [
    (Measure.WOMEN.value, _("I am a woman")),
    (Measure.YOUTH.value, _("I am a young person, under 30")),
    (Measure.LGBTIQ.value, _("I am LGBTIQ")),
    (Measure.GLOBAL_SOUTH.value, _("I am from the Global South")),
]
NAME_SEEN = [
    (Visibility.PUBLIC.value, _("Everyone: my name stands on public pages")),
    (Visibility.MEMBERS.value, _("Members of the alliance who are signed in")),
    (Visibility.NETWORK.value, _("Only people of my networks, and those who keep their records")),
]
SHIPPED = [(code, name) for code, name in settings.LANGUAGES if code in settings.SHIPPED_LANGUAGES]
REFUSALS = {
    "name_needed": _("Give a name."),
    "code_wrong": _("This is not the set-up code. Look where the program was started, or type answerable init there."),
    "language_needed": _("Choose at least one language."),
    "set_up_already": _("The alliance is set up already."),
    "email_taken": _("Somebody signs in with this address already."),
}


class AboutMeForm(Form):
    words = REFUSALS
    name = forms.CharField(label=_("Name"), max_length=200, help_text=_("As you want to be called"))
    email = forms.EmailField(label=_("E-mail"), required=False)
    written = forms.ChoiceField(label=_("In which language we write to you"), required=False)
    languages = forms.MultipleChoiceField(label=_("Languages"), widget=NearFirst, required=False)
    visibility = forms.ChoiceField(label=_("Who may read my name"), choices=NAME_SEEN, widget=forms.RadioSelect)

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_languages(self, "languages", language, chosen=kwargs.get("initial", {}).get("languages", ()))
        self.choices_of("written", offered_languages())


class DeclarationForm(Form):
    measures = forms.MultipleChoiceField(
        label=_("Of myself I say"),
        choices=MEASURES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Tick what you want to say; leaving a line empty says nothing"),
    )
    withdraw = forms.BooleanField(label=_("Delete what I said"), required=False)


class ForgetForm(Form):
    words = WORDS
    sure = forms.BooleanField(
        label=_("Yes: delete my data for good"), error_messages={"required": _("Tick this to delete your data.")}
    )


class BeginForm(BrandingForm, MailFields):
    """The first run: what `answerable init` asks, on a page. Colours, logo and mail can wait."""

    words = WORDS | REFUSALS
    field_order = (
        "code", "name", "languages", "first", "time_zone", "person", "email", "password", "primary", "accent", "logo", "address",
        "sender", "test",
    )  # fmt: skip
    no_logo = None  # type: ignore[assignment] # Django’s way to leave a field out
    code = forms.CharField(
        label=_("Set-up code"),
        max_length=80,
        help_text=_("Printed where the program was started; it shows that you are the one who runs it"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr"}),
    )
    name = forms.CharField(label=_("Name of the alliance"), max_length=200)
    languages = forms.MultipleChoiceField(
        label=_("Languages on offer"), choices=SHIPPED, widget=forms.CheckboxSelectMultiple
    )
    first = forms.ChoiceField(label=_("The alliance’s own language"), choices=SHIPPED)
    time_zone = forms.CharField(
        label=_("Time zone"), max_length=64, initial="UTC", help_text=_("For example Africa/Nairobi")
    )
    person = forms.CharField(label=_("Your name"), max_length=200)
    email = forms.EmailField(
        label=_("Your e-mail"), help_text=_("You sign in with it, as the first of the secretariat")
    )
    password = forms.CharField(
        label=_("Your password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least twelve characters"),
    )

    def clean_time_zone(self) -> str:
        name: str = self.cleaned_data["time_zone"]
        try:
            return ZoneInfo(name).key
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise forms.ValidationError(
                _("There is no such time zone. For example: Africa/Nairobi, America/Lima, UTC.")
            ) from error

    def clean_password(self) -> str:
        typed: str = self.cleaned_data["password"]
        validate_password(typed)
        return typed

    def chosen(self) -> tuple[str, ...]:
        """Returns the languages on offer, the alliance's own one first."""
        return tuple(dict.fromkeys([self.cleaned_data["first"], *self.cleaned_data["languages"]]))
