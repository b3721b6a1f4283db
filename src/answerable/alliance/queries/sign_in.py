"""Which offices ask for a second factor, and who in office has none."""

import datetime as dt
from uuid import UUID

from answerable.access import second_factor
from answerable.access.required import Rules

from ..models import OfficeTerm, Profile, SignInRules
from ..rules.words import SECOND_FACTOR_AT_FIRST
from .posts import standing


def sign_in_rules() -> Rules:
    """Returns what holds today; before the secretariat has said anything, for those who keep records, since the first day."""
    kept = SignInRules.objects.filter(pk=1).first()
    if kept is not None:
        since = {office: dt.date.fromisoformat(day) for office, day in kept.offices.items()}
        return Rules(since, kept.grace_days, kept.wait_hours)
    day = Profile.objects.filter(pk=1).values_list("set_up_on", flat=True).first()
    return Rules({str(office): day for office in SECOND_FACTOR_AT_FIRST}) if day else Rules()


def accounts_in(offices: list[str], on: dt.date) -> list[UUID]:
    """Returns the open accounts of those who hold one of the offices on a day."""
    terms = OfficeTerm.objects.filter(standing(on), office__in=offices, person__account__is_active=True)
    return [one for one in terms.order_by().values_list("person__account_id", flat=True).distinct() if one]


def without_factor(on: dt.date) -> list[UUID]:
    """Returns the accounts of those whose office asks for a second factor and who have none."""
    return second_factor.without_any(accounts_in(sorted(sign_in_rules().since), on))
