"""How days are written, where Django's own way is not ours."""

from django.utils.dateformat import DateFormat
from django.utils.translation import get_language
from django.utils.translation import gettext_noop as _

_english = DateFormat.S
# Said here, so that our words stand before Django's: it spells three of them otherwise in Hindi, and Portuguese with capitals.
MONTHS = (
    _("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July"), _("August"), _("September"),
    _("October"), _("November"), _("December"),
)  # fmt: skip


def ending_of_the_day(shown: DateFormat) -> str:
    """Returns what follows the number of a day: in French “er” after the first and nothing after any other."""
    if (get_language() or "").partition("-")[0] == "fr":
        return "er" if shown.j() == 1 else ""
    return _english(shown)


def declare() -> None:
    """Django's letter “S” knows the endings of English alone."""
    setattr(DateFormat, "S", ending_of_the_day)  # noqa: B010 - a method in another's place is no plain assignment
