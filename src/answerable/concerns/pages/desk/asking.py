"""Who asks for a page of the desk."""

from django.http import HttpRequest

from ...queries.cases import AtTheDesk


def desk_of(request: HttpRequest) -> AtTheDesk:
    """Returns who is at the desk: set on every request that passed `at_the_desk`."""
    found: AtTheDesk = request.desk  # type: ignore[attr-defined] # set by the door
    return found
