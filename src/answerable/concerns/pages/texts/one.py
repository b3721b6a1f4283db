"""One text: as it is said, as it was shipped, and in own words."""

from functools import partial
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from answerable.access.doors import opens
from answerable.access.refusals import Hidden
from answerable.alliance.queries.languages import there_are
from answerable.kit import clock
from answerable.kit.forms import DayField, Form, keep
from answerable.kit.languages import is_right_to_left
from answerable.kit.languages import name as language_name

from ...actions.own_words import back_to_shipped, say_in_own_words
from ...queries import own_words
from ...queries.own_words import Line
from ...rules.own_words import filled_in
from .listing import title_of
from .of_place import KEEPERS, SECRETARIAT, OfPlace, language, of_alliance, of_network
from .words import ENTERED, PROBLEMS, part_words, state_of

METHODS = ["GET", "HEAD", "POST"]


class TextForm(Form):
    """A text in own words; of a number or a law also when somebody made sure of it."""

    words: ClassVar[Any] = PROBLEMS

    def __init__(self, *args: Any, line: Line, tongue: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        never_empty = {"required": str(PROBLEMS["text_empty"])} if line.shipped else {}
        looks = {"lang": tongue, "dir": "auto", "rows": 4}
        self.fields["words"] = forms.CharField(
            label=_("In own words"), initial=line.said, widget=forms.Textarea(attrs=looks),
            error_messages=never_empty,
        )  # fmt: skip
        if line.is_entered:
            self.fields["words"].label = title_of(line)
            self.fields["words"].help_text = str(ENTERED[line.at.removeprefix("entered.")][1])
            day = line.checked_on.isoformat() if line.checked_on else ""
            self.fields["checked_on"] = DayField(
                label=gettext_lazy("The day on which you made sure of it"), initial=day,
                error_messages={"required": str(PROBLEMS["say_when_checked"])},
            )  # fmt: skip


@require_http_methods(METHODS)
@opens(SECRETARIAT)
def of_the_alliance(request: HttpRequest, tongue: str, at: str) -> HttpResponse:
    """A text as the alliance says it."""
    return _one(request, of_alliance(request), tongue, at)


@require_http_methods(METHODS)
@opens(KEEPERS)
def of_a_network(request: HttpRequest, slug: str, tongue: str, at: str) -> HttpResponse:
    """A text as a network says it."""
    return _one(request, of_network(request, slug), tongue, at)


def _one(request: HttpRequest, place: OfPlace, tongue: str, at: str) -> HttpResponse:
    line = own_words.line(place.network, tongue, at, clock.today()) if tongue in there_are() else None
    if line is None:
        raise Hidden
    whose: Any = {"by": place.actor, "network": place.network, "language": tongue, "at": at}
    if request.method == "POST" and "back" in request.POST:
        return _back(request, place, whose)
    return keep(
        request,
        partial(TextForm, line=line, tongue=tongue),
        lambda typed: say_in_own_words(**whose, words=typed["words"], checked_on=typed.get("checked_on")),
        template="concerns/texts/one.html",
        done=place.address(tongue, at),
        saved_message=_("The text is kept, and stands on the pages from now on."),
        context=_around(place, line, tongue),
    )


def _back(request: HttpRequest, place: OfPlace, whose: dict[str, Any]) -> HttpResponse:
    back_to_shipped(**whose)
    messages.success(request, _("Your own words are given up."))
    response = HttpResponseRedirect(place.address(whose["language"], whose["at"]))
    response.status_code = 303
    return response


def _around(place: OfPlace, line: Line, tongue: str) -> dict[str, Any]:
    history = own_words.history_of(place.network, tongue, line.at)
    return {
        "line": line, "title": title_of(line) or _("A text"), "of_place": place, "state": state_of(line), "tongue": tongue,
        "tongue_name": language_name(tongue, language()), "direction": "rtl" if is_right_to_left(tongue) else "ltr",
        "way": [*place.way(), (f"{place.list_address()}?language={tongue}&part={line.part}", part_words(line.part))],
        "names": [f"{{{one}}}" for one in filled_in(line.shipped)], "history": history[:20],
        "was": history[0].shipped if line.is_behind else "",
    }  # fmt: skip
