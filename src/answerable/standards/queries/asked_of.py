"""Of how many a duty would be asked: counted by level, so that whoever asks it otherwise sees whom that concerns."""

import datetime as dt
from collections.abc import Collection

from django.db.models import Q

from answerable.alliance.models import Affiliation, Membership, OfficeTerm
from answerable.alliance.queries.networks import open_networks
from answerable.alliance.queries.posts import running
from answerable.alliance.rules.memberships import LIVE
from answerable.alliance.rules.words import Visibility

from ..rules.words import Level
from .cases import LEVELS


def how_many(
    levels: Collection[str], kinds: Collection[str], offices: Collection[str], day: dt.date
) -> dict[Level, int]:
    """Returns of how many of each level something is asked on a day, at the levels at which it is; narrowed as the rules do."""
    found: dict[Level, int] = {}
    narrowed = bool(kinds or offices)
    for level in (one for one in Level if one in levels):
        if level == Level.ORGANISATION:
            found[level] = 0 if narrowed and not kinds else _organisations(kinds)
        elif level == Level.INDIVIDUAL:
            found[level] = 0 if narrowed and not offices else _people(offices, day)
        else:
            found[level] = 0 if narrowed else _networks(level, day)
    return found


def _organisations(kinds: Collection[str]) -> int:
    """Counts those whom every member may know of: nobody learns from a number of one at risk."""
    known = Q(organisation__visibility__in=[Visibility.PUBLIC, Visibility.MEMBERS], organisation__at_risk=False)
    rows = Membership.objects.filter(known, state__in=LIVE, organisation__merged_into=None)
    if kinds:
        rows = rows.filter(organisation__kinds__code__in=sorted(kinds))
    return int(rows.values("organisation").distinct().count())


def _people(offices: Collection[str], day: dt.date) -> int:
    held = OfficeTerm.objects.filter(running(day), person__former_since=None)
    if offices:
        return int(held.filter(office__in=sorted(offices)).values("person").distinct().count())
    belonging = Affiliation.objects.filter(running(day), person__former_since=None).order_by().values_list("person")
    return int(belonging.union(held.order_by().values_list("person")).count())


def _networks(level: Level, day: dt.date) -> int:
    codes = [code for code, at in LEVELS.items() if at == level]
    return int(open_networks(day).filter(level_kind__in=codes).count())
