"""People as somebody may see them, and the offices they hold."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from answerable.access.actors import Actor
from answerable.access.policy import ALWAYS, NEVER
from answerable.kit import clock
from answerable.kit.text import fold

from ..models import Affiliation, Membership, Network, OfficeTerm, Organisation, Person, Term
from ..permissions import ROOT_PATH, belongs, keeps, organisation_path, speaks_for_organisation
from ..rules.memberships import LIVE
from ..rules.words import Office, Visibility
from .days import at_each_place, offices_now, opened
from .organisations import seen_by as organisations_seen_by
from .posts import running, standing


def of_account(account_id: UUID | None) -> Person | None:
    return Person.objects.filter(account_id=account_id).first() if account_id else None


def of_accounts(account_ids: Iterable[UUID]) -> dict[str, Person]:
    """Returns people by their accounts, with what they belong to and the offices they hold, by three questions for all of them."""
    found = Person.objects.filter(account_id__in=set(account_ids)).prefetch_related("affiliations", "offices")
    return {str(one.account_id): one for one in found}


def seen_by(actor: Actor, on: dt.date) -> QuerySet[Person]:
    """Returns the people whose name this actor may read; a former member has none to read."""
    sees = Q(visibility=Visibility.PUBLIC)
    if actor.is_known and belongs.anywhere(actor):
        sees |= Q(visibility=Visibility.MEMBERS) | (Q(visibility=Visibility.NETWORK) & near(_own_paths(actor), on))
    sees |= Q(account_id=actor.account_id) if actor.account_id else NEVER
    return Person.objects.filter(former_since=None).filter(sees | kept_by(actor, on))


def matching(listed: QuerySet[Person], words: str) -> QuerySet[Person]:
    """Narrows to the people whose name holds every one of the words, accents and scripts folded."""
    for word in fold(words).split()[:8]:
        listed = listed.filter(folded__contains=word)
    return listed


def kept_by(actor: Actor, on: dt.date) -> Q:
    """The people whose records this actor keeps: those with an office or affiliation in its networks."""
    if keeps.covers(actor, ROOT_PATH):
        return ALWAYS
    paths = actor.paths(*keeps.offices)
    own = [int(path[4:]) for path in actor.paths(*speaks_for_organisation.offices)]
    colleagues = Q(Exists(Affiliation.objects.filter(running(on), person=OuterRef("pk"), organisation_id__in=own)))
    return (near(paths, on) if paths else NEVER) | (colleagues if own else NEVER)


def _own_paths(actor: Actor) -> tuple[str, ...]:
    return tuple(path for path in actor.paths(*belongs.offices) if not path.startswith("org:") and path != ROOT_PATH)


def near(paths: tuple[str, ...], on: dt.date) -> Q:
    """People with an office at, or an affiliation below, one of the paths; at the alliance itself everybody."""
    if ROOT_PATH in paths:
        return ALWAYS
    at = NEVER
    for path in paths:
        at |= Q(network__path__startswith=path)
    homes = Membership.objects.filter(at, state__in=LIVE).values("organisation_id")
    return Q(Exists(OfficeTerm.objects.filter(at & _held(on), person=OuterRef("pk")))) | Q(
        Exists(Affiliation.objects.filter(standing(on), person=OuterRef("pk"), organisation_id__in=homes))
    )


def _held(on: dt.date) -> Q:
    """The filter for offices at networks that are held on a day; where that is today, each place counts its own."""
    return at_each_place(running) if on == clock.today() else running(on)


def offices_at(network: Network, on: dt.date) -> QuerySet[OfficeTerm]:
    """Returns who holds which office at this very network."""
    return (
        OfficeTerm.objects.filter(running(on), network=network)
        .select_related("person", "network")
        .order_by("office", "starts")
    )


def offices_coming(
    on: dt.date, *, network: Network | None = None, organisation: Organisation | None = None
) -> QuerySet[OfficeTerm]:
    """Returns who holds which office later, at a network or an organisation, the next first."""
    coming = OfficeTerm.objects.filter(starts__gt=on, network=network, organisation=organisation)
    return coming.select_related("person").order_by("starts", "pk")[:100]


def offices_in(organisation: Organisation, on: dt.date) -> QuerySet[OfficeTerm]:
    return (
        OfficeTerm.objects.filter(running(on), organisation=organisation)
        .select_related("person")
        .order_by("office", "starts")
    )


def offices_seen(person: Person, actor: Actor) -> QuerySet[OfficeTerm]:
    """Returns a person's offices, without those at organisations that the actor may not know of."""
    known = Q(organisation=None) | Q(organisation__in=organisations_seen_by(actor).values("pk"))
    return offices_of(person).filter(known)


