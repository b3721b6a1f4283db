"""The texts of raising as they are said at a place: in the words of its network, of one above, of the alliance, or as shipped."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from answerable.alliance.models import Network

from ..models import RaisingText
from ..rules.own_words import ENTERED, ENTERED_AT, LOOK_AGAIN_DAYS, may_be_changed, wrong_with
from .raising import FIRST_LANGUAGE, raising

MISSING = "_missing"


@dataclass(frozen=True)
class Entered:
    """What a country entered: a number, or what must be passed on there; `checked_on`: when somebody last made sure."""

    words: str
    checked_on: dt.date | None


@dataclass(frozen=True)
class Spoken:
    """All texts in one language, as they are said at a place."""

    language: str
    own: Mapping[str, str] = field(default_factory=dict)
    entered: Mapping[str, Entered] = field(default_factory=dict)

    def say(self, at: str, **filled_in: object) -> str:
        """Returns a text. Own words that no longer fit what the program fills in are passed over."""
        words, shipped = self.own.get(at, ""), shipped_in(self.language, at)
        if words and not wrong_with(words, shipped):
            return words.format(**filled_in)
        return raising().say(self.language, at, **filled_in)

    def say_entered(self, at: str, name: str) -> str:
        """Returns a text with what the country entered under a name; where it entered nothing, the text that says so."""
        found = self.entered.get(name)
        return self.say(at, **{name: found.words}) if found else self.say(f"{at}{MISSING}")


@dataclass(frozen=True)
class Line:
    """A text as whoever may change it sees it: its own words, the shipped ones, and what is said without own words."""

    at: str
    own: str
    shipped: str
    without: str
    is_behind: bool = False
    is_entered: bool = False
    checked_on: dt.date | None = None
    is_old: bool = False

    @property
    def said(self) -> str:
        return self.own or self.without

    @property
    def part(self) -> str:
        """The first piece of its place, by which texts stand together."""
        return self.at.partition(".")[0]


def shipped_in(language: str, at: str) -> str:
    """Returns what comes with the program, in the first language where there is none in this one; empty for what a country enters."""
    words = raising().words
    return words.get(language, words[FIRST_LANGUAGE]).get(at, "")


def spoken(language: str, where: Sequence[str] = ()) -> Spoken:
    """Returns the texts at a place. `where`: paths, the nearest first; none: as the alliance says them."""
    own: dict[str, str] = {}
    entered: dict[str, Entered] = {}
    for row in _newest(Q(network=None) | Q(network__path__in=list(where)), where):
        if not row.words:
            continue
        if row.at.startswith(ENTERED_AT):
            name = row.at.removeprefix(ENTERED_AT)
            if row.language == language or name not in entered:  # a number is a number in every language
                entered[name] = Entered(row.words, row.checked_on)
        elif row.language == language:
            own[row.at] = row.words
    return Spoken(language, own, entered)


def _newest(which: Q, where: Sequence[str]) -> list[RaisingText]:
    """Returns the newest row of each text and place, from far to near, so that the nearest is said."""
    nearness = {path: -number for number, path in enumerate(where)}
    found: dict[tuple[int | None, str, str], RaisingText] = {}
    for row in RaisingText.held.filter(which).select_related("network").order_by("number"):
        found[row.network_id, row.language, row.at] = row
    far = -len(nearness) - 1
    return sorted(found.values(), key=lambda row: nearness.get(row.network.path, far) if row.network else far)


def own_at(network: Network | None, language: str) -> dict[str, RaisingText]:
    """Returns the newest row of each text of one place and language, whether it holds words or went back to the shipped ones."""
    rows = RaisingText.held.filter(network=network, language=language).order_by("number")
    return {row.at: row for row in rows}


def history_of(network: Network | None, language: str, at: str) -> list[RaisingText]:
    return list(RaisingText.held.filter(network=network, language=language, at=at).order_by("-number"))


def places() -> list[str]:
    """Returns every place whose words may be changed: what a country enters first, then as the pages come."""
    known = [at for at in raising().words[FIRST_LANGUAGE] if may_be_changed(at)]
    return [*(f"{ENTERED_AT}{name}" for name in ENTERED), *known]


def lines(network: Network | None, language: str, today: dt.date) -> list[Line]:
    """Returns all texts of a place in a language, for whoever may change them."""
    own = own_at(network, language)
    above = spoken(language, paths_above(network)) if network else Spoken(language)
    return [_line(at, own.get(at), above, language, today) for at in places()]


def line(network: Network | None, language: str, at: str, today: dt.date) -> Line | None:
    return next((one for one in lines(network, language, today) if one.at == at), None)


def paths_above(network: Network) -> list[str]:
    """Returns the paths of the networks above one, the nearest first."""
    return _chain(network.path)[1:]


def paths_of(network: Network) -> list[str]:
    """Returns the path of a network and of all above it, the nearest first."""
    return _chain(network.path)


def _chain(path: str) -> list[str]:
    return [path[:end] for end in range(len(path), 3, -4)]


def _line(at: str, row: RaisingText | None, above: Spoken, language: str, today: dt.date) -> Line:
    shipped, is_entered = shipped_in(language, at), at.startswith(ENTERED_AT)
    entered = above.entered.get(at.removeprefix(ENTERED_AT))
    without = (entered.words if entered else "") if is_entered else above.own.get(at, shipped)
    if row is None or not row.words:
        return Line(at, "", shipped, without, is_entered=is_entered)
    checked = row.checked_on
    is_old = is_entered and (checked is None or (today - checked).days > LOOK_AGAIN_DAYS)
    return Line(at, row.words, shipped, without, row.shipped != shipped, is_entered, checked, is_old)


def number_behind(found: Iterable[Line]) -> int:
    """Returns how many own texts stand for shipped ones that have changed since, or were not checked for long."""
    return sum(1 for one in found if one.is_behind or one.is_old)
