"""What runs on a day."""

import datetime as dt

from django.db.models import Q

NOT_MERGED = Q(organisation__merged_into=None)


def running(on: dt.date) -> Q:
    """The filter for whatever has starts and ends and covers a day."""
    return Q(starts__lte=on) & (Q(ends=None) | Q(ends__gte=on))


def standing(on: dt.date) -> Q:
    """As `running`, for affiliations and offices, without those that stayed with a merged duplicate: they give nobody anything."""
    return running(on) & NOT_MERGED
