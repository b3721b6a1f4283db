"""Forms about invitations: to many organisations, to one person, and accepting one."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from answerable.access.forms import WEAK_PASSWORD, password_field
from answerable.kit.forms import DayField, Radios
from answerable.kit.languages import name as language_name

from ...rules.invitations import LONGEST, SHORTEST
from ...rules.words import AT_ORGANISATION, Office, Visibility
from ..words import OFFICE_DEEDS, OFFICES, REFUSALS
from . import choices
from .networks import AllianceForm
from .people import PERSON_VISIBILITIES

OF_ORGANISATIONS = [(str(code), OFFICES[code]) for code in (Office.FOCAL_POINT, Office.PARTNER)]
DEEDS = {str(code): words for code, words in OFFICE_DEEDS.items()}


class ManyForm(AllianceForm):
    """What is asked once for all organisations that are invited together."""

    office = forms.ChoiceField(
        label=_("What they are invited to be"), choices=OF_ORGANISATIONS, widget=Radios(hints=DEEDS),
        initial=Office.FOCAL_POINT.value,
    )  # fmt: skip


class OneForm(AllianceForm):
    """Inviting one address."""

    email = forms.EmailField(
        label=_("E-mail"), help_text=_("Seen by those who keep these records, and by nobody else"),
        widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )  # fmt: skip
    office = forms.ChoiceField(label=_("What they are invited to be"), widget=Radios(hints=DEEDS))
    language = forms.ChoiceField(label=_("Language of the mail"))
    office_ends = DayField(label=_("The office ends on"), required=False)

    def __init__(self, *args: Any, offered: list[str], language: str, at_organisation: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fitting = [(str(one), OFFICES[one]) for one in Office if (one in AT_ORGANISATION) == at_organisation]
        self.choices_of("office", fitting)
        self.choices_of("language", [(code, language_name(code, language)) for code in offered])


class AcceptForm(AllianceForm):
    """What a newcomer says of themselves. A password is optional: a code by mail always lets them in."""

    words: ClassVar[dict[str, Any]] = {**REFUSALS, **WEAK_PASSWORD}

    name = forms.CharField(
        label=_("Your name"), max_length=200, help_text=_("As you want to be called"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip
    title = forms.CharField(label=_("What you do there"), max_length=120, required=False)
    language = forms.ChoiceField(label=_("In which language we write to you"))
    visibility = forms.ChoiceField(
        label=_("Who may read your name"), choices=lambda: choices.words(PERSON_VISIBILITIES),
        widget=forms.RadioSelect, initial=Visibility.MEMBERS,
    )  # fmt: skip
    way = forms.ChoiceField(
        label=_("How you want to sign in"), initial="code", widget=Radios(hints={
            "code": _("Nothing to remember: each time we mail you a code."),
            "password": _("Type it twice below. A code by mail works as well."),
        }),
        choices=[("code", _("With a code by mail")), ("password", _("With a password"))],
    )  # fmt: skip
    new_password = password_field(_("New password"), new=True, required=False)
    again = password_field(_("New password, once more"), new=True, required=False)

    def __init__(self, *args: Any, at_organisation: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices_of("language", choices.offered_languages())
        if not at_organisation:
            del self.fields["title"]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("way") != "password":
            return typed | {"new_password": "", "again": ""}
        if not typed.get("new_password"):
            self.add_error("new_password", str(_("Type the password you want, twice.")))
        elif typed["new_password"] != typed.get("again"):
            self.add_error("again", str(REFUSALS["different"]))
        return typed


class DaysForm(AllianceForm):
    invitation_days = forms.IntegerField(
        label=_("For how many days an invitation stands"), min_value=SHORTEST, max_value=LONGEST,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )  # fmt: skip
    requests_kept_days = forms.IntegerField(
        label=_("After how many days we delete what is over"), min_value=1, max_value=2000,
        help_text=_("Requests that were declined, taken back or accepted, and invitations that ended"),
        widget=forms.NumberInput(attrs={"class": "short"}),
    )  # fmt: skip
