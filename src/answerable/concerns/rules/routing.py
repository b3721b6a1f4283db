"""Who reads a concern: two people of one desk, above whomever it is about, and nobody who must not.

The lead is one level above the highest of those it is about, or higher where it is serious. A desk with fewer than two
who may read climbs by itself; after the last desk comes the outside panel, and after that nobody: the channel is closed
then, and says so. Nothing ever falls back to somebody nearer.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from .promises import Promises
from .words import AboutLevel, Desk

# Whoever is at the secretariat or on the board is read about outside the house alone.
ABOVE: Mapping[AboutLevel, Desk] = {
    AboutLevel.OUTSIDE: Desk.COUNTRY,
    AboutLevel.ORGANISATION: Desk.COUNTRY,
    AboutLevel.LOCAL: Desk.COUNTRY,
    AboutLevel.COUNTRY: Desk.REGION,
    AboutLevel.REGION: Desk.GLOBAL,
    AboutLevel.SECRETARIAT: Desk.PANEL,
    AboutLevel.BOARD: Desk.PANEL,
}
EVERYWHERE = frozenset({Desk.GLOBAL, Desk.PANEL})


class Why(StrEnum):
    """Why it is these readers: a sentence each."""

    ONE_ABOVE = "one_above"
    SERIOUS = "serious"
    UNSAID = "unsaid"
    CLIMBED = "climbed"
    OUTSIDE_PANEL = "outside_panel"
    NOBODY_YET = "nobody_yet"


@dataclass(frozen=True)
class Handler:
    """Somebody who could read. `cleared`: trained, bound, with a second step and a key that two others signed."""

    key: str
    desk: Desk
    place: str = ""
    organisations: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    cleared: bool = True
    open_cases: int = 0
    shown_as: str = ""  # a name, where the team shows names
    called: str = field(default="", repr=False)  # for comparing, and never to be shown


@dataclass(frozen=True)
class Party:
    """Somebody or something a concern is about. `above`: the places from its own upwards, nearest first."""

    level: AboutLevel
    organisation: str = ""
    person: str = ""
    above: tuple[str, ...] = ()


@dataclass(frozen=True)
class About:
    """What routing needs to know of a concern. `where`: the places it belongs to while nobody is named, nearest first."""

    parties: tuple[Party, ...] = ()
    where: tuple[str, ...] = ()
    severity: int = 0
    language: str = ""


@dataclass(frozen=True)
class Excluded:
    """Who must not read, as the person said: by name, by office, by organisation, or a whole desk or place.

    The names as they were written, for whoever bears one of them only later: `written` of who must not read, `written_about`
    of whom it is about, `written_before` of either, from the days when both were sealed as one.
    """

    people: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    desks: frozenset[Desk] = frozenset()
    written: str = field(default="", repr=False)
    written_about: str = field(default="", repr=False)
    written_before: str = field(default="", repr=False)

    @property
    def all_written(self) -> str:
        """Returns every name that was written: none of them gets a key."""
        return _lines(self.written, self.written_about, self.written_before)

    def more(self, other: "Excluded") -> "Excluded":
        return Excluded(
            self.people | other.people,
            self.offices | other.offices,
            self.organisations | other.organisations,
            self.places | other.places,
            self.desks | other.desks,
            _lines(self.written, other.written),
            _lines(self.written_about, other.written_about),
            _lines(self.written_before, other.written_before),
        )


def _lines(*said: str) -> str:
    return "\n".join(filter(None, said))


@dataclass(frozen=True)
class Team:
    """Everybody of one desk at one place who may read this concern. `size`: of how many, with those who may not."""

    desk: Desk
    place: str
    handlers: tuple[Handler, ...]
    size: int = 0


@dataclass(frozen=True)
class Route:
    """Who will read. Without a team nobody can yet: nothing may be sent until there is one."""

    team: Team | None
    readers: tuple[Handler, ...] = ()
    climbed: int = 0
    why: tuple[Why, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.team is not None


@dataclass(frozen=True)
class Reader:
    """What the page before writing says: how many read, of how many, from which desk. Names where the team shows them.

    Of how many counts whoever must not read too: else each name that is typed would tell whether somebody so called reads.
    """

    desk: Desk
    place: str
    readers: int
    of: int
    names: tuple[str, ...] = field(default=())


def lead(about: About, promises: Promises) -> Desk:
    """Returns the nearest desk that may read at all."""
    least = max((ABOVE[one.level] for one in about.parties), default=promises.lead_unsaid)
    serious = [desk for severity, desk in promises.severity_leads.items() if about.severity >= severity]
    return max([least, *serious])


def route(candidates: Iterable[Handler], about: About, excluded: Excluded, promises: Promises) -> Route:
    """Returns the nearest team of enough people who may read, and which of them do."""
    least = lead(about, promises)
    cleared = [one for one in candidates if one.cleared]
    fit = [one for one in cleared if may_be_asked(one, about, excluded, promises)]
    for team in _teams(fit, cleared, about):
        if team.desk >= least and len(team.handlers) >= promises.readers:
            climbed = team.desk - least
            readers = tuple(sorted(team.handlers, key=lambda one: _order(one, about, promises))[: promises.readers])
            return Route(team, readers, climbed, _why(about, least, team, promises))
    return Route(None, climbed=Desk.PANEL - least, why=(Why.NOBODY_YET,))


def may_be_asked(one: Handler, about: About, excluded: Excluded, promises: Promises) -> bool:
    """Whether somebody may be given a key at all (guards G1 and G2 as far as they are known beforehand)."""
    fit = one.cleared and one.desk >= lead(about, promises)
    return fit and not (is_tied(one, about) or is_excluded(one, excluded))


def is_tied(one: Handler, about: About) -> bool:
    """Whether a concern is about the person, or about somebody of their organisation."""
    return any(
        (party.person and party.person == one.key) or (party.organisation and party.organisation in one.organisations)
        for party in about.parties
    )


def is_excluded(one: Handler, excluded: Excluded) -> bool:
    return (
        one.key in excluded.people
        or bool(one.offices & excluded.offices)
        or bool(one.organisations & excluded.organisations)
        or one.place in excluded.places
        or one.desk in excluded.desks
    )


def who_would_read(found: Route) -> tuple[Reader, ...]:
    """Returns what is said before anything is written; nothing where nobody can read yet."""
    if found.team is None:
        return ()
    team = found.team
    names = tuple(sorted(one.shown_as for one in found.readers))
    return (Reader(team.desk, team.place, len(found.readers), team.size, names if all(names) else ()),)


def places(about: About) -> tuple[str, ...]:
    """Returns the places whose desks may read, nearest first: those above every one of the parties."""
    chains = [one.above for one in about.parties if one.above]
    if not chains:
        return about.where
    return tuple(place for place in chains[0] if all(place in chain for chain in chains[1:]))


def _teams(fit: Sequence[Handler], cleared: Sequence[Handler], about: About) -> list[Team]:
    """Returns teams from near to far; the global desk and the panel read for every place."""
    near = places(about)
    teams: list[Team] = []
    for desk in Desk:
        for place in ("",) if desk in EVERYWHERE else near:
            here, everybody = (
                tuple(one for one in group if one.desk == desk and (desk in EVERYWHERE or one.place == place))
                for group in (fit, cleared)
            )
            teams.append(Team(desk, place, here, len(everybody)))
    return teams


def _order(one: Handler, about: About, promises: Promises) -> tuple[bool, bool, int, str]:
    """Whoever has much to do comes last, and still before nobody: a limit that shut the door would be a flood's way to shut it."""
    has_much = one.open_cases >= promises.most_open_cases
    return (has_much, bool(about.language) and about.language not in one.languages, one.open_cases, one.key)


def _why(about: About, least: Desk, team: Team, promises: Promises) -> tuple[Why, ...]:
    named = max((ABOVE[one.level] for one in about.parties), default=promises.lead_unsaid)
    reasons = {
        Why.UNSAID: not about.parties,
        Why.ONE_ABOVE: bool(about.parties),
        Why.SERIOUS: least > named,
        Why.CLIMBED: team.desk > least,
        Why.OUTSIDE_PANEL: team.desk == Desk.PANEL,
    }
    return tuple(why for why, holds in reasons.items() if holds)
