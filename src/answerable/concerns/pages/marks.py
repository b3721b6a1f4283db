"""What the public may see of the book of the desks: one mark a day, which tells nothing and shows later that nothing was taken away."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from answerable.access.doors import ANYONE, opens

from ..queries.booked import as_line, marks_of_days


@require_safe
@opens(ANYONE)
def marks(request: HttpRequest) -> HttpResponse:
    """The marks of the last days, the newest first."""
    return render(request, "concerns/marks.html", {"lines": [(one.day, as_line(one)) for one in marks_of_days()]})
