"""Which seats and offices end soon with nobody to follow, and whom that concerns."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet

from ..models import Network, OfficeTerm, Term
from ..rules.words import Office
from .days import at_each_place
from .people import offices_at
from .profile import profile

LEADS = (60, 14)


def leads() -> list[int]:
    """Returns how many days before its end a term is told of, the longest first."""
    kept = profile()
    return sorted(kept.ending_leads if kept else LEADS, reverse=True)


def terms_ending(days: int) -> QuerySet[Term]:
    """Returns terms on open seats that end within some days, where no later term on the seat is settled."""
    later = Term.objects.filter(seat=OuterRef("seat"), starts__gt=OuterRef("ends"))
    soon = at_each_place(lambda day: _within(day, days), "seat__body__network__path")
    ending = Term.objects.filter(soon).filter(~Exists(later))
    still = Q(seat__closed_on=None) & Q(seat__body__closed_on=None)
    return ending.filter(still).select_related("seat__body__network", "person").order_by("ends", "pk")


def _within(day: dt.date, days: int) -> Q:
    return Q(ends__gte=day, ends__lte=day + dt.timedelta(days=days))


def offices_ending(days: int) -> QuerySet[OfficeTerm]:
    """Returns offices at open networks that end within some days, where no later one of the same office is settled."""
    later = OfficeTerm.objects.filter(network=OuterRef("network"), office=OuterRef("office")).filter(
        Q(ends=None, starts__gt=OuterRef("starts")) | Q(ends__gt=OuterRef("ends"), starts__gt=OuterRef("starts"))
    )
    soon = at_each_place(lambda day: _within(day, days))
    ending = OfficeTerm.objects.filter(soon, network__closed_on=None)
    return (
        ending.exclude(network=None).filter(~Exists(later)).select_related("network", "person").order_by("ends", "pk")
    )


def lead_of(ends: dt.date, on: dt.date) -> int | None:
    """Returns the shortest lead within which a day lies already, or None where it is still far."""
    reached = [lead for lead in leads() if on >= ends - dt.timedelta(days=lead)]
    return min(reached, default=None)


def is_last_coordinator(term: OfficeTerm, day: dt.date) -> bool:
    """Whether nobody would coordinate the network the day after, if this office ended on a day."""
    if term.office != Office.COORDINATOR or term.network is None:
        return False
    return not is_coordinated(term.network, day + dt.timedelta(days=1), without=term)


def is_coordinated(network: Network, day: dt.date, *, without: OfficeTerm | None = None) -> bool:
    """Whether anybody who can sign in coordinates a network on a day."""
    held = offices_at(network, day).filter(office=Office.COORDINATOR, person__account__is_active=True)
    return (held.exclude(pk=without.pk) if without else held).exists()
