"""Who speaks for a subject, who keeps its records, who offered to vouch for it; and which accounts are told."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from answerable.access.actors import Actor
from answerable.alliance.models import Membership, Network, OfficeTerm, Organisation
from answerable.alliance.permissions import ROOT_PATH
from answerable.alliance.queries.merging import HOME, kept_record
from answerable.alliance.queries.organisations import network_paths
from answerable.alliance.queries.people import nearest_keepers
from answerable.alliance.queries.posts import running
from answerable.alliance.rules.memberships import LIVE

from ..models import Offer, Subject
from ..permissions import keeps, organisation_path, speaks_for_organisation
from ..rules.saying import OfferKind
from .merged import organisation_of


@dataclass(frozen=True)
class Side:
    """As what somebody stands towards a subject. `vouching`: their organisations that offered to vouch there."""

    owner: bool
    keeper: bool
    vouching: tuple[Organisation, ...] = ()

    @property
    def any(self) -> bool:
        return self.owner or self.keeper or bool(self.vouching)


def side_of(actor: Actor, subject: Subject) -> Side:
    return Side(speaks_for(actor, subject), keeps_records_of(actor, subject), vouching_for(actor, subject))


def speaks_for(actor: Actor, subject: Subject) -> bool:
    """The person; an organisation's focal point or partner representative; who coordinates a network, there or above."""
    if (organisation := organisation_of(subject)) is not None:
        return speaks_for_organisation.covers(actor, organisation_path(organisation.pk))
    if subject.network is not None:
        return keeps.covers(actor, subject.network.path)
    person = subject.person
    return bool(actor.system) or (person is not None and actor.is_known and person.account_id == actor.account_id)


def keeps_records_of(actor: Actor, subject: Subject) -> bool:
    """Who may confirm: for an organisation the keepers of its networks, for a network those above it, for a person nobody."""
    if (organisation := organisation_of(subject)) is not None:
        return keeps.covers_any(actor, network_paths(organisation) or [ROOT_PATH])
    if subject.network is not None:
        return len(subject.network.path) > len(ROOT_PATH) and keeps.covers(actor, subject.network.path[:-4])
    return False


def paths_of(subject: Subject) -> list[str]:
    """Returns where a subject stands: the networks it has a place in, or itself."""
    if subject.network is not None:
        return [subject.network.path]
    if (organisation := organisation_of(subject)) is not None:
        rows = Membership.objects.filter(organisation=organisation, state__in=LIVE).order_by("pk")
        return list(rows.values_list("network__path", flat=True))
    return []


def home_of(subject: Subject) -> str:
    """Returns the place whose day counts for a subject, and at which its records are kept first."""
    return next(iter(paths_of(subject)), ROOT_PATH)


def offering_near(paths: Collection[str], kind: OfferKind) -> list[Organisation]:
    """Returns, each once, the organisations whose offers reach some places, made there or above; of a duplicate, what it became part of."""
    above = {path[:end] for path in paths for end in range(4, len(path) + 1, 4)}
    found = offers_that_stand(kind).filter(network__path__in=above).order_by("pk")
    listed = [kept_record(one.organisation) for one in found.select_related("organisation__merged_into__merged_into")]
    return list({one.pk: one for one in listed}.values())


def offers_that_stand(kind: OfferKind) -> QuerySet[Offer]:
    """Returns the offers of those who still have a place in the network of theirs or below it."""
    places = Membership.objects.filter(organisation=OuterRef("home"), state__in=LIVE)
    near = Exists(places.filter(network__path__startswith=OuterRef("network__path")))
    return Offer.objects.alias(home=HOME).filter(near, kind=kind, ended_on=None)


def vouching_for(actor: Actor, subject: Subject) -> tuple[Organisation, ...]:
    """Returns the organisations that somebody speaks for and that offered to vouch where a subject stands; never for themselves."""
    if not speaks_for_organisation.anywhere(actor) or subject.person_id:
        return ()
    itself = organisation_of(subject)
    return tuple(
        one
        for one in offering_near(paths_of(subject), OfferKind.VOUCH)
        if one != itself and speaks_for_organisation.covers(actor, organisation_path(one.pk))
    )


def accounts_of(subject: Subject, on: dt.date) -> list[UUID]:
    """Returns who is told of what concerns a subject."""
    if subject.person is not None:
        return [subject.person.account_id] if subject.person.account_id else []
    if (organisation := organisation_of(subject)) is not None:
        held = Q(office__in=speaks_for_organisation.offices, organisation=organisation)
    else:
        held = Q(office__in=keeps.offices, network=subject.network_id)
    rows = OfficeTerm.objects.filter(held, running(on), person__account__is_active=True)
    found = [one for one in dict.fromkeys(rows.values_list("person__account_id", flat=True)) if one]
    return found or (nearest_keepers(subject.network.path, on) if subject.network else [])


def owners_of(subjects: Iterable[Subject], on: dt.date) -> dict[int, list[UUID]]:
    """Returns who speaks for some subjects themselves, by the key of its row: nobody who keeps the records of others stands in for them."""
    found: dict[int, list[UUID]] = defaultdict(list)
    of: dict[tuple[int | None, int | None], int] = {}
    for one in subjects:
        if one.person is None:
            of[one.organisation_id, one.network_id] = one.pk
        elif one.person.account_id:
            found[one.pk].append(one.person.account_id)
    held = Q(office__in=speaks_for_organisation.offices, organisation__in=[each for each, _none in of if each])
    held |= Q(office__in=keeps.offices, network__in=[each for _none, each in of if each])
    terms = OfficeTerm.objects.filter(held, running(on), person__account__is_active=True).order_by("pk")
    for organisation, network, account in terms.values_list("organisation", "network", "person__account"):
        found[of[organisation, network]].append(account)
    return dict(found)


def accounts_of_keepers(subject: Subject, on: dt.date) -> list[UUID]:
    """Returns who keeps the records of a subject, nearest first."""
    if subject.person_id:
        return []
    path = home_of(subject)
    if isinstance(subject.network, Network):
        path = path[:-4]
    return nearest_keepers(path, on) if path else []
