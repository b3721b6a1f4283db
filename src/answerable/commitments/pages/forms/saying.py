"""The forms of both sides."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from ...models import OwedTo, Step
from .plain import RoomForm, area


class SpeakingForm(RoomForm):
    """A form of either side; where somebody speaks for several of those it was made to, they say for which."""

    speaking = forms.ChoiceField(label=_("Speaking for"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, voices: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(voices) > 1:
            self.choices_of("speaking", voices)
            self.fields["speaking"].initial = voices[0][0]
        else:
            del self.fields["speaking"]

    def party(self, owed: Sequence[OwedTo], *, owner: bool) -> OwedTo | None:
        chosen = self.cleaned_data.get("speaking")
        if chosen is None:
            return None if owner or not owed else owed[0]
        return next((one for one in owed if str(one.pk) == chosen), None)


class EvidenceForm(SpeakingForm):
    said = forms.CharField(label=_("In words"), required=False, max_length=4000, widget=area(4))
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
    step = forms.ChoiceField(label=_("For which step"), required=False)
    between_us = forms.BooleanField(
        label=_("Only for the two sides"),
        required=False,
        help_text=_("Those who speak for whoever made it, and for those it was made to"),
    )

    def __init__(self, *args: Any, steps: Sequence[Step] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if steps:
            self.choices_of("step", [("", _("For the whole")), *((str(one.pk), one.words) for one in steps)])
        else:
            del self.fields["step"]


class SayForm(SpeakingForm):
    said = forms.CharField(label=_("Comment"), max_length=4000, widget=area(4))
    between_us = forms.BooleanField(
        label=_("Only for the two sides"),
        required=False,
        help_text=_("Those who speak for whoever made it, and for those it was made to"),
    )


class OtherwiseForm(SpeakingForm):
    said = forms.CharField(
        label=_("How you see it"),
        max_length=4000,
        widget=area(4),
        help_text=_("It stands beside what the other side says, for everyone who may read this."),
    )


class LetGoForm(SpeakingForm):
    agrees = forms.ChoiceField(
        label=_("Your answer"),
        choices=[("yes", _("Yes, we let you go")), ("no", _("No, we count on it"))],
        widget=forms.RadioSelect,
    )
    said = forms.CharField(
        label=_("In your words"),
        required=False,
        max_length=4000,
        widget=area(3),
        help_text=_("Needed where you say no"),
    )
    needed_if: ClassVar[dict[str, Any]] = {"said": ""}
