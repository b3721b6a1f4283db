"""The one desk pattern: show a form, do what it says, keep everything typed when it cannot be done."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from django import forms
from django.contrib import messages
from django.db import Error as DatabaseFault
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import saving
from .choosing import Choosing, Several
from .field_words import say_in_our_words

Words = str | Promise
FIRST_YEAR = 1800
Result = TypeVar("Result")


class RuleSaysNo(Exception):  # noqa: N818 - it is an answer, not an error
    """A rule of a room says no to what was asked: shown beside the field, with everything typed still there.

    `code` names the rule; `field` the form field it belongs to ("" for the whole form); `facts` fill the words.
    """

    def __init__(self, code: str, *, field: str = "", **facts: object) -> None:
        super().__init__(code)
        self.code, self.field, self.facts = code, field, facts


@dataclass(frozen=True)
class Problem:
    """One line of the error summary; `label` and `target` name what it is about, empty for the whole form."""

    words: str
    label: str = ""
    target: str = ""

    @property
    def line(self) -> str:
        """The words with what they are about before them; a label that asks needs no colon, and one that is a sentence no full stop."""
        asks = self.label.endswith(("?", "؟", ":"))
        return f"{self.label} {self.words}" if asks else f"{self.label.rstrip('.।')}: {self.words}"


class Form(forms.Form):
    """A form as every page shows it. `words` says what each code of a rule means: `{"belongs_already": _("…")}`.

    `needed_if` says of a field that may be needed and may not, by its name, when it is: in place of “(can stay empty)”;
    empty where its label or hint says so.
    """

    words: ClassVar[Mapping[str, Words]] = {}
    needed_if: ClassVar[Mapping[str, Words]] = {}
    use_required_attribute = False  # what is missing is said by the page, in its language and all at once

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            say_in_our_words(field)
            field.widget.attrs.pop("maxlength", None)  # a browser would cut off what is pasted, and say nothing

    @property
    def has_search(self) -> bool:
        """Whether one searches within it: that leads down to the field, and sending it must lead up again to what is wrong."""
        return any(isinstance(one.widget, Several) for one in self.fields.values())

    @property
    def is_looking(self) -> bool:
        """Whether only a search among those who may be chosen was sent: nothing is done then, and nothing is missing yet."""
        widgets = ((self.add_prefix(name), one.widget) for name, one in self.fields.items())
        return self.is_bound and any(
            isinstance(one, Several) and one.is_looking(self.data, name) for name, one in widgets
        )

    def full_clean(self) -> None:
        """Finds no fault with a form that was sent only to search; fields that came later speak our words too."""
        for field in self.fields.values():
            say_in_our_words(field)
        if self.is_looking:
            self._errors, self.cleaned_data = forms.utils.ErrorDict(), {}
        else:
            super().full_clean()

    def choices_of(self, field: str, choices: Iterable[Any]) -> None:
        """Sets what can be chosen in a field, where that depends on who asks."""
        self.fields[field].choices = list(choices)  # type: ignore[attr-defined] # only choice fields are named here

    def say_no(self, refusal: RuleSaysNo) -> None:
        """Shows a rule's no at its field, in the form's own words."""
        words = str(self.words.get(refusal.code, _("This is not possible as things stand.")))
        facts = {name: _spoken(fact) for name, fact in refusal.facts.items()}
        self.add_error(refusal.field if refusal.field in self.fields else None, words % facts if facts else words)


def _spoken(fact: object) -> object:
    """Says a day as the reader's language writes it."""
    return date_format(fact, "DATE_FORMAT") if isinstance(fact, dt.date) else fact


def problems_of(form: forms.BaseForm) -> list[Problem]:
    """Returns what needs another look, in the order of the page; nothing where nothing was sent yet."""
    if not form.is_bound:
        return []
    of_fields = [Problem(str(words), str(field.label), target_of(field)) for field in form for words in field.errors]
    return [Problem(str(words)) for words in form.non_field_errors()] + of_fields


def target_of(field: forms.BoundField) -> str:
    """Returns the id of what can be focused: of a group of choices its first one."""
    widget = field.field.widget
    is_group = isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple)
    first = "_0" if is_group or (isinstance(widget, Choosing) and widget.found) else ""
    return f"{field.auto_id}{first}"


class DayField(forms.DateField):
    """A day, written year-month-day, as it reads in every language."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": _("Write the day as year, month and day: for example 2026-03-31."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("Year, month and day: for example 2026-03-31"))
        kwargs.setdefault("input_formats", ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d"])
        kwargs.setdefault(
            "widget", forms.DateInput(format="%Y-%m-%d", attrs={"class": "short", "dir": "ltr", "autocomplete": "off"})
        )
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        """Returns the day; one in the year 26 was meant otherwise, and days before there were any cannot be counted with."""
        day = super().to_python(western_digits(value) if isinstance(value, str) else value)
        if day is not None and day.year < FIRST_YEAR:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return day


class Radios(forms.RadioSelect):
    """One of a few, each with a line that says what it means; `inline` stands short ones side by side."""

    def __init__(self, *, hints: Mapping[str, Words] | None = None, inline: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.hints, self.inline = dict(hints or {}), inline


class NearFirst(forms.CheckboxSelectMultiple):
    """As many as fit of very many: the first `near` stand open, the others under `more`."""

    near = 0
    more: Words = ""


class Ticks(forms.CheckboxSelectMultiple):
    """As many as fit, each with a line that says what it means."""

    def __init__(self, *, hints: Mapping[str, Words] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.hints, self.inline = dict(hints or {}), False


def western_digits(text: str) -> str:
    """Returns the text with every decimal digit of any script as 0–9, right-to-left marks removed."""
    digits = (
        str(int(letter)) if letter.isdecimal() else letter for letter in text if letter not in "\u200e\u200f\u061c"
    )
    return "".join(digits)


def keep(
    request: HttpRequest,
    form: Callable[..., Form],
    act: Callable[[dict[str, Any]], Result],
    *,
    template: str,
    done: str | Callable[[Result], str],
    saved_message: Words = "",
    context: dict[str, Any] | None = None,
) -> HttpResponse:
    """Shows a form; once it is sent and valid, does `act` with what was typed and leads on to `done`.

    `form` is the form's class, or a `partial` of it. A rule's no stands at its field. When the database fails,
    the page says NOT SAVED, answers 503 and still holds everything that was typed.
    """
    if request.method != "POST":
        return render(request, template, {**(context or {}), "form": form()})
    sent = form(request.POST, request.FILES)
    facts = {**(context or {}), "form": sent}
    if not sent.is_looking and (reason := saving.refused()):
        return _unsaved(request, template, facts, saving.NotKept(reason))
    if sent.is_looking or not sent.is_valid():
        return render(request, template, facts)
    try:
        result = act(sent.cleaned_data)
    except RuleSaysNo as refusal:
        sent.say_no(refusal)
        return render(request, template, facts)
    except DatabaseFault as fault:
        return _unsaved(request, template, facts, fault)
    if saved_message:
        messages.success(request, str(saved_message))
    response = HttpResponseRedirect(done if isinstance(done, str) else done(result))
    response.status_code = 303
    return response


def _unsaved(request: HttpRequest, template: str, facts: dict[str, Any], fault: DatabaseFault) -> HttpResponse:
    try:
        why = saving.reason_of(fault)
        return render(request, template, {**facts, "unsaved": True, "why_unsaved": why}, status=503)
    except DatabaseFault:  # the page needs the database as well: the fault page shows the form instead
        fault.unsaved_form = facts["form"]  # type: ignore[attr-defined] # read by the site's fault page
        raise fault from None
