"""How a duty is asked, in sentences: how often, of whom, with how much time."""

from collections.abc import Iterable, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from answerable.alliance.queries.naming import KINDS as ORGANISATION_KINDS
from answerable.alliance.queries.naming import OFFICES
from answerable.facts.telling import kinds

from ..models import DutyAsking
from ..rules.words import Cadence, Window
from .words import LEVELS

CADENCES: dict[str, str | Promise] = {
    Cadence.ONCE: gettext_lazy("Once"),
    Cadence.EACH_VERSION: gettext_lazy("Once for each version of a text"),
    Cadence.CONTINUOUS: gettext_lazy("At all times"),
    Cadence.AT_LEAST: gettext_lazy("At least so many times in a period"),
    Cadence.AFTER_EACH: gettext_lazy("After each event of a kind"),
    Cadence.ON_JOINING: gettext_lazy("On joining"),
}
WINDOWS: dict[str, str | Promise] = {
    Window.ROLLING: gettext_lazy("In the months up to any day"),
    Window.CALENDAR: gettext_lazy("In periods of the calendar"),
}
CALENDAR: dict[int, str | Promise] = {
    1: gettext_lazy("in each calendar month"),
    3: gettext_lazy("in each quarter of a year"),
    6: gettext_lazy("in each half of a year"),
    12: gettext_lazy("in each calendar year"),
}


def cadence_words(asking: DutyAsking) -> str:
    """Returns how often it is asked, in one sentence."""
    if asking.cadence == Cadence.AT_LEAST:
        return _("%(times)s %(period)s.") % {"times": times_words(asking.times), "period": period_words(asking)}
    if asking.cadence == Cadence.CONTINUOUS and asking.times > 1:
        return ngettext(
            "At all times, %(number)s at once.", "At all times, at least %(number)s at once.", asking.times
        ) % {"number": asking.times}
    if asking.cadence == Cadence.AFTER_EACH and (events := fact_words(asking.events)):
        return _("Each time after this: %(events)s.") % {"events": _joined(events)}
    return _("%(sentence)s.") % {"sentence": CADENCES[asking.cadence]}


def times_words(times: int) -> str:
    return ngettext("At least once", "At least %(number)s times", times) % {"number": times}


def period_words(asking: DutyAsking) -> str:
    if asking.window == Window.CALENDAR and asking.months in CALENDAR:
        return str(CALENDAR[asking.months])
    if asking.window == Window.CALENDAR:
        return ngettext("in each month", "in each %(number)s months of the calendar", asking.months) % {
            "number": asking.months
        }
    return ngettext("in any month", "in any %(number)s months", asking.months) % {"number": asking.months}


def time_words(asking: DutyAsking) -> list[str]:
    """Returns how much time there is at first, and after it should have been there."""
    found = []
    if asking.first_due_days:
        found.append(
            ngettext(
                "First within %(number)s day of joining, or of when it is first asked.",
                "First within %(number)s days of joining, or of when it is first asked.",
                asking.first_due_days,
            ) % {"number": asking.first_due_days}
        )  # fmt: skip
    if asking.grace_days:
        found.append(
            ngettext("%(number)s day of grace.", "%(number)s days of grace.", asking.grace_days)
            % {"number": asking.grace_days}
        )
    return found


def whom_words(asking: DutyAsking) -> str:
    """Returns of whom it is asked, in one line."""
    levels = _joined([str(words) for level, words in LEVELS.items() if level in asking.levels])
    narrowed = [str(ORGANISATION_KINDS.get(code, code)) for code in asking.kinds]
    narrowed += [str(OFFICES.get(code, code)) for code in asking.offices]
    return _("%(whom)s: %(which)s") % {"whom": levels, "which": _joined(narrowed)} if narrowed else levels


def fact_words(names: Iterable[str]) -> list[str]:
    """Returns what kinds of facts are called; one that no room tells any more is left out."""
    known = kinds()
    return [str(known[name].words) for name in names if name in known]


def _joined(parts: Sequence[str]) -> str:
    return " · ".join(parts)
