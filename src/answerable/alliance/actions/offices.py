"""Granting and ending offices."""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.kit import clock
from answerable.notices.actions import notify

from ..models import Network, OfficeTerm, Organisation, Person
from ..permissions import (
    is_secretariat,
    may_keep_network,
    may_keep_organisation,
    organisation_path,
    require,
)
from ..queries.days import today_where
from ..queries.endings import is_last_coordinator
from ..queries.handovers import left_open
from ..queries.organisations import network_paths
from ..queries.people import kept_by, nearest_keepers
from ..queries.posts import running
from ..rules.terms import FAR, Span, overlapping, why_not_ended, why_not_span
from ..rules.words import AT_ORGANISATION, Office
from .handover_texts import leave_note
from .recording import enter


@transaction.atomic
def grant_office(
    *,
    by: Actor,
    person: Person,
    office: str,
    network: Network | None = None,
    organisation: Organisation | None = None,
    starts: dt.date | None = None,
    ends: dt.date | None = None,
    asked: bool = False,
    follows: OfficeTerm | None = None,
) -> OfficeTerm:
    """Entrusts a person with an office at a network, or at an organisation for a focal point or partner.

    Their record is in one's care, unless they `asked` for it themselves. Who `follows` whom says whose handover they read.
    """
    place = _place_of(office, network, organisation)
    require(may_grant(by, office, network, organisation))
    _check_holder(by, person, asked=asked)
    span = Span(starts or _today(network, organisation), ends)
    if code := why_not_span(span):
        raise Unacceptable(code, field="ends")
    others = OfficeTerm.objects.filter(person=person, office=office, network=network, organisation=organisation)
    if overlapping(span, [Span(*one) for one in others.values_list("starts", "ends")]):
        raise Unacceptable("office_held_already", field="starts")
    before = others.filter(ends=span.starts - dt.timedelta(days=1)).first()
    term = OfficeTerm.objects.create(
        person=person, starts=span.starts, ends=span.ends, granted_by=by.opaque_id,
        office=office, network=network, organisation=organisation,
        held_since=held_since(before) if before else None,
        follows=follows or left_open(span.starts, office=office, network=network, organisation=organisation),
    )  # fmt: skip
    enter(by, "grant_office", subject=("person", person.key), place=place, detail={"office": str(office)})
    _tell(term, "alliance.office_granted", by)
    return term


def held_since(term: OfficeTerm) -> dt.date:
    """Returns since when an office is held without a break: what must be done in time counts from there."""
    return term.held_since or term.starts


def _today(network: Network | None, organisation: Organisation | None) -> dt.date:
    return today_where(OfficeTerm(network=network, organisation=organisation))


def _check_holder(by: Actor, person: Person, *, asked: bool) -> None:
    """An office makes its holder one whose record is kept here: it is granted to those whose record is kept already."""
    if Person.objects.select_for_update().get(pk=person.pk).former_since:
        raise Unacceptable("former_member", field="person")
    today = clock.today()
    if not (asked or by.system) and not Person.objects.filter(kept_by(by, today), pk=person.pk).exists():
        raise Unacceptable("others_keep_them", field="person")


def _place_of(office: str, network: Network | None, organisation: Organisation | None) -> str:
    at_organisation = Office(office) in AT_ORGANISATION
    if at_organisation != (organisation is not None) or at_organisation == (network is not None):
        raise Unacceptable("office_stands_elsewhere", field="office")
    return network.path if network else organisation_path(organisation.pk if organisation else 0)


def may_grant(by: Actor, office: str, network: Network | None, organisation: Organisation | None = None) -> bool:
    """The secretariat's own office is granted by the secretariat; a coordinator's by whoever keeps the place above."""
    if organisation:
        return may_keep_organisation(by, organisation.pk, network_paths(organisation))
    path = network.path if network else ""
    if office == Office.SECRETARIAT:
        return is_secretariat.covers(by, path)
    if office == Office.COORDINATOR:
        return is_secretariat.covers(by, path) or (len(path) > 4 and may_keep_network(by, path[:-4]))
    return may_keep_network(by, path)


def may_hand_over_office(by: Actor, term: OfficeTerm) -> bool:
    """Whoever may grant an office may pass it on."""
    return may_grant(by, term.office, term.network, term.organisation)


def may_end_office(by: Actor, term: OfficeTerm) -> bool:
    """Its holder may lay an office down; otherwise those who may grant it."""
    return (by.account_id is not None and term.person.account_id == by.account_id) or may_hand_over_office(by, term)


def _tell(term: OfficeTerm, kind: str, by: Actor) -> None:
    if term.person.account_id:
        notify(kind, to=[term.person.account_id], url="/me", facts={"office": term.office}, by=by)


@transaction.atomic
def end_office(
    *,
    by: Actor,
    term: OfficeTerm,
    ends: dt.date | None = None,
    handover: str = "",
    reason: str = "",
    sentence: str = "",
) -> OfficeTerm:
    """Ends an office on a day (its last); its holder may lay it down too. Open sessions lose it at once.

    `handover` is sealed for whoever follows; `reason` is shown in the history, `sentence` only to those who keep the records.
    """
    require(may_end_office(by, term))
    day = ends or today_where(term) - dt.timedelta(days=1)
    day = max(day, term.starts) if ends is None else day
    if code := why_not_ended(Span(term.starts, term.ends), day):
        raise Unacceptable(code, field="ends")
    if term.office == Office.SECRETARIAT and _is_last(term, day, without=OfficeTerm.objects.filter(pk=term.pk)):
        raise Unacceptable("last_of_secretariat", field="ends")
    if handover.strip():
        leave_note(by=by, term=term, note=handover, add=True)
    term.ends, term.end_reason, term.end_words = day, reason, sentence.strip()
    term.save(update_fields=["ends", "end_reason", "end_words"])
    place = term.network.path if term.network else organisation_path(term.organisation_id or 0)
    enter(by, "end_office", subject=("person", term.person.key), place=place, detail={"office": term.office})
    _tell(term, "alliance.office_ended", by)
    if is_last_coordinator(term, day):
        tell_above(term, by)
    return term


def tell_above(term: OfficeTerm, by: Actor) -> None:
    """Where nobody would coordinate a network, those above it are told: they keep its records and may name somebody."""
    if term.network:
        above = nearest_keepers(term.network.path[: -Network.steplen], clock.today())
        url = reverse("desk_interim", args=[term.network.slug])
        notify(
            "alliance.nobody_coordinates",
            to=[one for one in above if one != by.account_id],
            url=url,
            facts={"network": term.network.name},
            by=by,
        )


def is_last_of_secretariat(person: Person, day: dt.date) -> bool:
    """Whether nobody else who can sign in would be in one of a person's secretariats the day after."""
    held = person.offices.filter(running(day), office=Office.SECRETARIAT)
    return any(_is_last(term, day, without=person.offices.all()) for term in held)


def _is_last(term: OfficeTerm, day: dt.date, *, without: QuerySet[OfficeTerm]) -> bool:
    Network.objects.select_for_update().get(pk=term.network_id)  # two who leave at once do not both find the other
    others = OfficeTerm.objects.filter(
        office=Office.SECRETARIAT, network=term.network, person__account__is_active=True
    ).exclude(pk__in=without.values("pk"))
    after = day + dt.timedelta(days=1) if day < FAR else FAR
    return not any(Span(*one).covers(after) for one in others.values_list("starts", "ends"))
