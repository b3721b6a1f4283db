"""How days are written, where Django's own way is not ours."""

from django.utils.dateformat import DateFormat
from django.utils.translation import get_language

_english = DateFormat.S


def ending_of_the_day(shown: DateFormat) -> str:
    """Returns what follows the number of a day: in French “er” after the first and nothing after any other."""
    if (get_language() or "").partition("-")[0] == "fr":
        return "er" if shown.j() == 1 else ""
    return _english(shown)


def declare() -> None:
    """Django's letter “S” knows the endings of English alone."""
    setattr(DateFormat, "S", ending_of_the_day)  # noqa: B010 - a method in another's place is no plain assignment
