"""What is missing or about to go wrong in the records: the to-do list of those who keep them."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from answerable.access.actors import Actor
from answerable.kit import clock

from ..models import Body, Membership, Network, OfficeTerm, Organisation
from ..permissions import ROOT_PATH, keeps
from ..rules.composition import Standing
from ..rules.memberships import LIVE
from ..rules.words import Level, Office
from .bodies import Composition, compositions
from .days import at_each_place, open_now
from .networks import open_networks
from .organisations import kept_by
from .posts import running

MISSING = ("country", "network", "kinds", "languages")


@dataclass(frozen=True)
class Gap:
    """One thing that is missing, and how many records miss it."""

    code: str
    number: int

    @property
    def missing(self) -> str:
        """What an organisation lacks: a code of `MISSING`; empty for a gap of another sort."""
        what = self.code.removeprefix("organisations_without_")
        return what if what in MISSING else ""


def kept_organisations(actor: Actor, within: Network) -> QuerySet[Organisation]:
    """Returns the organisations this actor keeps, at a network and below it; at the root also those in no network."""
    kept = Organisation.objects.filter(kept_by(actor))
    if within.path == ROOT_PATH:
        return kept
    places = Membership.objects.filter(organisation=OuterRef("pk"), network__path__startswith=within.path)
    return kept.filter(Exists(places))


def missing(organisations: QuerySet[Organisation], what: str) -> QuerySet[Organisation]:
    """Narrows to the organisations whose record lacks a country, a network, kinds or languages."""
    conditions = {
        "country": Q(country=""),
        "network": ~Q(Exists(Membership.objects.filter(organisation=OuterRef("pk"), state__in=LIVE))),
        "kinds": Q(kinds=None),
        "languages": Q(languages=[]),
    }
    return organisations.filter(conditions[what])


def gaps(actor: Actor, within: Network) -> list[Gap]:
    """Returns what is missing in the records this actor keeps, the most useful first."""
    organisations = kept_organisations(actor, within)
    found = [Gap(f"organisations_without_{what}", missing(organisations, what).count()) for what in MISSING]
    found.append(Gap("networks_without_coordinator", without_coordinator(actor, within).count()))
    return [gap for gap in found if gap.number]


def without_coordinator(actor: Actor, within: Network) -> QuerySet[Network]:
    """Returns the open networks in this actor's care in which nobody coordinates."""
    held = OfficeTerm.objects.filter(at_each_place(running), office=Office.COORDINATOR, network=OuterRef("pk"))
    networks = (
        open_networks(clock.today())
        .filter(keeps.filter(actor, "path"), path__startswith=within.path)
        .exclude(level_kind=Level.ALLIANCE)
    )
    return networks.filter(~Q(Exists(held)))


def bodies_in_care(actor: Actor, within: Network) -> list[Body]:
    open_bodies = Body.objects.filter(open_now()).filter(
        keeps.filter(actor, "network__path"), network__path__startswith=within.path
    )
    return list(
        open_bodies.select_related("network")
        .prefetch_related("texts", "network__texts")
        .order_by("network__path", "pk")
    )


def unsettled(actor: Actor, within: Network, *, horizon: int = 120) -> list[Composition]:
    """Returns the bodies in care that break one of their rules, or will within `horizon` days."""
    found = compositions(bodies_in_care(actor, within), horizon=horizon)
    return [one for one in found if any(standing.verdict.standing != Standing.KEPT for standing in one.rules)]


def ending_soon(actor: Actor, within: Network, *, horizon: int = 90) -> QuerySet[OfficeTerm]:
    """Returns the offices in care that end within `horizon` days, so that a handover can be prepared."""
    soon = at_each_place(lambda day: Q(ends__gte=day, ends__lte=day + dt.timedelta(days=horizon)))
    offices = OfficeTerm.objects.filter(soon, network__path__startswith=within.path)
    offices = offices.filter(keeps.filter(actor, "network__path"))
    return offices.select_related("person", "network").order_by("ends")
