"""Support services: what the records say of one in codes, and when its check is old."""

import datetime as dt
from enum import StrEnum


class Cost(StrEnum):
    FREE = "free"
    PARTLY = "partly"
    PAID = "paid"


class Whom(StrEnum):
    """Whom a service is there for."""

    EVERYBODY = "everybody"
    WOMEN = "women"
    CHILDREN = "children"
    YOUNG = "young"
    MEN = "men"
    LGBTIQ = "lgbtiq"
    DISABLED = "disabled"
    MIGRANTS = "migrants"


# Needs every alliance starts with; an alliance edits its own list.
FIRST_NEEDS = (
    "talk",
    "medical",
    "after_sexual_violence",
    "safe_place",
    "protection",
    "legal",
    "children",
    "online",
    "lgbtiq",
    "men_harmed",
    "disability",
    "migration",
    "money",
    "work",
    "peers",
    "change",
)
FEWEST_FIGURES = 2  # 15, 112: emergency numbers are short
CHECK_DAYS, LEAST_CHECK_DAYS, MOST_CHECK_DAYS = 180, 30, 730


def is_old(checked_on: dt.date, today: dt.date, days: int) -> bool:
    """Whether a service was not looked at for longer than the alliance allows."""
    return checked_on + dt.timedelta(days=days) < today


def why_not_reached(*, telephone: str, text_number: str, website: str, chat: str, in_person: bool) -> str:
    """Returns a code where nobody could reach a service, else nothing."""
    return "" if any((telephone, text_number, website, chat, in_person)) else "way_to_reach_needed"


def why_nowhere(*, countries: tuple[str, ...], everywhere: bool) -> str:
    """Returns a code where a service serves no place, or some and all."""
    if everywhere and countries:
        return "everywhere_or_countries"
    return "" if everywhere or countries else "somewhere_needed"


def why_no_telephone(number: str) -> str:
    """Returns a code where a telephone number cannot be dialled as it is written; a word in it would be lost."""
    if not number:
        return ""
    is_plain = all(letter in "+0123456789 -./()*#" for letter in number)
    return "" if is_plain and sum(letter.isdigit() for letter in number) >= FEWEST_FIGURES else "telephone_unclear"
