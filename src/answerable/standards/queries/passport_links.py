"""Links to passports: by what leads there, and of an organisation."""

import datetime as dt
import hashlib
from uuid import UUID

from django.db.models import Q, QuerySet

from answerable.alliance.models import Organisation
from answerable.alliance.queries.days import today_of
from answerable.alliance.queries.merging import kept_record, of_organisations
from answerable.alliance.rules.memberships import BELONGS

from ..models import PassportShare


def hashed(token: str) -> str:
    """Returns what is kept of a link: it leads nowhere when it is typed as one."""
    return hashlib.sha256(token.encode()).hexdigest()


def of_organisation(organisation: Organisation) -> QuerySet[PassportShare]:
    return PassportShare.objects.filter(of_organisations([organisation.pk])).select_related("organisation")


def good(organisation: Organisation, day: dt.date) -> QuerySet[PassportShare]:
    """Returns the links that lead to an organisation's passport on a day."""
    return of_organisation(organisation).filter(ended_on=None, ends__gte=day)


def by_token(token: str) -> tuple[PassportShare, Organisation] | None:
    """Returns the share of a link that is good today, and whose passport it shows: through its last day, where they are."""
    found = PassportShare.objects.filter(token_hash=hashed(token), ended_on=None)
    share = found.select_related("organisation__merged_into__merged_into").first()
    if share is None:
        return None
    organisation = kept_record(share.organisation)
    return (share, organisation) if today_of(organisation) <= share.ends and belongs_now(organisation) else None


def belongs_now(organisation: Organisation) -> bool:
    """Whether it is part of the alliance: no passport of the alliance is shown of one that left or is suspended."""
    return organisation.memberships.filter(state__in=BELONGS).exists()


def by_key(organisation: Organisation, key: UUID) -> PassportShare | None:
    return of_organisation(organisation).filter(key=key, ended_on=None).first()


def ended_before(day: dt.date) -> QuerySet[PassportShare]:
    """Returns the links that ended before a day, by themselves or by somebody."""
    return PassportShare.objects.filter(Q(ends__lt=day) | Q(ended_on__lt=day))
