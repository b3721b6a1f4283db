"""Short words of the records, said in several languages on one page."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from answerable.kit import languages

from .networks import AllianceForm


class InLanguagesForm(AllianceForm):
    """One line a language; what is empty is not said in it."""

    def __init__(
        self, *args: Any, codes: Iterable[str], said: Mapping[str, str], most: int, language: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for code in codes:
            direction = "rtl" if languages.is_right_to_left(code) else "ltr"
            self.fields[f"in_{code}"] = forms.CharField(
                label=languages.name(code, language), max_length=most, required=False, initial=said.get(code, ""),
                widget=forms.TextInput(attrs={"lang": code, "dir": direction}),
            )  # fmt: skip

    def said(self) -> dict[str, str]:
        """Returns what was typed, by language."""
        return {name.removeprefix("in_"): typed for name, typed in self.cleaned_data.items()}
