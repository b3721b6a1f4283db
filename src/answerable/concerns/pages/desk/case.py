"""A case: whom it is about first, then one's ties, then the words."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from ...queries.cases import case_for
from .door import READ, at_the_desk, desk_of
from .showing import show


@at_the_desk(READ)
def case(request: HttpRequest, case: UUID) -> HttpResponse:
    """The page of a case."""
    found = case_for(desk_of(request), case)
    return show(request, "concerns/desk/case.html", {"case": found.case})
