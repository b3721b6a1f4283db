"""The day a page is asked for, and the language it is read in."""

import datetime as dt

from django.http import HttpRequest
from django.utils.translation import get_language

from answerable.kit.forms import western_digits


def language() -> str:
    return get_language() or "en"


def day_asked(request: HttpRequest, today: dt.date) -> tuple[dt.date, str]:
    """Returns the day of the "as of" form, today where none was given, and what was typed where it is no day."""
    text = western_digits(request.GET.get("on", "").strip()[:20])
    if not text:
        return today, ""
    try:
        return dt.date.fromisoformat(text), ""
    except ValueError:
        return today, text
