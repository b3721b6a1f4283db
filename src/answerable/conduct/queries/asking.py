"""Who is asked to sign what: members, organisations and networks below an instrument's network, and those in certain offices."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from answerable.access.actors import Actor
from answerable.alliance.models import Affiliation, Membership, Network, OfficeTerm, Organisation, Person, Term
from answerable.alliance.queries import organisations
from answerable.alliance.queries.posts import running, standing
from answerable.alliance.rules.memberships import BELONGS, LIVE
from answerable.alliance.rules.words import BodyKind, Office

from ..models import Instrument, SigningRule, Version
from ..rules.signing import due_on
from ..rules.words import VersionState

# Whoever sits on such a body holds the office, whether it was granted as well or not.
SEATS = {Office.BOARD.value: BodyKind.BOARD.value, Office.COMMITTEE.value: BodyKind.STEERING.value}


@dataclass(frozen=True)
class MustSign:
    """Somebody who signs because of an office: which, since when, and by which day."""

    person_id: int
    office: str
    path: str
    since: dt.date
    due: dt.date


def people_below(path: str, on: dt.date) -> Q:
    """The people with an office, a seat or an organisation at a network or below it."""
    homes = Membership.objects.filter(network__path__startswith=path, state__in=LIVE).values("organisation_id")
    here = Q(network__path__startswith=path) | Q(organisation__in=homes)
    return (
        Q(Exists(OfficeTerm.objects.filter(standing(on), here, person=OuterRef("pk"))))
        | Q(Exists(Affiliation.objects.filter(standing(on), person=OuterRef("pk"), organisation_id__in=homes)))
        | Q(Exists(Term.objects.filter(running(on), person=OuterRef("pk"), seat__body__network__path__startswith=path)))
    )


def paths_of(person: Person, on: dt.date) -> set[str]:
    """Returns the places of one person by which `people_below` finds them: four questions, however many texts there are."""
    offices = list(
        OfficeTerm.objects.filter(standing(on), person=person).values_list("network__path", "organisation_id")
    )
    homes = {home for _path, home in offices if home}
    homes |= set(Affiliation.objects.filter(standing(on), person=person).values_list("organisation_id", flat=True))
    members = Membership.objects.filter(organisation__in=homes, state__in=LIVE)
    seats = Term.objects.filter(running(on), person=person).values_list("seat__body__network__path", flat=True)
    return {path for path, _home in offices if path} | set(members.values_list("network__path", flat=True)) | set(seats)


def people_asked(instrument: Instrument, on: dt.date) -> QuerySet[Person]:
    """Returns everybody who belongs where an instrument holds; nobody where people do not sign it."""
    found = Person.objects.filter(former_since=None)
    return found.filter(people_below(instrument.network.path, on)) if instrument.people_sign else found.none()


def organisations_asked(instrument: Instrument, actor: Actor) -> QuerySet[Organisation]:
    """Returns the organisations asked to sign an instrument of which this reader may know: one at risk counts for few."""
    seen = organisations.seen_by(actor)
    if not instrument.organisations_sign:
        return seen.none()
    return belonging(seen, instrument.network.path)


def belonging(found: QuerySet[Organisation], path: str) -> QuerySet[Organisation]:
    """Narrows to those that belong to a network or one below it today."""
    places = Membership.objects.filter(organisation=OuterRef("pk"), network__path__startswith=path, state__in=BELONGS)
    return found.filter(Exists(places))


def networks_asked(instrument: Instrument, on: dt.date) -> QuerySet[Network]:
    """Returns the open networks below an instrument's own: its own one adopts, the others sign."""
    found: QuerySet[Network] = Network.objects.filter(opened_on__lte=on).filter(Q(closed_on=None) | Q(closed_on__gt=on))
    below = found.filter(path__startswith=instrument.network.path).exclude(pk=instrument.network_id)
    asked: QuerySet[Network] = below.order_by("path") if instrument.networks_sign else below.none()
    return asked


def versions_in_force() -> QuerySet[Version]:
    """Returns what can be signed today: the adopted version of every open instrument that somebody signs."""
    asks = Q(instrument__people_sign=True) | Q(instrument__organisations_sign=True) | Q(instrument__networks_sign=True)
    ruled = Q(Exists(SigningRule.objects.filter(instrument=OuterRef("instrument"))))
    found = Version.objects.filter(state=VersionState.ADOPTED, instrument__closed_on=None).filter(asks | ruled)
    return (
        found.select_related("instrument__network")
        .prefetch_related("instrument__texts")
        .order_by("instrument__network__path", "instrument__order", "instrument__pk")
    )


def rules_on(on: dt.date) -> QuerySet[SigningRule]:
    """Returns the rules in force on a day, with their instruments."""
    return (
        SigningRule.objects.filter(running(on))
        .select_related("instrument__network")
        .prefetch_related("instrument__texts")
        .order_by("instrument__order", "instrument_id", "office", "pk")
    )


def must_sign(
    version: Version, on: dt.date, people: Iterable[int] | None = None, *, of: Iterable[SigningRule] | None = None
) -> list[MustSign]:
    """Returns who must sign a version because of an office or a seat they hold, each person once, the earliest day first.

    `people` narrows to some of them; `of`: the rules of that day, where they were asked for already.
    """
    every = rules_on(on) if of is None else of
    rules = {one.office: one for one in every if one.instrument_id == version.instrument_id}
    if not rules or version.adopted_on is None:
        return []
    path, only = version.instrument.network.path, None if people is None else list(people)
    held = [*_offices(rules, path, on, only), *_seats(rules, path, on, only)]
    found = [
        MustSign(
            person, office, place, since,
            due_on(
                held_since=since, rule_from=rules[office].starts, adopted_on=version.adopted_on,
                within_days=rules[office].within_days,
            ),
        )
        for person, office, place, since in held
    ]  # fmt: skip
    first: dict[int, MustSign] = {}
    for one in sorted(found, key=lambda one: (one.due, one.person_id, one.path)):
        first.setdefault(one.person_id, one)
    return list(first.values())


Held = tuple[int, str, str, dt.date]


def _offices(rules: dict[str, SigningRule], path: str, on: dt.date, only: list[int] | None) -> list[Held]:
    below = Membership.objects.filter(network__path__startswith=path, state__in=LIVE).values("organisation_id")
    here = Q(network__path__startswith=path) | Q(organisation__in=below)
    rows = OfficeTerm.objects.filter(standing(on), here, office__in=list(rules), person__former_since=None)
    if only is not None:
        rows = rows.filter(person__in=only)
    listed = rows.values_list("person_id", "office", "network__path", "organisation_id", "starts")
    return [(person, office, place or f"org:{home}", since) for person, office, place, home, since in listed]


def _seats(rules: dict[str, SigningRule], path: str, on: dt.date, only: list[int] | None) -> list[Held]:
    kinds = {kind: office for office, kind in SEATS.items() if office in rules}
    rows = Term.objects.filter(
        running(on), seat__body__kind__in=list(kinds), seat__body__network__path__startswith=path,
        person__isnull=False, person__former_since=None,
    )  # fmt: skip
    if only is not None:
        rows = rows.filter(person__in=only)
    listed = rows.values_list("person_id", "seat__body__kind", "seat__body__network__path", "starts")
    return [(person, kinds[kind], place, since) for person, kind, place, since in listed if person]
