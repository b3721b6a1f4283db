"""The day a page is asked for, and the language it is read in."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from answerable.kit.forms import western_digits


def language() -> str:
    return get_language() or "en"


@dataclass(frozen=True)
class Day:
    """The day that standing is shown of: today where none was given. `unreadable` is what was typed where it is no such day."""

    on: dt.date
    today: dt.date
    unreadable: str = ""

    @property
    def is_today(self) -> bool:
        return self.on == self.today

    @property
    def is_to_come(self) -> bool:
        return self.on > self.today

    @property
    def query(self) -> str:
        """What an address needs to be of the same day; empty for today."""
        return "" if self.is_today else f"?on={self.on.isoformat()}"


def day_asked(request: HttpRequest, today: dt.date) -> Day:
    """Returns the day of the “as of” form; what lies further ahead than is reckoned is no day of it."""
    text = western_digits(request.GET.get("on", "").replace("\x00", "").strip()[:20])
    if not text:
        return Day(today, today)
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return Day(today, today, text)
    last = today + dt.timedelta(days=365 * int(settings.STANDING_YEARS_AHEAD) - 1)
    return Day(day, today) if day <= last else Day(today, today, text)
