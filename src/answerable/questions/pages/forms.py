"""The forms of this room."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from answerable.kit.forms import DayField, Form, Radios

from ..actions.opening import MOST_PEOPLE
from ..queries.content import QuestionSet
from ..rules.words import READ, SKIPPED
from .words import REFUSALS


class RoomForm(Form):
    words = REFUSALS


class SureForm(RoomForm):
    """One press of a button."""


class RoundForm(RoomForm):
    questions = forms.ChoiceField(label=_("Questions"), widget=Radios())
    expected = forms.IntegerField(
        label=_("How many people are asked"),
        min_value=1,
        max_value=MOST_PEOPLE,
        help_text=_("All who should know the answer, also those without an account here"),
        widget=forms.TextInput(attrs={"class": "short", "inputmode": "numeric", "autocomplete": "off"}),
    )
    ends = DayField(label=_("Last day"))

    def __init__(self, *args: Any, sets: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices_of("questions", sets)


class AnswerForm(RoomForm):
    """The questions of a set; each can be left out, and an answer can be taken back before it is sent."""

    def __init__(self, *args: Any, asked: QuestionSet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[READ] = forms.BooleanField(label=asked.read, required=False)
        for one in asked.questions:
            choices = [*one.choices.items(), (SKIPPED, asked.skipped)]
            self.fields[one.key] = forms.ChoiceField(label=one.asks, choices=choices, required=False, widget=Radios())
        self.needed_if = dict.fromkeys(self.fields, "")  # type: ignore[misc] # of this form: its fields are made here

    def chosen(self) -> dict[str, str]:
        """Returns what was answered, by question, without what was left out."""
        typed = self.cleaned_data
        answers = {name: value for name, value in typed.items() if name != READ and value not in ("", SKIPPED)}
        return answers | ({READ: READ} if typed.get(READ) else {})


class SheetsForm(RoomForm):
    """How many sheets of paper, and how many of them say what."""

    sheets = forms.IntegerField(
        label=_("How many sheets"),
        min_value=1,
        max_value=MOST_PEOPLE,
        widget=forms.TextInput(attrs={"class": "short", "inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, asked: QuestionSet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked: list[tuple[str, str, list[str]]] = []
        for key, asks, choices in [
            (READ, "", {READ: asked.read}),
            *((one.key, one.asks, one.choices) for one in asked.questions),
        ]:
            self.asked.append((key, asks, [self._number(key, choice, words) for choice, words in choices.items()]))
        self.needed_if = dict.fromkeys(self.fields, "")  # type: ignore[misc] # of this form: its fields are made here

    def _number(self, question: str, choice: str, words: str) -> str:
        name = f"{question}-{choice}"
        self.fields[name] = forms.IntegerField(
            label=words, required=False, min_value=0, max_value=MOST_PEOPLE,
            widget=forms.TextInput(attrs={"class": "short", "inputmode": "numeric", "autocomplete": "off"}),
        )  # fmt: skip
        return name

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Returns each question with the fields of its choices."""
        return [(asks, [self[name] for name in names]) for _key, asks, names in self.asked]

    def clean(self) -> dict[str, Any]:
        """Says at a question where more was counted than there are sheets."""
        typed: dict[str, Any] = super().clean() or {}
        sheets = typed.get("sheets")
        for _key, _asks, names in self.asked:
            answers = sum(typed.get(name) or 0 for name in names)
            if sheets and answers > sheets:
                first = next(name for name in names if typed.get(name))
                self.add_error(first, str(REFUSALS["more_than_sheets"]) % {"answers": answers, "sheets": sheets})
        return typed

    def tallies(self) -> Mapping[str, Mapping[str, int]]:
        """Returns how many chose what, by question."""
        return {
            key: {name.partition("-")[2]: self.cleaned_data[name] for name in names if self.cleaned_data[name]}
            for key, _asks, names in self.asked
        }
