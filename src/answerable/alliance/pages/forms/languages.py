"""Forms about languages and texts: adding one, who has read it, a text in own words, a file of texts."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from answerable.kit import languages as tongues
from answerable.kit import own_texts
from answerable.kit.clock import today
from answerable.kit.forms import DayField, Radios

from ...queries.languages import addable
from .networks import AllianceForm

ONLY_LOOK, BRING_IN = "look", "bring_in"


class AddLanguageForm(AllianceForm):
    code = forms.ChoiceField(label=_("Language"))

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = sorted(((tongues.name(code, language), code) for code in addable()), key=lambda one: one[0].casefold())
        self.choices_of("code", [("", _("Choose a language")), *((code, _both(code, name)) for name, code in named)])


def _both(code: str, name: str) -> str:
    own = tongues.own_name(code)
    return name if own.casefold() == name.casefold() or own == code else f"{name} – {own}"


class ReadingForm(AllianceForm):
    read_by = forms.CharField(
        label=_("Who has read it"),
        max_length=200,
        help_text=_("As they wish to be called: a name, or for example “two speakers from Kigali”"),
    )
    read_on = DayField(label=_("When"), initial=today)


class TextForm(AllianceForm):
    """One field a form of number; what may stand in it is checked as it will be when it is shown."""

    def __init__(self, *args: Any, entry: own_texts.Entry, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entry, self.language = entry, language
        rows = min(8, 2 + max(len(entry.source), len(entry.many)) // 60)
        for at in range(entry.forms_in(language)):
            self.fields[f"form_{at}"] = forms.CharField(
                label=self._label(at), max_length=8000, strip=False,
                widget=forms.Textarea(attrs={"rows": rows, "lang": language, "dir": _direction(language), "spellcheck": "true"}),
            )  # fmt: skip

    def _label(self, at: int) -> str:
        if not self.entry.many:
            return gettext("In own words")
        numbers = tongues.number_rule(self.language).examples[at]
        if not numbers:
            return gettext("For other numbers")
        return gettext("For a number like %(numbers)s") % {"numbers": ", ".join(map(str, numbers))}

    def typed(self) -> tuple[str, ...]:
        raw = [str(self.cleaned_data.get(name) or "") for name in self.fields]
        return own_texts.settled(self.entry, raw)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for problem in own_texts.problems(self.entry, self.typed(), expected=len(self.fields)):
            if f"form_{problem.form}" in self.errors:
                continue
            self.add_error(f"form_{problem.form}", own_texts.explain(problem))
        return cleaned


def _direction(language: str) -> str:
    return "rtl" if tongues.is_right_to_left(language) else "ltr"


class TextsFileForm(AllianceForm):
    file = forms.FileField(
        label=_("File"),
        help_text=_("The spreadsheet (.csv or .xlsx) or the file of words (.po) that you took from here, filled in"),
    )
    act = forms.ChoiceField(
        label=_("What to do"), initial=ONLY_LOOK, choices=[(ONLY_LOOK, _("Only look: change nothing")), (BRING_IN, _("Bring it in"))],
        widget=Radios(hints={ONLY_LOOK: _("Shows what would change, and what is wrong with the file"), BRING_IN: _("What is in order is kept; what is not is left out and listed")}),
    )  # fmt: skip


class PageTextForm(AllianceForm):
    text = forms.CharField(
        label=_("What you want to add"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Plain text; an empty line begins a new paragraph. Empty: nothing is added"),
    )


class ToldTextForm(AllianceForm):
    text = forms.CharField(
        label=_("What the page says"), required=False, max_length=8000, widget=forms.Textarea(attrs={"rows": 24}),
        help_text=_("Plain text; an empty line begins a new paragraph"),
    )  # fmt: skip


__all__ = ["AddLanguageForm", "PageTextForm", "ReadingForm", "TextForm", "TextsFileForm", "ToldTextForm"]
