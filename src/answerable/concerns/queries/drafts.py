"""Drafts whose days are over."""

import datetime as dt

from django.db.models import QuerySet

from ..models import Draft


def over(on: dt.date) -> QuerySet[Draft]:
    """Returns what nobody came back to, and the files of visits that ended long ago."""
    return Draft.held.filter(until__lt=on)
