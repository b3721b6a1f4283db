"""What awaits whom, who wants to hear of it when, what came back, and what an alliance says in its own words."""

from .notices import about, accounts_told, letters, of_account, told_since, waiting, was_told
from .reach import failing, fails, returns_of
from .wishes import accounts_due, clock_of, for_mail, hours_of, preference_of, time_zone, time_zone_of, way_of
from .words import history_of, own_words, own_words_of

__all__ = [
    "about",
    "accounts_due",
    "accounts_told",
    "clock_of",
    "failing",
    "fails",
    "for_mail",
    "history_of",
    "hours_of",
    "letters",
    "of_account",
    "own_words",
    "own_words_of",
    "preference_of",
    "returns_of",
    "time_zone",
    "time_zone_of",
    "told_since",
    "waiting",
    "was_told",
    "way_of",
]
