"""The book of the desk, as one handler may read it: what they and their colleagues did, by days."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...actions.book import verify_lately
from ...queries.booked import Done, as_line, entries_for, marks_of_days, names_of
from .asking import desk_of
from .door import READ, at_the_desk
from .showing import show

ACTS: dict[str, Promise] = {
    "open_header": gettext_lazy("looked at whom it is about"),
    "open_parties": gettext_lazy("looked at the names of people it is about"),
    "open_case": gettext_lazy("opened a case"),
    "open_name": gettext_lazy("looked at who told it"),
    "open_file": gettext_lazy("opened a file"),
    "open_search": gettext_lazy("found a case by searching"),
    "declare_ties": gettext_lazy("said whether there are ties"),
    "stand_aside": gettext_lazy("stood aside"),
    "second_reader": gettext_lazy("asked somebody to read too"),
    "answer": gettext_lazy("wrote to the person"),
    "acknowledge": gettext_lazy("told the person that it is here"),
    "safety_contact": gettext_lazy("asked how safe somebody is"),
    "note": gettext_lazy("wrote a note"),
    "summary": gettext_lazy("wrote down how it was understood"),
    "asked_consent": gettext_lazy("asked for consent"),
    "begin": gettext_lazy("began to look at it"),
    "grade": gettext_lazy("said how serious it is"),
    "name_parties": gettext_lazy("said whom it is about"),
    "ask_to_close": gettext_lazy("asked that a case be closed"),
    "close": gettext_lazy("closed a case"),
    "keep_open": gettext_lazy("kept a case open"),
    "attach": gettext_lazy("added a file"),
    "agree_to_ties": gettext_lazy("agreed that a colleague reads in spite of ties"),
    "find_other_readers": gettext_lazy("looked for other readers"),
    "grant_past_case": gettext_lazy("gave a colleague the key of a case"),
    "support_only": gettext_lazy("went on with support only"),
    "ask_to_decline": gettext_lazy("asked that a case be declined"),
    "decline": gettext_lazy("declined a case"),
    "reopen": gettext_lazy("opened a case again"),
    "begin_anew": gettext_lazy("gave a case new keys"),
}  # fmt: skip


@at_the_desk(READ)
def book(request: HttpRequest) -> HttpResponse:
    """What was done, newest day first; no entry says on which case."""
    by = desk_of(request)
    found = entries_for(by)
    names = names_of({one.handler for one in found})
    days = [
        (day, [(_who(one, names), _words(one.act)) for one in of_day])
        for day, of_day in groupby(found, key=lambda one: one.day)
    ]
    marks = marks_of_days(1)
    context = {"days": days, "stands": verify_lately().ok, "mark": as_line(marks[0]) if marks else ""}
    return show(request, "concerns/desk/book.html", context)


def _who(one: Done, names: dict[str, str]) -> str:
    return _("You") if one.is_mine else names.get(one.handler) or _("Somebody of your team")


def _words(act: str) -> str:
    return str(ACTS.get(act, _("did something else")))
