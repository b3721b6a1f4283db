"""A form below a text that says which words it is about."""

from typing import Any

from django import forms

from answerable.kit.forms import Form, RuleSaysNo

CHANGED = "text_changed"


class AsShown(Form):
    """Carries what a draft was known by when its page was opened. Where it was changed since, whoever sends the form again
    does so knowingly."""

    words_shown = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    @property
    def shown(self) -> str:
        return str(self.cleaned_data.get("words_shown", ""))

    def say_no(self, refusal: RuleSaysNo) -> None:
        if refusal.code == CHANGED:
            sent: Any = self.data
            data = sent.copy()
            data[self.add_prefix("words_shown")] = str(refusal.facts.get("now", ""))
            self.data = data
            refusal = RuleSaysNo(CHANGED)
        super().say_no(refusal)
