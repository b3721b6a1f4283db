"""Partner organisations that were asked, and everything that one of them was asked."""

import datetime as dt
from uuid import UUID

from django.db.models import Q, QuerySet

from answerable.access.actors import Actor
from answerable.alliance.models import Network, OfficeTerm, Organisation
from answerable.alliance.permissions import speaks_for_organisation
from answerable.alliance.queries.merging import HOME, of_organisations
from answerable.alliance.queries.organisations import in_network, known_to, seen_by
from answerable.alliance.queries.posts import running
from answerable.alliance.rules.words import WOMENS_RIGHTS

from ..models import LocalCode, PartnerAsked, TakingPart
from ..rules.local_codes import OPEN_STATES


def speakers_of(organisation: Organisation, on: dt.date) -> list[UUID]:
    """Returns the accounts of those who speak for an organisation."""
    terms = OfficeTerm.objects.filter(
        running(on), organisation=organisation, office__in=speaks_for_organisation.offices
    )
    return [one for one in terms.values_list("person__account_id", flat=True) if one]


def speakers_invited(code: LocalCode, day: dt.date, on: dt.date) -> list[UUID]:
    """Returns the accounts of those who speak for organisations that were invited to a local code since a day."""
    invited = TakingPart.objects.filter(local_code=code, person=None, since__gte=day).values("organisation")
    terms = OfficeTerm.objects.filter(running(on), organisation__in=invited, office__in=speaks_for_organisation.offices)
    return [one for one in terms.values_list("person__account_id", flat=True) if one]


def asked_by(code: LocalCode, actor: Actor) -> QuerySet[PartnerAsked]:
    """Returns whom a writing group asked, as far as the actor may know of them."""
    found = PartnerAsked.objects.annotate(home=HOME).filter(known_to(actor, "home"), local_code=code)
    return _with_names(found).order_by("asked_on", "pk")


def _with_names(found: QuerySet[PartnerAsked]) -> QuerySet[PartnerAsked]:
    return found.select_related("organisation__merged_into__merged_into").prefetch_related(
        "organisation__texts", "organisation__merged_into__texts", "organisation__merged_into__merged_into__texts"
    )


def asked_of(organisation: Organisation) -> QuerySet[PartnerAsked]:
    """Returns everything an organisation was asked, also as a duplicate that became part of it, the newest first."""
    found = PartnerAsked.objects.filter(of_organisations([organisation.pk])).order_by("-asked_on", "-pk")
    return found.select_related(
        "organisation__merged_into__merged_into", "local_code__version__instrument__network", "local_code__parent"
    ).prefetch_related("local_code__version__instrument__texts", "local_code__version__instrument__network__texts")


def still_open(asked: QuerySet[PartnerAsked]) -> QuerySet[PartnerAsked]:
    return asked.filter(said_on=None, local_code__version__state__in=OPEN_STATES)


def how_many_asked(code: LocalCode, before: dt.date | None = None) -> int:
    """Returns how many were asked (until a day, the day included), whether they answered, declined or said nothing."""
    return _asked_until(code, before).count()


def how_many_not_waited_for(code: LocalCode, on: dt.date) -> int:
    """Returns how many had not answered on a day, and were hoped to answer later."""
    silent = _asked_until(code, on).filter(Q(said_on=None) | Q(said_on__gt=on))
    return silent.filter(hoped_by__gt=on).count()


def _asked_until(code: LocalCode, day: dt.date | None) -> QuerySet[PartnerAsked]:
    found = PartnerAsked.objects.filter(local_code=code)
    return found.filter(asked_on__lte=day) if day else found


def may_be_asked(actor: Actor, code: LocalCode, network: Network) -> QuerySet[Organisation]:
    """Returns the women's-rights organisations of the network's country, or of the network, that an actor may know of."""
    partners = Organisation.objects.filter(Q(kinds__code=WOMENS_RIGHTS) | Q(womens_rights_core=True))
    listed = seen_by(actor).filter(pk__in=partners.values("pk")).exclude(pk__in=PartnerAsked.objects.filter(local_code=code).annotate(home=HOME).values("home"))  # fmt: skip
    if network.country:
        within = in_network(seen_by(actor), network).values("pk")
        listed = listed.filter(Q(country=network.country) | Q(pk__in=within))
    return listed.prefetch_related("texts").order_by("sort_key", "pk")
