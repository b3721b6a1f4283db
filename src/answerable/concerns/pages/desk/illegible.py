"""What is shown of a case whose rows were altered or lost: that it is so, whom to tell, and every word that was just typed."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from answerable.access.keeping import NOT_KEPT

from .presenters.lines import reference
from .showing import show
from .waiting import CHOSEN


def told(request: HttpRequest, case: UUID) -> HttpResponse:
    """Says that it cannot be read as it was written. Where something was sent, it says NOT SAVED and gives the words back."""
    kept = [
        one
        for name, said in request.POST.lists()
        if name not in NOT_KEPT
        for one in said
        if one.strip() and not CHOSEN.fullmatch(one)
    ]
    context = {"reference": reference(case), "is_sent": request.method == "POST", "kept": kept}
    return show(request, "concerns/desk/illegible.html", context, writes=bool(kept), status=409)
