"""What happened in a case, by days, and what is promised: done, now, planned."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ....queries.standing import Ahead
from ....rules.clocks import PROMISED, Due
from ....rules.entries import Entry, What
from ....rules.words import ClosingReason
from ..kinds import KINDS
from ..words import CLOCKS, SEVERITIES, ending_words
from .lines import of_day
from .talk import writer

DONE, NOW, PLANNED = ("done", "✓"), ("now", "●"), ("", "○")


@dataclass(frozen=True)
class Event:
    """A line of the timeline. `is_promised`: to the person; the desk has days of its own too. `kind`: of what falls due."""

    day: dt.date | None
    words: str
    state: str
    glyph: str
    hint: str = field(default="", repr=False)
    clock: dict[str, Any] | None = None
    is_promised: bool = True
    kind: str = ""


def events(
    thread: tuple[Entry, ...], intake: tuple[Entry, ...], names: Mapping[str, str], me: str
) -> list[Event]:  # fmt: skip
    """Returns what was done, by days; what both chains tell is told once."""
    both = sorted([*thread, *intake], key=lambda one: one.day)
    twice = {What.GRANTED, What.STOOD_ASIDE, What.REOPENED}
    of_thread = {id(one) for one in thread}
    shown = (one for one in both if one.counts and not (one.what in twice and id(one) in of_thread))
    return [event for one in shown if (event := _event(one, names, me)) is not None]


def planned(ahead: Ahead, today: dt.date) -> list[Event]:
    """Returns what is promised, the nearest as now."""
    return [_promised(at, due, ahead, today) for at, due in enumerate(ahead.due)]


def _promised(at: int, due: Due, ahead: Ahead, today: dt.date) -> Event:
    begins = ahead.facts.last_update or ahead.facts.acknowledged or ahead.facts.received
    state, glyph = PLANNED if at else NOW
    clock = of_day("", min(begins, due.day), due.day, today)
    last = _("At the very latest: %(day)s") % {"day": date_format(due.breach_after, "DATE_FORMAT")}
    return Event(
        due.day,
        str(CLOCKS[due.kind]),
        state,
        glyph,
        last if due.breach_after > due.day else "",
        clock,
        due.kind in PROMISED,
        due.kind.value,
    )


def _event(one: Entry, names: Mapping[str, str], me: str) -> Event | None:
    tell = TOLD.get(one.what)
    if tell is None:
        return None
    words, hint = tell(one, writer(one, names, me), names)
    return Event(one.day, words, *DONE, hint)


Tell = Callable[[Entry, str, Mapping[str, str]], tuple[str, str]]


def _plain(words: Callable[[str], str]) -> Tell:
    return lambda one, who, _names: (words(who), str(one.body.get("words", "")) if one.what in WITH_HINT else "")


def _graded(one: Entry, who: str, _names: Mapping[str, str]) -> tuple[str, str]:
    grade = SEVERITIES.get(int(one.body.get("severity", 0)), "")
    kinds = _(", ").join(str(KINDS[code]) for code in one.body.get("categories", ()) if code in KINDS)
    return _("%(who)s: graded") % {"who": who}, _("; ").join(
        filter(None, [str(grade), kinds, str(one.body.get("words", ""))])
    )


def _granted(one: Entry, who: str, names: Mapping[str, str]) -> tuple[str, str]:
    reader = names.get(str(one.body.get("reader")), _("a colleague"))
    return _("%(reader)s was given a key") % {"reader": reader}, ""


def _asked(one: Entry, who: str, _names: Mapping[str, str]) -> tuple[str, str]:
    reason = ending_words(one.body["reason"]) if one.body.get("reason") in set(ClosingReason) else ""
    words = (
        _("%(who)s: asked to close it")
        if one.what == What.ASKED_TO_CLOSE
        else _("%(who)s: asked the lead to decline it")
    )
    told = [str(one.body.get(key, "")).strip() for key in ("wish", "elsewhere")]
    more = (_("They wish for: %(words)s"), _("Where else they can turn: %(words)s"))
    beside = [text % {"words": said} for text, said in zip(more, told, strict=True) if said]
    return words % {"who": who}, "\n".join(
        filter(None, [reason, str(one.body.get("done") or one.body.get("words", "")), *beside])
    )


def _about(one: Entry, who: str, _names: Mapping[str, str]) -> tuple[str, str]:
    return (
        (_("Said whom it is about"), "")
        if one.number == 1
        else (_("%(who)s: said anew whom it is about") % {"who": who}, "")
    )


WITH_HINT = frozenset({What.NOTE, What.TIES, What.KEPT_OPEN, What.SUPPORT_ONLY, What.REOPENED})
TOLD: Mapping[What, Tell] = {
    What.TOLD: _plain(lambda _who: _("Received")),
    What.WORDS: _plain(lambda _who: _("They added words")),
    What.FILE: _plain(lambda who: _("%(who)s: a file") % {"who": who}),
    What.RHYTHM: _plain(lambda _who: _("They chose how often they hear, and when it is safe")),
    What.CONSENT: _plain(lambda _who: _("They answered a question of consent")),
    What.ANOTHER_READER: _plain(lambda _who: _("They ask for another reader")),
    What.SUMMARY: _plain(lambda who: _("%(who)s: wrote how it was understood") % {"who": who}),
    What.SUMMARY_RIGHT: _plain(lambda _who: _("They say that it was understood")),
    What.SUMMARY_WRONG: _plain(lambda _who: _("They say that it was not understood")),
    What.ASKED_CONSENT: _plain(lambda who: _("%(who)s: asked for consent") % {"who": who}),
    What.WITHDRAWN: _plain(lambda _who: _("They stopped")),
    What.CAME_BACK: _plain(lambda _who: _("They opened it again")),
    What.WANTS_MORE: _plain(lambda _who: _("They wish for more than support")),
    What.ANSWER: _plain(lambda who: _("%(who)s: answered") % {"who": who}),
    What.SAFETY: _plain(lambda who: _("%(who)s: entered how safe they are") % {"who": who}),
    What.CLOSED: _plain(lambda who: _("%(who)s: told the person that it ends") % {"who": who}),
    What.NOTE: _plain(lambda who: _("%(who)s: a note") % {"who": who}),
    What.TIES: _plain(lambda who: _("%(who)s: told of ties") % {"who": who}),
    What.TIES_AGREED: _plain(lambda who: _("%(who)s: agreed to ties") % {"who": who}),
    What.KEPT_OPEN: _plain(lambda who: _("%(who)s: kept it open") % {"who": who}),
    What.SUPPORT_ONLY: _plain(lambda who: _("%(who)s: goes on with support only") % {"who": who}),
    What.REOPENED: _plain(lambda who: _("%(who)s: opened it again") % {"who": who}),
    What.STOOD_ASIDE: _plain(lambda who: _("%(who)s: stood aside") % {"who": who}),
    What.GRANTED: _granted,
    What.GRADE: _graded,
    What.HEADER: _about,
    What.ASKED_TO_CLOSE: _asked,
    What.ASKED_TO_DECLINE: _asked,
}
