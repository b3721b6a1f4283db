"""Who is told that a text is open for reading: those in office at its network and below; everybody else finds it."""

import datetime as dt
from uuid import UUID

from django.db.models import Q

from answerable.alliance.models import Membership, OfficeTerm
from answerable.alliance.queries.posts import running
from answerable.alliance.rules.memberships import LIVE


def accounts_in_office(path: str, on: dt.date) -> list[UUID]:
    """Returns the accounts of those who hold an office at a network, below it, or at an organisation there."""
    homes = Membership.objects.filter(network__path__startswith=path, state__in=LIVE).values("organisation_id")
    here = Q(network__path__startswith=path) | Q(organisation__in=homes)
    rows = OfficeTerm.objects.filter(running(on), here, person__account__isnull=False, person__former_since=None)
    return list(rows.order_by().values_list("person__account_id", flat=True).distinct())
