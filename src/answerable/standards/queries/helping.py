"""Requests for help as somebody may read them, and who may answer."""

import datetime as dt
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from answerable.access.actors import Actor
from answerable.access.policy import NEVER, holds_exactly
from answerable.alliance.models import OfficeTerm, Organisation
from answerable.alliance.queries.merging import of_organisations
from answerable.alliance.queries.organisations import kept_by, known_to
from answerable.alliance.queries.posts import running

from ..models import HelpRequest
from ..permissions import belongs, keeps, organisation_path, speaks_for_organisation
from ..rules.saying import OfferKind
from .merged import HOME_OF_SUBJECT, RECORDS, organisation_of
from .sides import offering_near, offers_that_stand, paths_of, speaks_for

keeps_exactly = holds_exactly(*keeps.offices)


def requests_seen_by(actor: Actor) -> QuerySet[HelpRequest]:
    """Returns the requests that somebody may read: their own side's, those at networks they keep, those of whom they may know at
    networks they belong to, and as partner who offered to help those that were opened to partners. What a person asks is for keepers alone."""
    found = HelpRequest.objects.select_related(f"subject__{RECORDS}", "subject__network", "network", "duty")
    found = found.alias(home=HOME_OF_SUBJECT)
    if actor.system:
        return found
    if not actor.is_known:
        return found.none()
    own = Q(subject__person__account=actor.account_id) if actor.account_id else NEVER
    mine = [int(path[4:]) for path in actor.paths(*speaks_for_organisation.offices) if path.startswith("org:")]
    near = {path for path in actor.paths(*belongs.offices) if not path.startswith("org:")}
    known = Q(subject__network__isnull=False) | known_to(actor, "home")
    peers = Q(network__path__in=near, subject__person=None) & known
    return found.filter(own | Q(home__in=mine) | peers | _kept(actor) | (_as_partner(mine) & known))


def _kept(actor: Actor) -> Q:
    """Those of organisations whose records they keep now, of networks they keep; what a person asks is for who keeps that very network."""
    if not keeps.anywhere(actor):
        return NEVER
    organisations = Exists(Organisation.objects.filter(kept_by(actor), pk=OuterRef("home")))
    networks = keeps.filter(actor, "network__path") & Q(subject__network__isnull=False)
    people = keeps_exactly.filter(actor, "network__path") & Q(subject__person__isnull=False)
    return Q(organisations) | networks | people


def _as_partner(organisations: list[int]) -> Q:
    condition = NEVER
    offers = offers_that_stand(OfferKind.HELP).filter(of_organisations(organisations))
    for path in offers.values_list("network__path", flat=True):
        condition |= Q(network__path__startswith=path, to_partners=True, subject__person=None)
    return condition


def helps_as(actor: Actor, request: HelpRequest) -> Organisation | None:
    """Returns as which organisation that offered to help somebody answers; None as who keeps the records or as a peer."""
    offering = offering_near(paths_of(request.subject), OfferKind.HELP)
    return next((one for one in offering if speaks_for_organisation.covers(actor, organisation_path(one.pk))), None)


def may_answer(actor: Actor, request: HelpRequest) -> bool:
    """Everybody who may read it but who asks."""
    if speaks_for(actor, request.subject) and not actor.system:
        return False
    return requests_seen_by(actor).filter(pk=request.pk).exists()


def accounts_of_helpers(request: HelpRequest, on: dt.date) -> list[UUID]:
    """Returns who speaks for the partners that said they may be asked for help there."""
    itself = organisation_of(request.subject)
    organisations = [one for one in offering_near(paths_of(request.subject), OfferKind.HELP) if one != itself]
    terms = OfficeTerm.objects.filter(
        running(on),
        office__in=speaks_for_organisation.offices,
        organisation__in=organisations,
        person__account__is_active=True,
    )
    return [one for one in dict.fromkeys(terms.values_list("person__account_id", flat=True)) if one]
