"""The desk's codes in words. What the person reads is content; this is what those at the desk read."""

import datetime as dt
from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext_lazy
from django.utils.translation import gettext as _

from answerable.alliance.models import Network
from answerable.alliance.queries import naming

from ...models import Team
from ...queries.promised import whose
from ...queries.raising import raising
from ...rules.clocks import Kind
from ...rules.entries import Entry
from ...rules.readability import Hint
from ...rules.words import ClosingReason, Desk, Role, State

ROLES: Mapping[str, Promise] = {
    Role.INTAKE: gettext_lazy("intake"),
    Role.CASE_MANAGER: gettext_lazy("case manager"),
    Role.LIAISON: gettext_lazy("liaison to the person harmed"),
    Role.LEAD: gettext_lazy("lead of the team"),
}
STATES: Mapping[str, Promise] = {
    State.RECEIVED: pgettext_lazy("a concern", "Received"),
    State.ACKNOWLEDGED: pgettext_lazy("a concern", "Acknowledged"),
    State.TRIAGE: pgettext_lazy("a concern", "Being looked at"),
    State.SUPPORT_ONLY: pgettext_lazy("a concern", "Support only"),
    State.CLOSING: pgettext_lazy("a concern", "To be closed"),
    State.CLOSED: pgettext_lazy("a concern", "Closed"),
    State.DECLINED: pgettext_lazy("a concern", "Could not be followed"),
}
CLOCKS: Mapping[str, Promise] = {
    Kind.ACKNOWLEDGE: gettext_lazy("Acknowledge it"),
    Kind.FIRST_ANSWER: gettext_lazy("Write what you propose"),
    Kind.UPDATE: gettext_lazy("Write how it goes"),
    Kind.FEEDBACK: gettext_lazy("Say what was done"),
    Kind.SAFETY: gettext_lazy("Ask how safe they are"),
    Kind.IDLE: gettext_lazy("Look at it again"),
}
SEVERITIES: Mapping[int, Promise] = {
    1: pgettext_lazy("how serious", "low"), 2: pgettext_lazy("how serious", "medium"),
    3: pgettext_lazy("how serious", "high"), 4: pgettext_lazy("how serious", "critical"),
}  # fmt: skip
HINTS: Mapping[str, Promise] = {
    Hint.LONG_SENTENCES: gettext_lazy("Some sentences are long: cut them in two."),
    Hint.LONG_WORDS: gettext_lazy("Many words are long: find shorter ones."),
    Hint.NO_DAY: gettext_lazy("No day is named: say by when something comes next."),
}


def language() -> str:
    return get_language() or "en"


def content(place: str, **filled_in: object) -> str:
    """Returns a text of the raising door in the reader's language."""
    return raising().say(language(), place, **filled_in)


def state_words(state: str) -> str:
    return str(STATES.get(state, state))


def team_words(team: Team) -> str:
    """Returns what a team is called: its desk, and the place it reads for."""
    desk = content(f"desks.{Desk(team.desk).name.lower()}")
    place = Network.objects.filter(path=team.place).first() if team.place else None
    return f"{naming.network_name(place, language())}: {desk}" if place else desk


def ending_words(reason: str) -> str:
    return content(f"endings.{ClosingReason(reason).value}")


def left(day: dt.date, today: dt.date) -> str:
    """Returns how far a day is, in days."""
    days = (day - today).days
    if not days:
        return _("Today.")
    if days > 0:
        return ngettext("%(days)s day left.", "%(days)s days left.", days) % {"days": days}
    return ngettext("%(days)s day past.", "%(days)s days past.", -days) % {"days": -days}


STEPS = (State.RECEIVED, State.ACKNOWLEDGED, State.TRIAGE, State.CLOSING, State.CLOSED)


def steps_of(state: State) -> list[tuple[str, str]]:
    """Returns the steps of a case with where it stands: a word and `done`, `now` or nothing."""
    instead = {State.SUPPORT_ONLY: State.TRIAGE, State.DECLINED: State.CLOSED}
    at = STEPS.index(instead.get(state, state)) if instead.get(state, state) in STEPS else 0
    words = [state_words(state if number == at else one) for number, one in enumerate(STEPS)]
    return [(said, "done" if number < at else "now" if number == at else "") for number, said in enumerate(words)]


def promised_by(thread: Iterable[Entry], team: Team) -> str:
    """Returns whose promise the days of a case are."""
    found = whose(thread)
    if found is None:
        return team_words(team)
    return team_words(Team(desk=found.desk, place=found.place))
