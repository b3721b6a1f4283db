"""What a team promises of its own: never more time than the alliance gives, and never for somebody who came before."""

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.db import Error as DatabaseFault
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from answerable.access.refusals import Unacceptable
from answerable.kit import saving
from answerable.kit.forms import Form, Ticks, western_digits

from ...actions.promising import promise
from ...models import TeamPromises
from ...queries.promised import as_own, history_of, of_alliance, own_of
from ...rules.own_promises import NUMBERS, Own
from ...rules.promises import Promises
from ..desk.asking import desk_of
from ..desk.door import at_the_desk
from ..desk.showing import show
from ..promise_words import LABELS, amount, lines_of

WEEKEND, HOLIDAYS, EXTEND = "weekend", "holidays", "may_extend"
WORDS: dict[str, Promise] = {
    "longer_than_the_alliance": gettext_lazy("This is longer than the alliance promises: at most %(most)s."),
    "too_short": gettext_lazy("This cannot be kept: at least %(least)s."),
    "not_in_order": gettext_lazy("This cannot be longer than the number below it."),
    "weekend_too_long": gettext_lazy("At most two days of a week."),
    "too_many_holidays": gettext_lazy("At most 60 days. Leave out those that are past."),
    "no_day": gettext_lazy("Write each day on a line of its own, as year, month and day: for example 2026-03-31."),
}  # fmt: skip


class Days(forms.CharField):
    """Days, one a line."""

    def clean(self, value: Any) -> Any:
        lines = western_digits(super().clean(value)).split()
        try:
            return frozenset(dt.date.fromisoformat(one) for one in lines)
        except ValueError as error:
            raise forms.ValidationError(str(WORDS["no_day"]), code="no_day") from error


class PromisesForm(Form):
    """Every number with what the alliance promises beside it; days on which the team does not work."""

    words: ClassVar[Any] = WORDS

    def __init__(self, *args: Any, ceiling: Promises, own: Own, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in NUMBERS:
            most = getattr(ceiling, name)
            self.fields[name] = forms.IntegerField(
                label=str(LABELS[name]), initial=min(own.numbers.get(name, most), most), min_value=0, max_value=10_000,
                help_text=_("At most %(amount)s, as the alliance promises") % {"amount": amount(name, most)}, widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short", "dir": "ltr"}),
            )  # fmt: skip
        if ceiling.may_extend:
            label = gettext_lazy("Feedback may take longer, once, after the person was told why")
            self.fields[EXTEND] = forms.BooleanField(label=label, required=False, initial=own.may_extend)
        self.fields[WEEKEND] = forms.MultipleChoiceField(
            label=gettext_lazy("Days of the week on which nobody works"), required=False, widget=Ticks(),
            choices=[(str(number), name) for number, name in WEEKDAYS.items()], initial=[str(one) for one in sorted(own.weekend)],
        )  # fmt: skip
        self.fields[HOLIDAYS] = Days(
            label=gettext_lazy("Holidays"), required=False, initial="\n".join(sorted(one.isoformat() for one in own.holidays)),
            help_text=gettext_lazy("Year, month and day, each on a line of its own"), widget=forms.Textarea(attrs={"rows": 4, "dir": "ltr", "class": "short"}),
        )  # fmt: skip

    def typed(self) -> Own:
        """Returns what was typed, as the rules know it."""
        said = self.cleaned_data
        numbers = {name: int(said[name]) for name in NUMBERS}
        return Own(numbers, bool(said.get(EXTEND)), frozenset(int(one) for one in said[WEEKEND]), said[HOLIDAYS])


@at_the_desk()
def promises(request: HttpRequest) -> HttpResponse:
    """What one's team promises; a change counts for whoever turns to it from then on."""
    by = desk_of(request)
    row, ceiling = own_of(by.handler.team), of_alliance()
    own = as_own(row) if row is not None else Own()
    form = PromisesForm(request.POST if request.method == "POST" else None, ceiling=ceiling, own=own)
    context: dict[str, Any] = {
        "form": form, "alliance": lines_of(ceiling), "history": [_told(one) for one in history_of(by.handler.team)[:20]], "is_eu": not ceiling.may_extend,
    }  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            promise(by=by, own=form.typed())
        except Unacceptable as refusal:
            form.say_no(refusal)
        except DatabaseFault as fault:
            context |= {"unsaved": True, "why_unsaved": saving.reason_of(fault)}
            return show(request, "concerns/teams/promises.html", context, writes=True, status=503)
        else:
            messages.success(
                request,
                _("Your team promises this from now on. Whoever came before keeps the promise they were given."),
            )
            response = HttpResponseRedirect(reverse("team_promises"))
            response.status_code = 303
            return response
    return show(request, "concerns/teams/promises.html", context, writes=True)


def _told(row: TeamPromises) -> tuple[dt.date, list[tuple[str, str]]]:
    return row.day, [
        (str(LABELS[name]), amount(name, int(row.numbers[name]))) for name in NUMBERS if name in row.numbers
    ]
