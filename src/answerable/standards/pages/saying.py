"""Why somebody stands so, in one sentence that names what it rests on."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from answerable.facts.telling import kinds

from ..models import Turn
from ..queries.standing import Stands
from ..rules.shapes import Claimed, Happening, Judgement
from ..rules.words import Basis, Why
from .words import BASES

# `%(due)s` is in a sentence only where the rules always give the day; elsewhere `_until` follows it.
SENTENCES: dict[str, str | Promise] = {
    Why.LAST_PERIOD: gettext_lazy("Enough was there in the last period; in this one it is still to come."),
    Why.IN_GRACE: gettext_lazy("Its time is over, and there are days of grace."),
    Why.RENEW: gettext_lazy("It was there for the version before; a newer one came."),
    Why.WITHOUT_EVENT: gettext_lazy("It was done; what it follows on is recorded nowhere."),
    Why.RULE_CHANGED: gettext_lazy("It is asked otherwise now; what was done before counts for a while."),
    Why.SOME_LAST_PERIOD: gettext_lazy("Some of it was there in the last period; in this one it is still to come."),
    Why.BEGUN: gettext_lazy("It is begun."),
    Why.BEGUN_ANEW: gettext_lazy("It was there once; its time is over, and it is begun anew."),
    Why.ENDED: gettext_lazy("It was there once and has ended."),
    Why.TIME_OVER: gettext_lazy("It was done before, and not again in time."),
    Why.NEW_VERSION: gettext_lazy("It was there for the version before, and not yet for the newer one."),
    Why.NOTHING_TOLD: gettext_lazy("Nothing was told of it yet."),
    Why.NOTHING_SINCE: gettext_lazy("Something was told before, and nothing since it is asked."),
    Why.STILL_TIME: gettext_lazy("What was there before counts no more, and there is time."),
    Why.EXCUSED: gettext_lazy("They said why it does not fit them now."),
    Why.NO_EVENT_YET: gettext_lazy("Nothing has happened yet after which it is asked."),
    Why.NO_VERSION_YET: gettext_lazy("There is no version of the text yet."),
}


def _enough(have: int, need: int) -> str:
    if need <= 1:
        return _("What is asked is there.")
    return _("There are %(have)s; %(need)s are asked.") % {"have": have, "need": need}


def _of(have: int, need: int) -> str:
    return _("%(have)s of %(need)s are there.") % {"have": have, "need": need}


def _answered(have: int, need: int) -> str:
    return _("%(have)s of %(need)s were answered.") % {"have": have, "need": need}


COUNTED: dict[str, Callable[[int, int], str]] = {
    Why.ENOUGH: _enough, Why.SOME: _of, Why.ALL_ANSWERED: _answered, Why.IN_TIME: _answered, Why.NOT_ANSWERED: _answered,
}  # fmt: skip
HOLDS = frozenset({Why.ENOUGH})


def day_words(day: dt.date) -> str:
    return date_format(day, "DATE_FORMAT")


def why_words(why: str, *, have: int, need: int, due: dt.date | None, day: dt.date) -> str:
    """Returns why it stands so on a day, and until when, as one short text."""
    sentence = COUNTED[why](have, need) if why in COUNTED else str(SENTENCES[why])
    return " ".join(part for part in (sentence, _until(why, due, day)) if part)


def _until(why: str, due: dt.date | None, day: dt.date) -> str:
    if due is None:
        return ""
    if why in HOLDS:
        said = _("It counts until %(day)s.")
    else:
        said = _("There is time until %(day)s.") if due >= day else _("The day for it was %(day)s.")
    return said % {"day": day_words(due)}


def why_of_turn(turn: Turn, day: dt.date) -> str:
    """Returns why it stood so from then on, and what carried it: a word that was confirmed meanwhile is another turn."""
    why = why_words(turn.why, have=turn.have, need=turn.need, due=turn.due, day=day)
    return " · ".join([why, *bases_words(turn.bases.split())])


def why_of(judgement: Judgement, day: dt.date) -> str:
    return why_words(judgement.why, have=judgement.have, need=judgement.need, due=judgement.due, day=day)


def bases_words(bases: Collection[str]) -> list[str]:
    """Returns what it rests on, each kind by itself, what follows from the records first."""
    return [str(BASES[one]) for one in Basis if one in bases]


@dataclass(frozen=True)
class Ground:
    """One thing that a standing rests on: in words, when, and of what kind; `source` is what it follows from."""

    words: str
    day: dt.date
    ends: dt.date | None
    basis: Basis
    source: str


def grounds_of(stands: Stands, day: dt.date) -> list[Ground]:
    """Returns what a standing rests on, the oldest first; an excuse is no ground."""
    wanted = set(stands.judgement.rests_on)
    found = [one for one in stands.case.happened if one.source in wanted]
    return sorted((_ground(one, day) for one in found), key=lambda one: (one.day, one.source))


def _ground(one: Happening | Claimed, day: dt.date) -> Ground:
    if isinstance(one, Happening):
        kind = kinds().get(one.kind)
        return Ground(str(kind.words) if kind else one.kind, one.starts, one.ends, one.basis, one.source)
    reached = {step.basis for step in one.steps if step.holds(day)}
    basis = next((each for each in (Basis.CONFIRMED, Basis.VOUCHED) if each in reached), Basis.DECLARED)
    words = ngettext("They told of it", "They told of %(number)s", one.many) % {"number": one.many}
    return Ground(words, one.about_from, one.about_to, basis, one.source)


def grounds_words(grounds: Iterable[Ground], most: int = 3) -> str:
    """Returns the first few grounds in one line, and how many more there are."""
    listed = list(grounds)
    parts = [_("%(what)s (%(day)s)") % {"what": one.words, "day": day_words(one.day)} for one in listed[:most]]
    more = len(listed) - most
    if more > 0:
        parts.append(ngettext("%(number)s more", "%(number)s more", more) % {"number": more})
    return "; ".join(parts)
