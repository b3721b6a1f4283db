"""A case as a row of a list."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from answerable.kit.languages import name as language_name

from ....queries.listing import Line
from ....rules.words import ENDED, State
from ..words import CLOCKS, SEVERITIES, language, left, state_words

SOON = 2  # days


def reference(case: UUID) -> str:
    """Returns by what colleagues call a case: signs of its random id, which tell nothing."""
    text = case.hex[:6].upper()
    return f"{text[:3]}-{text[3:]}"


def as_row(one: Line, today: dt.date) -> dict[str, Any]:
    """Returns what stands in the row of a case."""
    return {
        "case": one.case, "reference": reference(one.case), "day": one.day, "state": state_words(one.state),
        "to_check": to_check(one.people, one.organisations), "asked_again": one.asked_again, "is_unsure": one.shut == "unsure",
        "language": language_name(one.language, language()) if one.language else "",
        "grade": SEVERITIES.get(one.grade, ""), "clock": clock_of(one, today), "hot": is_late(one, today),
    }  # fmt: skip


def to_check(people: int, organisations: int) -> str:
    """Returns what somebody looks at before they say whether they have ties."""
    if not people and not organisations:
        return _("Nobody is named")
    parts = []
    if people:
        parts.append(ngettext("%(n)s person to check", "%(n)s people to check", people) % {"n": people})
    if organisations:
        words = ngettext("%(n)s organisation to check", "%(n)s organisations to check", organisations)
        parts.append(words % {"n": organisations})
    return _("; ").join(parts)


def is_late(one: Line, today: dt.date) -> bool:
    return one.due is not None and State(one.state) not in ENDED and one.due < today


def clock_of(one: Line, today: dt.date) -> dict[str, Any] | None:
    """Returns what is promised next and how near its day is; nothing where nothing is."""
    if one.due is None or State(one.state) in ENDED:
        return None
    return of_day(str(CLOCKS.get(one.due_kind, "")), one.day, one.due, today)


def of_day(what: str, begins: dt.date, day: dt.date, today: dt.date) -> dict[str, Any]:
    """Returns a promise as a bar: how much of its time is over, and in which colour."""
    whole = max(1, (day - begins).days)
    share = max(0, min(100, round((today - begins).days * 100 / whole)))
    late, soon = today > day, (day - today).days <= SOON
    colour = "clay" if late else "gold" if soon else ""
    return {"what": what, "day": day, "left": left(day, today), "share": 100 if late else share, "colour": colour}
