"""Which open commitments are past their day, for lists: each by the day where it is listed, as its own page counts it."""

from django.db.models import Q

from answerable.alliance.queries.days import at_each_place

from ..rules.words import State

PLACE = "place__path"


def still_open() -> Q:
    """What is open and whose day is not over where it is listed."""
    return Q(state=State.OPEN) & at_each_place(lambda day: Q(due__gte=day), PLACE)


def overdue() -> Q:
    """What is open though its day is over where it is listed."""
    return Q(state=State.OPEN) & at_each_place(lambda day: Q(due__lt=day), PLACE)
