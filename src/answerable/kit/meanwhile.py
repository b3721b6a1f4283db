"""Two who change one thing at once lose nothing: whoever saves second is shown first what the other saved.

A form says in `began` what stood there when it was shown. The act looks, with the row in its hands, whether it stands
there still; where it does not, nothing is written, and the page shows theirs beside what was typed.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .forms import Form, RuleSaysNo

Facts = Mapping[str, Any]
CODE = "edited_meanwhile"


def mark_of(facts: Facts) -> str:
    """Returns what some facts are known by: the same for what reads the same."""
    told = json.dumps({name: _plain(value) for name, value in facts.items()}, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(told.encode("ascii")).hexdigest()


def _plain(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return value
    if isinstance(value, list | tuple | set | frozenset):
        return sorted(str(one) for one in value)
    return value.isoformat() if isinstance(value, dt.date) else str(value).replace("\r\n", "\n").strip()


def look_again(began: str, *, now: Facts, typed: Facts) -> None:
    """Says no where something else stands there than whoever saves began from, and than they want; empty asks nothing."""
    if began and began != mark_of(now) and mark_of(now) != mark_of(typed):
        raise RuleSaysNo(CODE, theirs=dict(now))


class TwoAtOnce(Form):
    """A form whose thing somebody else may change while it is open. `theirs`: what they saved, field by field."""

    began = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    theirs: list[tuple[str, str]]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.theirs = []
        self.initial["began"] = mark_of({name: value for name, value in self.initial.items() if name != "began"})

    @property
    def began_from(self) -> str:
        return str(self.cleaned_data.get("began", ""))

    def typed(self) -> dict[str, Any]:
        """Returns what was typed, without the mark."""
        return {name: value for name, value in self.cleaned_data.items() if name != "began"}

    def say_no(self, refusal: RuleSaysNo) -> None:
        """Lays theirs beside what was typed; whoever saves again does so knowingly."""
        theirs = refusal.facts.get("theirs")
        if refusal.code == CODE and isinstance(theirs, Mapping):
            known = [name for name in theirs if name in self.fields]
            self.theirs = [(str(self.fields[name].label), self._said(name, theirs[name])) for name in known]
            sent: Any = self.data
            data = sent.copy()
            data[self.add_prefix("began")] = mark_of(theirs)
            self.data = data
            refusal = RuleSaysNo(refusal.code)
        super().say_no(refusal)

    def _said(self, name: str, value: Any) -> str:
        """Returns a value as its field would read."""
        field: Any = self.fields[name]
        named = {str(code): str(words) for code, words in getattr(field, "choices", ())}
        if isinstance(value, bool):
            return _("Yes") if value else _("No")
        if isinstance(value, list | tuple | set | frozenset):
            return _(", ").join(named.get(str(one), str(one)) for one in value)
        if isinstance(value, dt.date):
            return str(date_format(value, "DATE_FORMAT"))
        return named.get(str(value), "" if value is None else str(value))
