"""The inbox: one's own cases, what is due first, each with its network's promise; and the search over them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from answerable.kit import clock

from ...actions.finding import search
from ...queries.listing import Show, listed
from ...queries.searching import MOST_FOUND
from .asking import desk_of
from .door import at_the_desk
from .presenters.lines import as_row, reference
from .showing import show

SHOWN = {
    Show.OPEN: _("Open"), Show.NEW: _("New: ties to declare"), Show.LATE: _("Past their day"), Show.ENDED: _("Ended"),
}  # fmt: skip
LONGEST = 200


@at_the_desk()
def inbox(request: HttpRequest) -> HttpResponse:
    """The list. What is chosen is sent along, so that nothing of it stands in an address."""
    by = desk_of(request)
    chosen = Show(request.POST["show"]) if request.POST.get("show") in set(Show) else Show.OPEN
    page = listed(by, chosen, _number(request.POST.get("page", "")))
    rows = [(one, as_row(one, clock.today())) for one in page.lines]
    context = {
        "chosen": chosen.value, "choices": [(one.value, words) for one, words in SHOWN.items()], "page_number": page.number,
        "new": [row for one, row in rows if one.to_declare], "waiting": [row for one, row in rows if one.waits],
        "cases": [row for one, row in rows if not one.shut], "before": page.number - 1, "after": page.number + 1 if page.has_more else 0,
        "torn": [{"case": one.pk, "reference": reference(one.pk), "day": one.day} for one in page.broken.cases],
        "has_dead_keys": page.broken.has_dead_keys, "is_signed_for": by.is_signed_for, "is_open": chosen == Show.OPEN,
    }  # fmt: skip
    return show(request, "concerns/desk/inbox.html", context)


@at_the_desk()
def searching(request: HttpRequest) -> HttpResponse:
    """Looks for words in one's own cases; they are neither kept nor in any address. Where they are many, it is gone on with by a button."""
    words = request.POST.get("words", "").strip()[:LONGEST]
    context: dict[str, Any] = {
        "asked": words, "cases": [], "is_asked": bool(words), "everything": "everything" in request.POST,
    }  # fmt: skip
    if words:
        rest = request.POST.get("rest", "")
        found = search(by=desk_of(request), words=words, everything="everything" in request.POST, rest=rest)
        context |= {
            "cases": [as_row(one, clock.today()) for one in found.lines], "more": found.more, "most": MOST_FOUND,
            "rest": found.rest,
        }  # fmt: skip
    return show(request, "concerns/desk/search.html", context)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else 1
