"""Whom one could invite, who was invited, and what stands in the way."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from answerable import vault
from answerable.access.actors import Actor
from answerable.access.policy import ALWAYS

from ..models import Affiliation, Invitation, Membership, Network, OfficeTerm, Organisation, Person
from ..permissions import ROOT_PATH, keeps, organisation_path
from ..rules.invitations import LIVE, why_left_out
from ..rules.words import AT_ORGANISATION
from .organisations import kept_by as organisations_kept_by
from .posts import running
from .profile import profile

DAYS, KEPT_DAYS = 30, 180  # where an alliance is not set up yet


def digest(token: str) -> str:
    """Returns what is kept of an invitation's link."""
    return vault.fingerprint(token.encode("utf-8", "replace"), purpose="alliance.invitation")


def by_token(token: str, on: dt.date) -> Invitation | None:
    """Returns the invitation a link leads to, while it can be accepted."""
    found = Invitation.objects.filter(digest=digest(token), state__in=LIVE, ends_on__gte=on)
    return found.select_related("organisation", "network", "person").first()


def by_key(key: str, on: dt.date) -> Invitation | None:
    """Returns an invitation that can still be accepted."""
    found = Invitation.objects.filter(key=key, state__in=LIVE, ends_on__gte=on)
    return (
        found.select_related("organisation", "network", "person")
        .prefetch_related("organisation__texts", "network__texts")
        .first()
    )


def place_path(invitation: Invitation) -> str:
    return invitation.network.path if invitation.network else organisation_path(invitation.organisation_id or 0)


def kept_by(actor: Actor) -> QuerySet[Invitation]:
    """Returns the invitations to the places whose records this actor keeps."""
    at_networks = Q(network__isnull=False) & keeps.filter(actor, "network__path")
    organisations = Organisation.objects.filter(organisations_kept_by(actor)).values("pk")
    everything = ALWAYS if keeps.covers(actor, ROOT_PATH) else Q(organisation__in=organisations)
    return Invitation.objects.filter(at_networks | everything)


def within(invitations: QuerySet[Invitation], network: Network) -> QuerySet[Invitation]:
    """Narrows to invitations to a network, to those below it, and to their organisations."""
    if network.path == ROOT_PATH:
        return invitations
    homes = Membership.objects.filter(organisation=OuterRef("organisation"), network__path__startswith=network.path)
    return invitations.filter(Q(network__path__startswith=network.path) | Q(Exists(homes)))


def with_speaker(on: dt.date) -> Q:
    """The organisations for which somebody who can sign in speaks already."""
    terms = OfficeTerm.objects.filter(running(on), organisation=OuterRef("pk"), office__in=AT_ORGANISATION)
    return Q(Exists(terms.exclude(person__account=None)))


def invited() -> Q:
    """The organisations to whose own address an invitation is on its way."""
    return Q(Exists(Invitation.objects.filter(organisation=OuterRef("pk"), state__in=LIVE)))


def ready(on: dt.date) -> Q:
    """The organisations that can be invited together: an address, nobody there yet, not at risk."""
    return ~Q(email="") & Q(at_risk=False) & ~with_speaker(on) & ~invited()


def reasons_against(organisations: Sequence[Organisation], on: dt.date, *, by_itself: bool = False) -> dict[int, str]:
    """Returns for each organisation the code of why it is left out, empty where it is not."""
    pks = [one.pk for one in organisations]
    listed = Organisation.objects.filter(pk__in=pks)
    asked = set(listed.filter(invited()).values_list("pk", flat=True))
    spoken_for = set(listed.filter(with_speaker(on)).values_list("pk", flat=True))
    return {
        one.pk: why_left_out(
            email=one.email, invited=one.pk in asked, has_speaker=one.pk in spoken_for, at_risk=one.at_risk,
            chosen_by_itself=by_itself,
        )
        for one in organisations
    }  # fmt: skip


def people_without_account(organisations: Iterable[Organisation], on: dt.date) -> dict[tuple[int, str], Person]:
    """Returns the recorded people who cannot sign in yet, by their organisation and address."""
    held = Affiliation.objects.filter(running(on), organisation__in=[one.pk for one in organisations])
    held = held.filter(person__account=None, person__former_since=None).exclude(person__email="")
    return {(one.organisation_id, one.person.email.lower()): one.person for one in held.select_related("person")}


def languages_offered() -> list[str]:
    """Returns the languages in which the alliance writes, its own first."""
    kept = profile()
    return list(kept.languages) if kept and kept.languages else [settings.LANGUAGE_CODE]


def language_among(offered: Sequence[str], *spoken: Iterable[str]) -> str:
    """Returns the first language somebody speaks that the alliance offers, else the alliance's own."""
    return next((code for codes in spoken for code in codes if code in offered), offered[0])


def language_for(organisation: Organisation | None, person: Person | None = None) -> str:
    """Returns the language in which to write to an organisation or a person of it."""
    return language_among(
        languages_offered(), person.languages if person else (), organisation.languages if organisation else ()
    )


def days_open() -> int:
    """Returns for how many days an invitation stands."""
    kept = profile()
    return kept.invitation_days if kept else DAYS


def days_kept() -> int:
    """Returns for how many days what is over is kept."""
    kept = profile()
    return kept.requests_kept_days if kept else KEPT_DAYS
