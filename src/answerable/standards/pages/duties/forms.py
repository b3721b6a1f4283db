"""The forms in which duties are written."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from answerable.kit import languages as tongues
from answerable.kit.forms import DayField, Form, NearFirst, Radios, Ticks
from answerable.kit.meanwhile import TwoAtOnce

from ...actions.duties import NUMBER, Asking, Words
from ...models import DutyAsking
from ...rules.words import Cadence, Level, Window
from ..asking_words import CADENCES, WINDOWS
from ..words import LEVELS, REFUSALS
from .words import CADENCE_HINTS, CHECKED_BY, WINDOW_HINTS

Choices = Sequence[tuple[str, str | Promise]]
MOST_TIMES, MOST_MONTHS, MOST_DAYS = 50, 120, 3660


class DutyForm(Form):
    """A form of this room: a rule that says no is shown in the room’s own words."""

    words = REFUSALS


class SureForm(DutyForm):
    """One press of a button."""


class DayForm(DutyForm):
    on = DayField(label=_("From which day"))


class TakeInForm(DutyForm):
    starts = DayField(label=_("Asked from which day"))


def area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


class WordsForm(DutyForm):
    """A duty in one language."""

    name = forms.CharField(label=_("What is asked, in a few words"), max_length=120)
    what = forms.CharField(label=_("What it means, in plain words"), max_length=2000, required=False, widget=area(5))
    proof = forms.CharField(
        label=_("What would show it"), max_length=1000, required=False, widget=area(3),
        help_text=_("For those who say how it stands with them: minutes, a list, a picture, or simply a text"),
    )  # fmt: skip
    example = forms.CharField(label=_("An example"), max_length=1000, required=False, widget=area(3))

    def written(self) -> Words:
        typed = self.cleaned_data
        return Words(typed["name"], typed["what"], typed["proof"], typed["example"])


class TongueForm(TwoAtOnce, WordsForm):
    """The words in one language, which somebody else may be writing as well; written as that language is."""

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        written = {"lang": language, "dir": "rtl" if tongues.is_right_to_left(language) else "ltr"}
        for name in ("name", "what", "proof", "example"):
            self.fields[name].widget.attrs.update(written)


class AskingForm(WordsForm):
    """How a duty is asked from a day on."""

    levels = forms.MultipleChoiceField(label=_("Of whom it is asked"), choices=list(LEVELS.items()), widget=Ticks)
    kinds = forms.MultipleChoiceField(
        label=_("Only of these kinds of organisation"), required=False, widget=Ticks, help_text=_("None chosen: of all of them")
    )  # fmt: skip
    offices = forms.MultipleChoiceField(
        label=_("Only of people with these offices"), required=False, widget=Ticks, help_text=_("None chosen: of all people")
    )  # fmt: skip
    cadence = forms.ChoiceField(
        label=_("How often"),
        choices=list(CADENCES.items()),
        widget=Radios(hints=CADENCE_HINTS),
        initial=Cadence.AT_LEAST,
    )
    times = forms.IntegerField(
        label=_("How many times, or how many at once"), min_value=1, max_value=MOST_TIMES, initial=1,
        help_text=_("Two meetings in a period, or two seats at all times"), widget=forms.TextInput(attrs={"class": "short", "inputmode": "numeric"}),
    )  # fmt: skip
    months = forms.IntegerField(
        label=_("In how many months"), min_value=1, max_value=MOST_MONTHS, initial=12, widget=forms.TextInput(attrs={"class": "short", "inputmode": "numeric"}),
        help_text=_("Where it is asked so many times in a period; on joining: how long before it may have been done"),
    )  # fmt: skip
    window = forms.ChoiceField(
        label=_("Which periods"),
        choices=list(WINDOWS.items()),
        widget=Radios(hints=WINDOW_HINTS),
        initial=Window.ROLLING,
    )
    events = forms.MultipleChoiceField(
        label=_("After what it is due"), required=False, widget=NearFirst,
        help_text=_("For what is asked after each event, or for each version of a text"),
    )  # fmt: skip
    first_due_days = forms.IntegerField(
        label=_("Days until it is first due"), min_value=0, max_value=MOST_DAYS, initial=0, widget=forms.TextInput(attrs={"class": "short", "inputmode": "numeric"}),
        help_text=_("From joining, or from the first day below, whichever is later"),
    )  # fmt: skip
    grace_days = forms.IntegerField(
        label=_("Days of grace"), min_value=0, max_value=MOST_DAYS, initial=0, widget=forms.TextInput(attrs={"class": "short", "inputmode": "numeric"}),
        help_text=_("How long it may take once it is due"),
    )  # fmt: skip
    checked_by = forms.ChoiceField(
        label=_("How it is known"), choices=list(CHECKED_BY.items()), widget=Radios(), initial="both"
    )
    proofs = forms.MultipleChoiceField(label=_("Which records show it"), required=False, widget=NearFirst)
    begun_by = forms.MultipleChoiceField(
        label=_("Which records show that it has begun"), required=False, widget=NearFirst
    )
    source = forms.CharField(
        label=_("Where it comes from"), max_length=200, required=False, help_text=_("A text, with its year")
    )
    starts = DayField(label=_("Asked so from which day"))

    def __init__(self, *args: Any, kinds: Choices, offices: Choices, facts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (
            ("kinds", kinds),
            ("offices", offices),
            ("proofs", facts),
            ("begun_by", facts),
            ("events", facts),
        ):
            self.choices_of(name, choices)
        for name in ("proofs", "begun_by", "events"):
            chosen = set(self[name].value() or ())
            _near_first(self.fields[name], chosen)

    def asking(self, *, language: str, others: dict[str, Words]) -> Asking:
        """Returns what was typed, with what is said in other languages."""
        typed = self.cleaned_data
        return Asking(
            levels=tuple(map(Level, typed["levels"])), cadence=Cadence(typed["cadence"]), words={**others, language: self.written()},
            times=typed["times"], months=typed["months"], window=Window(typed["window"]), grace_days=typed["grace_days"],
            first_due_days=typed["first_due_days"], kinds=tuple(typed["kinds"]), offices=tuple(typed["offices"]),
            proofs=tuple(typed["proofs"]), begun_by=tuple(typed["begun_by"]), events=tuple(typed["events"]), checked_by=typed["checked_by"], source=typed["source"],
            language=language, starts=typed["starts"],
        )  # fmt: skip


class NewDutyForm(AskingForm):
    number = forms.SlugField(
        label=_("Number"),
        max_length=NUMBER,
        help_text=_("Short, such as A1: pages and lists call it so"),
    )
    main = forms.BooleanField(
        label=_("Show it among the first"), required=False, help_text=_("On maps, where there is room for a few only")
    )
    field_order = ("number", "name")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].error_messages["invalid"] = str(REFUSALS["number_needed"]) % {"most": NUMBER}


def _near_first(field: forms.Field, chosen: set[str]) -> None:
    """Of very many kinds of records those that are chosen stand open, the others under one line."""
    choices: Any = field
    listed = sorted(choices.choices, key=lambda one: one[0] not in chosen)
    choices.choices = listed
    field.widget.near = max(len(chosen), 6)
    field.widget.more = _("All kinds of records")


def initial_of(asking: DutyAsking, words: Words) -> dict[str, Any]:
    """Returns a version as the form reads it."""
    return {
        "name": words.name, "what": words.what, "proof": words.proof, "example": words.example, "levels": asking.levels,
        "kinds": asking.kinds, "offices": asking.offices, "cadence": asking.cadence, "times": asking.times, "months": asking.months,
        "window": asking.window, "grace_days": asking.grace_days, "first_due_days": asking.first_due_days, "proofs": asking.proofs, "begun_by": asking.begun_by,
        "events": asking.events, "checked_by": asking.checked_by, "source": asking.source,
    }  # fmt: skip
