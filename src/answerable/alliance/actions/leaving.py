"""Whoever leaves holds nothing any more. What had not begun is taken away: whoever follows the records hears where it stood."""

import datetime as dt

from django.db.models import Q, QuerySet

from answerable.kit import touching

from ..models import OfficeTerm, Term


def _end_offices(offices: QuerySet[OfficeTerm], day: dt.date) -> None:
    """Ends offices that reach beyond a day, as part of an act."""
    to_come = list(offices.filter(starts__gt=day).values_list("network_id", "organisation__key"))
    _end_after(offices, day)
    for network, organisation in to_come:
        if network:
            touching.touched("network", network)
        else:
            touching.touched("organisation", organisation)


def _end_seats(seats: QuerySet[Term], day: dt.date) -> None:
    """Ends terms on seats that reach beyond a day, as part of an act."""
    to_come = list(seats.filter(starts__gt=day).values_list("seat_id", flat=True))
    _end_after(seats, day)
    for seat in to_come:
        touching.touched("seat", seat)


def _end_after(terms: QuerySet[OfficeTerm] | QuerySet[Term], day: dt.date) -> None:
    terms.filter(starts__gt=day).delete()
    terms.filter(Q(ends=None) | Q(ends__gt=day)).update(ends=day)
