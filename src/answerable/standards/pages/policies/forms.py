"""The forms of policies."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from answerable.kit import languages as tongues
from answerable.kit.forms import DayField, Form, Radios

from ...actions.policies import LONGEST, Adopted
from ...rules.saying import PolicyKind, Told
from ..words import TOLD
from .words import POLICY_REFUSALS, POLICY_TITLES

MOST_PEOPLE = 1_000_000


def number(label: Any, **facts: Any) -> forms.IntegerField:
    look = forms.TextInput(attrs={"class": "short", "inputmode": "numeric", "autocomplete": "off"})
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=MOST_PEOPLE, widget=look, **facts)


class PolicyRoomForm(Form):
    words = POLICY_REFUSALS


class SureForm(PolicyRoomForm):
    """One press of a button."""


class PolicyForm(PolicyRoomForm):
    about = forms.ChoiceField(label=_("What it is about"), choices=list(POLICY_TITLES.items()), widget=Radios())
    title = forms.CharField(
        label=_("What it is called"),
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    adopted_on = DayField(label=_("Adopted on"))
    review_due = DayField(
        label=_("To be looked at again by"),
        help_text=_("It counts until then. Year, month and day: for example 2028-03-31"),
    )
    said = forms.CharField(
        label=_("Its words"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        help_text=_("A text is enough; a document is not needed. One of the three is: words, a link, or a file."),
    )  # fmt: skip
    link = forms.URLField(
        label=_("A link"),
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    file = forms.FileField(
        label=_("A file"),
        required=False,
        help_text=_(
            "It is kept sealed, at most 10 MB. Photos lose where and when they were taken; look yourself what other files say of people."
        ),
    )
    language = forms.ChoiceField(label=_("Language"))
    needed_if: ClassVar[dict[str, Any]] = dict.fromkeys(("said", "link", "file"), "")

    def __init__(self, *args: Any, now_in: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices_of("language", sorted(tongues.choices(now_in), key=lambda one: one[0] != now_in))

    def adopted(self) -> Adopted:
        typed = self.cleaned_data
        return Adopted(
            about=PolicyKind(typed["about"]), title=typed["title"], adopted_on=typed["adopted_on"], review_due=typed["review_due"],
            words=typed["said"], link=typed["link"], file=typed["file"], language=typed["language"],
        )  # fmt: skip


class KnownForm(PolicyRoomForm):
    whom = forms.ChoiceField(label=_("To whom"), choices=list(TOLD.items()), widget=Radios())
    on = DayField(label=_("On which day"))
    reached = number(_("How many were reached"))
    of = number(_("Of how many"), help_text=_("All who belong to this group, where somebody counted them"))

    def known(self) -> dict[str, Any]:
        return {**self.cleaned_data, "whom": Told(self.cleaned_data["whom"])}


class ReviewForm(PolicyRoomForm):
    review_due = DayField(label=_("To be looked at again by"))
