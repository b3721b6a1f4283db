"""Why duties do not fit somebody for a while, said by them or by a duplicate that became part of them."""

import datetime as dt

from django.db.models import QuerySet

from ..models import Duty, Excuse, Subject
from .merged import with_duplicates
from .standing import covering


def of_subject(subject: Subject, duty: Duty) -> QuerySet[Excuse]:
    return Excuse.objects.filter(subject__in=with_duplicates([subject]), duty=duty).order_by("-pk")


def running(subject: Subject, duty: Duty) -> QuerySet[Excuse]:
    """Returns those that have no end yet."""
    return of_subject(subject, duty).filter(ends=None)


def on_day(subject: Subject, duty: Duty, day: dt.date) -> Excuse | None:
    return of_subject(subject, duty).filter(covering(day)).first()
