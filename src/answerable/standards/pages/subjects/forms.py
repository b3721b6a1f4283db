"""The forms about one subject."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from answerable.alliance.models import Network, Organisation
from answerable.kit.forms import DayField, Form, Radios

from ...actions.claiming import LONGEST, Said
from ...models import DutyAsking
from ...rules.saying import ExcuseReason, OfferKind, ShownTo
from ..words import EXCUSES, OFFERS, REFUSALS, SHOWN_TO

MOST = 99
OF_MANY = frozenset({ExcuseReason.NO_STAFF, ExcuseReason.NO_SUCH_WORK})  # reasons that no person has for themselves


def area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


class RoomForm(Form):
    """A form of this room: a rule that says no is shown in the room’s own words."""

    words = REFUSALS


class SureForm(RoomForm):
    """One press of a button."""


class SayForm(RoomForm):
    """What somebody says of a duty of theirs, in words, by a link or by a file."""

    state = forms.ChoiceField(
        label=_("How it stands"), choices=[("done", _("It is done")), ("begun", _("It is begun"))], initial="done",
        widget=Radios(hints={"done": _("It counts at once, as said by yourselves."), "begun": _("It is shown as begun, and counts as nothing yet.")}),
    )  # fmt: skip
    said = forms.CharField(
        label=_("In words"), required=False, max_length=LONGEST, widget=area(5),
        help_text=_("A paragraph is enough. Name nobody who would not wish it."),
    )  # fmt: skip
    link = forms.URLField(
        label=_("A link"), required=False, max_length=500, assume_scheme="https",
        widget=forms.URLInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )  # fmt: skip
    file = forms.FileField(
        label=_("A file"),
        required=False,
        help_text=_(
            "It is kept sealed, at most 10 MB. Photos lose where and when they were taken; look yourself what other files say of people."
        ),
    )
    about_from = DayField(label=_("On which day, or since when"))
    about_to = DayField(
        label=_("Until when"), required=False, help_text=_("Empty: it was on that day, or is so until further notice")
    )
    many = forms.IntegerField(
        label=_("How many"), min_value=1, max_value=MOST, initial=1,
        help_text=_("How many of what is asked this tells of: two meetings, two seats"),
        widget=forms.TextInput(attrs={"class": "short", "dir": "ltr", "inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    shown = forms.ChoiceField(
        label=_("Who may read it"), choices=list(SHOWN_TO.items()), widget=Radios, initial=ShownTo.MEMBERS
    )
    needed_if: ClassVar[dict[str, Any]] = dict.fromkeys(("said", "link", "file"), _("(one of the three is enough)"))

    def __init__(self, *args: Any, asking: DutyAsking, is_person: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if asking.times < 2:
            del self.fields["many"]
        if is_person:
            del self.fields["shown"]

    def clean(self) -> dict[str, Any]:
        """Says at once with all else that nothing is laid before, where none of the three was even tried."""
        typed = self.cleaned_data
        tried = any(typed.get(name) or name in self.errors for name in ("said", "link", "file"))
        if not tried:
            self.add_error("said", str(REFUSALS["evidence_needed"]))
        return typed

    def said_of_it(self, now_in: str) -> Said:
        typed = self.cleaned_data
        return Said(
            words=typed["said"], link=typed["link"], file=typed["file"], about_from=typed["about_from"], about_to=typed["about_to"],
            only_started=typed["state"] == "begun", many=typed.get("many") or 1, shown=ShownTo(typed.get("shown") or ShownTo.KEEPERS),
            language=now_in,
        )  # fmt: skip


class ExcuseForm(RoomForm):
    reason = forms.ChoiceField(
        label=_("Why it does not fit"), choices=[(one.value, EXCUSES[one]) for one in ExcuseReason], widget=Radios
    )
    said = forms.CharField(
        label=_("In your words"), required=False, max_length=500, widget=area(3),
        help_text=_("Whoever sees how you stand reads it too"),
    )  # fmt: skip
    needed_if: ClassVar[dict[str, Any]] = {"said": _("(needed for another reason)")}

    def __init__(self, *args: Any, is_person: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_person:
            self.fields["said"].help_text = ""  # nobody else sees how they stand
            self.choices_of("reason", [(one.value, EXCUSES[one]) for one in ExcuseReason if one not in OF_MANY])


class AskHelpForm(RoomForm):
    said = forms.CharField(label=_("What would help"), max_length=LONGEST, widget=area(5))
    to_partners = forms.BooleanField(
        label=_("Partner organisations may read it too"), required=False,
        help_text=_("Only those who said that they may be asked for help. They see who asks."),
    )  # fmt: skip

    def __init__(self, *args: Any, is_person: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_person:
            del self.fields["to_partners"]


class WordsForm(RoomForm):
    said = forms.CharField(label=_("In your words"), max_length=LONGEST, widget=area(4))


class MaybeWordsForm(RoomForm):
    said = forms.CharField(label=_("In your words"), required=False, max_length=2000, widget=area(3))


class AskBackForm(RoomForm):
    said = forms.CharField(
        label=_("What you would like to know"), max_length=2000, widget=area(4),
        help_text=_("It takes nothing away from what was said"),
    )  # fmt: skip


class VouchForm(MaybeWordsForm):
    """Where somebody speaks for several that offered to, they say for which."""

    organisation = forms.ChoiceField(label=_("Speaking for"), widget=forms.RadioSelect)
    field_order = ("organisation", "said")

    def __init__(self, *args: Any, voices: Sequence[tuple[Organisation, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.voices = {str(one.pk): one for one, _name in voices}
        self.choices_of("organisation", [(str(one.pk), name) for one, name in voices])
        if len(voices) == 1:
            del self.fields["organisation"]

    def voice(self) -> Organisation:
        chosen = self.cleaned_data.get("organisation")
        return self.voices[chosen] if chosen else next(iter(self.voices.values()))


class OfferForm(RoomForm):
    kind = forms.ChoiceField(
        label=_("For what"), choices=list(OFFERS.items()),
        widget=Radios(
            hints={
                OfferKind.VOUCH: _("You read what others there lay before, and may vouch for it. Nobody expects an answer."),
                OfferKind.HELP: _("You read who there asks partners for help. Nobody expects an answer."),
            }
        ),
    )  # fmt: skip
    network = forms.ChoiceField(label=_("Where"), help_text=_("There and in all networks below"))

    def __init__(self, *args: Any, networks: Sequence[tuple[Network, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.networks = {one.slug: one for one, _name in networks}
        self.choices_of("network", [(one.slug, name) for one, name in networks])