def offices_of(person: Person) -> QuerySet[OfficeTerm]:
    """Returns every office a person held or holds, the newest first."""
    return OfficeTerm.objects.filter(person=person).select_related("network", "organisation").order_by("-starts", "-pk")


def affiliations_of(person: Person, actor: Actor) -> QuerySet[Affiliation]:
    """Returns a person's affiliations with organisations that the actor may see."""
    visible = organisations_seen_by(actor).values("pk")
    return (
        Affiliation.objects.filter(person=person, organisation__in=visible)
        .select_related("organisation")
        .order_by("-starts")
    )


def keepers_above(path: str, on: dt.date) -> list[UUID]:
    """Returns the accounts of those who keep the records of the place, the nearest network first."""
    steps = [path[:step] for step in range(len(path), 0, -Network.steplen)]
    terms = OfficeTerm.objects.filter(_held(on), office__in=keeps.offices, network__path__in=steps)
    rows = terms.exclude(person__account=None).order_by("-network__path").values_list("person__account_id", flat=True)
    return [one for one in dict.fromkeys(rows) if one]


def nearest_keepers(path: str, on: dt.date) -> list[UUID]:
    """Returns the accounts of those who keep the place's records at the nearest network where anybody does."""
    terms = OfficeTerm.objects.filter(_held(on), office__in=keeps.offices, person__account__is_active=True)
    for step in range(len(path), 0, -Network.steplen):
        rows = terms.filter(network__path=path[:step]).values_list("person__account_id", flat=True)
        if found := [one for one in dict.fromkeys(rows) if one]:
            return found
    return []


def place_paths(person: Person, on: dt.date) -> list[str]:
    """Returns the paths of every place at which a person stands: offices, and organisations' networks."""
    offices = OfficeTerm.objects.filter(_held(on), person=person)
    homes = list(Affiliation.objects.filter(standing(on), person=person).values_list("organisation_id", flat=True))
    networks = Membership.objects.filter(organisation_id__in=homes, state__in=LIVE).values_list(
        "network__path", flat=True
    )
    at_networks = [path for path in offices.values_list("network__path", flat=True) if path]
    return [*at_networks, *networks, *(organisation_path(home) for home in homes)]


def coordinated(networks: Iterable[int]) -> int:
    """Returns how many of the networks have a coordinator in office today."""
    held = OfficeTerm.objects.filter(at_each_place(running), office=Office.COORDINATOR, network__in=list(networks))
    return held.values("network").distinct().count()


def affiliations_in(organisation: Organisation, on: dt.date) -> QuerySet[Affiliation]:
    """Returns who is in an organisation on a day."""
    return (
        Affiliation.objects.filter(running(on), organisation=organisation)
        .select_related("person")
        .order_by("person__name")
    )


def offices_shown(actor: Actor) -> QuerySet[OfficeTerm]:
    """Returns the offices that some page shows this actor: at open networks, and at organisations they may know of."""
    at_network = Q(network__isnull=False) & (Q(network__closed_on=None) | Q(network__closed_on__gt=clock.today()))
    shown = at_network | Q(organisation__in=organisations_seen_by(actor).values("pk"))
    return (
        offices_now(OfficeTerm.objects.filter(shown))
        .select_related("network", "organisation")
        .prefetch_related("network__texts", "organisation__texts")
        .order_by("starts", "pk")
    )


def seats_shown() -> QuerySet[Term]:
    """Returns who sits on open seats of open bodies: their pages name them."""
    return (
        Term.objects.filter(at_each_place(_sits, "seat__body__network__path"))
        .select_related("seat__body")
        .prefetch_related("seat__body__texts")
        .order_by("starts", "pk")
    )


def _sits(day: dt.date) -> Q:
    return running(day) & opened(day, "seat__") & opened(day, "seat__body__")


def findable_by(actor: Actor, on: dt.date) -> QuerySet[Person]:
    """Returns the people whose name some page shows this actor already: beside an office or seat, or in records they keep."""
    own = Q(account_id=actor.account_id) if actor.account_id else NEVER
    offices = offices_shown(actor).filter(person=OuterRef("pk")).order_by()
    seats = seats_shown().filter(person=OuterRef("pk")).order_by()
    return seen_by(actor, on).filter(own | kept_by(actor, on) | Q(Exists(offices)) | Q(Exists(seats)))
