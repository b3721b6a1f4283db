"""Days, people and sizes as phrases that a text is filled in with."""

import datetime as dt

from django.template.defaultfilters import filesizeformat
from django.utils.formats import date_format
from django.utils.translation import ngettext


def day_of(day: dt.date | None) -> str:
    """Returns a day in words; nobody is told an hour."""
    return date_format(day, "DATE_FORMAT") if day else ""


def people(number: int) -> str:
    return ngettext("%(n)s person", "%(n)s people", number) % {"n": number}


def size_of(size: object) -> str:
    return filesizeformat(size) if isinstance(size, int) else ""


def days_long(days: int) -> str:
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}
