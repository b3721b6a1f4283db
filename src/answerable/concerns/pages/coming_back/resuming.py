"""A draft that was kept goes on where it stopped."""

from django.http import HttpRequest, HttpResponse

from ...actions.drafting import Kept
from ..raising import starting
from ..raising.visit import Visit


def resumed(request: HttpRequest, visit: Visit, kept: Kept) -> HttpResponse:
    """Hands over to those pages on which it was begun."""
    return starting.first_page(request, visit)
