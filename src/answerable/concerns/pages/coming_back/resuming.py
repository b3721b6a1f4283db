"""A draft that was kept goes on where it stopped."""

from django.http import HttpRequest, HttpResponse

from ...actions.drafting import Kept
from ..raising.keeping import go_on_with
from ..raising.visit import Visit


def resumed(request: HttpRequest, visit: Visit, kept: Kept, code: str) -> HttpResponse:
    """Hands over to those pages on which it was begun."""
    return go_on_with(request, visit, code=code, kept=kept)
