"""Whose time is over: people and organisations long gone, requests long answered, drafts left lying."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet

from ..models import (
    Affiliation,
    Application,
    Introduction,
    Invitation,
    Look,
    LookRole,
    Membership,
    MembershipStatus,
    OfficeTerm,
    Organisation,
    Person,
    PlaceRequest,
    Term,
)
from ..rules.invitations import LIVE, OPEN, UNANSWERED_DAYS
from ..rules.words import MembershipState
from .followers import named_elsewhere
from .invitations import days_kept

PERSON_YEARS, ORGANISATION_YEARS = 2, 7
DRAFT_DAYS = 30
OVER = frozenset({MembershipState.WITHDRAWN, MembershipState.ENDED})


def years_before(day: dt.date, years: int) -> dt.date:
    """Returns the same day years earlier; the last of February where there is none."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def people_long_gone(on: dt.date) -> QuerySet[Person]:
    """People who held no office, no seat and no place in an organisation for two years, and are no longer new."""
    since = years_before(on, PERSON_YEARS)
    unended = Q(ends=None, organisation__merged_into=None)  # what stayed with a merged duplicate has no end
    recent = Q(person=OuterRef("pk")) & (unended | Q(ends__gte=since))
    return (
        Person.objects.filter(former_since=None, created_on__lt=since)
        .exclude(Exists(OfficeTerm.objects.filter(recent)))
        .exclude(Exists(Affiliation.objects.filter(recent)))
        .exclude(Exists(Term.objects.filter(recent)))
    )


def organisations_long_gone(on: dt.date) -> QuerySet[Organisation]:
    """Organisations whose last membership ended seven years ago; one that never had any is left to its keepers.

    One that other rooms speak of, for example for what it signed, stays by its name.
    """
    return _long_gone(on).exclude(named_elsewhere())


def organisations_that_stay(on: dt.date) -> QuerySet[Organisation]:
    """Those of them that stay by their names, with something beside it still there."""
    of_it = Q(organisation=OuterRef("pk"))
    more = ~Q(email="", website="", city="") | Q(Exists(Affiliation.objects.filter(of_it)))
    return _long_gone(on).filter(named_elsewhere(), more | Q(Exists(Invitation.objects.filter(of_it))))


def _long_gone(on: dt.date) -> QuerySet[Organisation]:
    since = years_before(on, ORGANISATION_YEARS)
    of_it = Q(organisation=OuterRef("pk"))
    open_or_asked = of_it & ~Q(state__in=OVER)
    return (
        Organisation.objects.filter(Exists(Membership.objects.filter(of_it)))
        .exclude(Exists(Membership.objects.filter(open_or_asked)))
        .exclude(Exists(MembershipStatus.objects.filter(membership__organisation=OuterRef("pk"), starts__gte=since)))
    )


def drafts_left_lying(on: dt.date) -> QuerySet[Look]:
    return Look.objects.filter(role=LookRole.DRAFT, kept_on__lt=on - dt.timedelta(days=DRAFT_DAYS))


def introductions_long_over(on: dt.date) -> QuerySet[Introduction]:
    return Introduction.objects.filter(_answered_long_ago(on))


def applications_long_over(on: dt.date) -> QuerySet[Application]:
    return Application.objects.filter(_answered_long_ago(on))


def place_requests_long_over(on: dt.date) -> QuerySet[PlaceRequest]:
    return PlaceRequest.objects.filter(_answered_long_ago(on))


def _answered_long_ago(on: dt.date) -> Q:
    unanswered = Q(state__in=OPEN, asked_on__lt=on - dt.timedelta(days=UNANSWERED_DAYS))
    return Q(answered_on__lt=on - dt.timedelta(days=days_kept())) | unanswered


def invitations_long_over(on: dt.date) -> QuerySet[Invitation]:
    before = on - dt.timedelta(days=days_kept())
    return Invitation.objects.exclude(state__in=LIVE).exclude(steps__on__gte=before)
