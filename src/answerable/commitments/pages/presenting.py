"""Commitments in words: a line of a list, the whole page, and its history."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from answerable.access.actors import Actor
from answerable.alliance.models import Organisation
from answerable.alliance.queries import organisations
from answerable.alliance.queries.days import todays_at
from answerable.alliance.queries.merging import kept_record
from answerable.alliance.queries.naming import network_name
from answerable.kit import clock

from ..models import Commitment, OwedTo, TurnRow
from ..queries.naming import Names, text_of
from ..queries.sides import is_private, kept_network
from ..rules.states import standing
from ..rules.words import Party, Shown, State, Turn
from .words import MOVES, NOW_SHOWN, STANDINGS, STATUS, TURNS


@dataclass(frozen=True)
class Line:
    """One commitment in a list. `soon` says how many days are left or gone where that matters; `clay` that they are gone."""

    href: str
    what: str
    language: str
    owner: str
    owed: str
    due: dt.date
    status: str
    state: str
    soon: str
    is_past: bool
    otherwise: bool
    is_private: bool


def lines_of(commitments: Iterable[Commitment], actor: Actor, now_in: str) -> list[Line]:
    listed = list(commitments)
    names, days = Names.of(listed, actor, now_in, clock.today()), todays_at(one.place.path for one in listed)
    return [line_of(one, names, days[one.place.path]) for one in listed]


def line_of(one: Commitment, names: Names, today: dt.date) -> Line:
    text, stands = text_of(one, names.language), standing(State(one.state), one.due, today)
    return Line(
        href=reverse("commitment", args=[one.key]), what=text.what, language=text.language, owner=owner_words(one, names),
        owed=owed_words(one, names), due=one.due, status=STATUS[stands], state=str(STANDINGS[stands]), soon=days_words(one, today),
        is_past=stands == "overdue", otherwise=one.seen_otherwise, is_private=is_private(one),
    )  # fmt: skip


def owner_words(one: Commitment, names: Names) -> str:
    """Who made it; of a person whose name this reader may not read, only that it is a person."""
    if said := names.owner(one):
        return said
    if one.person and one.person.former_since:
        return _("A former member")
    return _("A person of %(network)s") % {"network": network_name(one.place, names.language)}


def parties_of(one: Commitment, names: Names) -> list[tuple[OwedTo, str]]:
    """Returns those it was made to whom this reader may know of."""
    said = [(party, _("the public") if party.kind == Party.PUBLIC else names.party(party)) for party in one.owed.all()]
    return [(party, words) for party, words in said if words]


def party_words(one: Commitment, pk: int | None, names: Names) -> str:
    """Returns one of those it was made to, by its pk; without a name where this reader may not know of it."""
    said = next((words for party, words in parties_of(one, names) if party.pk == pk), "")
    return said or _("One of those it was made to")


def owed_words(one: Commitment, names: Names) -> str:
    return _(", ").join(words for _party, words in parties_of(one, names)) or _("somebody who is not named here")


def days_words(one: Commitment, today: dt.date) -> str:
    """Says how near the day of an open commitment is, or how long it is past."""
    stands, days = standing(State(one.state), one.due, today), (one.due - today).days
    if stands == "overdue":
        return ngettext("%(n)s day past", "%(n)s days past", -days) % {"n": -days}
    if stands == "soon":
        return ngettext("%(n)s day left", "%(n)s days left", days) % {"n": days} if days else _("today")
    return ""


def _is_known_to_all(organisation: Organisation) -> bool:
    return organisations.seen_by(Actor.nobody()).filter(pk=organisation.pk).exists()


def who_sees(one: Commitment, names: Names) -> str:
    """The line under the title: every part of it is what the program does."""
    owner, owed = owner_words(one, names), owed_words(one, names)
    if is_private(one):
        said = _("Those who speak for %(owner)s and for %(owed)s. Nobody else, not even those who keep the records.")
    elif one.shown == Shown.PUBLIC:
        said = _("Everyone.")
        if one.organisation and not _is_known_to_all(kept_record(one.organisation)):
            said = _("Those who may know of %(owner)s, and those who speak for either side.")
    else:
        said = _(
            "People of %(network)s who are signed in, those who keep its records, and those who speak for either side."
        )
    return said % {"owner": owner, "owed": owed, "network": network_name(kept_network(one.place), names.language)}


@dataclass(frozen=True)
class Event:
    """A row of the history as the timeline shows it."""

    day: dt.date
    words: str
    hint: str = ""
    state: str = "done"
    glyph: str = "·"


GLYPHS = {State.OPEN: "○", State.DONE: "✓", State.DONE_LATE: "◐", State.NOT_KEPT: "–", State.RELEASED: "·"}


def events_of(one: Commitment, turns: Sequence[TurnRow], names: Names) -> list[Event]:
    """Returns the whole history, the newest first."""
    return [event_of(row, one, names) for row in reversed(turns)]


def event_of(row: TurnRow, one: Commitment, names: Names) -> Event:
    glyph = GLYPHS.get(State(row.state), "·") if row.state else "·"
    return Event(row.on, _turn_words(row, one, names), _hint(row), state="", glyph=glyph)


def _turn_words(row: TurnRow, one: Commitment, names: Names) -> str:
    if row.kind == Turn.MADE and row.due_after:
        return _("Said, to be done by %(day)s") % {"day": day_words(row.due_after)}
    if row.kind == Turn.STATE:
        return str(MOVES[row.state])
    if row.kind == Turn.DAY and row.due_before and row.due_after:
        return _("Moved from %(before)s to %(after)s") % {
            "before": day_words(row.due_before),
            "after": day_words(row.due_after),
        }
    if row.kind == Turn.SHOWN:
        return str(NOW_SHOWN[row.shown])
    if row.kind == Turn.ANSWERED:
        who = party_words(one, row.party_id, names)
        said = _("%(who)s lets go") if row.state == State.RELEASED else _("%(who)s counts on it")
        return said % {"who": who}
    return str(TURNS[row.kind])


def _hint(row: TurnRow) -> str:
    late = ""
    if row.recorded_on != row.on and row.kind != Turn.MADE:
        late = _("entered on %(day)s") % {"day": day_words(row.recorded_on)}
    return " · ".join(part for part in (row.words, late) if part)


def day_words(day: dt.date) -> str:
    return date_format(day, "DATE_FORMAT")
