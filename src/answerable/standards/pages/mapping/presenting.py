"""Rows and cells of the map, as the template shows them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...models import Duty
from ...queries.duties import asking_on, words_of
from ...queries.maps import KIND_OF, NETWORKS, ORGANISATIONS, PEOPLE, Spot, Spots, picture_shares
from ...rules.rolling_up import Rolled
from ...rules.words import Level, State
from ..words import GLYPHS, LEVELS, PICTURE_HINTS, STATE_HINTS, STATES, STATUS

Words = str | Promise
HEADINGS: dict[str, Words] = {
    NETWORKS: gettext_lazy("Asked of networks"),
    ORGANISATIONS: gettext_lazy("Asked of organisations"),
    PEOPLE: gettext_lazy("Asked of people"),
}
KINDS = (NETWORKS, ORGANISATIONS, PEOPLE)


@dataclass(frozen=True)
class Said:
    """A picture: its status of the face, its word, and how many of how many."""

    status: str
    words: Words
    numbers: str = ""


@dataclass(frozen=True)
class Number:
    """How many stand so."""

    state: State
    number: int

    @property
    def status(self) -> str:
        return STATUS[self.state]

    @property
    def glyph(self) -> str:
        return GLYPHS[self.status]

    @property
    def words(self) -> Words:
        return STATES[self.state]


def numbers_of(counts: Mapping[State, int]) -> list[Number]:
    return [Number(state, counts[state]) for state in State if counts.get(state)]


@dataclass(frozen=True)
class Square:
    """One cell: `own` is the network’s, `behind` that of those behind it."""

    own: Said | None
    behind: Said | None
    too_few: bool

    @property
    def states(self) -> list[Said]:
        return [one for one in (self.own, self.behind) if one]


@dataclass(frozen=True)
class Row:
    number: str
    name: str
    language: str
    squares: Sequence[Square]


@dataclass(frozen=True)
class Section:
    kind: str
    heading: Words
    rows: Sequence[Row]


@dataclass(frozen=True)
class Short:
    """One network on a narrow page: which duties stand how, by their numbers."""

    slug: str
    name: str
    lines: Sequence[tuple[str, Words, Sequence[str]]]


def said(state: State | None, numbers: str = "") -> Said | None:
    return Said(STATUS[state], STATES[state], numbers) if state else None


def said_of(rolled: Rolled | None) -> Said | None:
    """Returns the picture of those behind a network, with how many of those who are asked are where it says they are."""
    if rolled is None or rolled.state is None:
        return None
    numbers = f"{rolled.counts.get(State.IN_PLACE, 0)}/{rolled.asked}" if rolled.asked else ""
    return said(rolled.state, numbers)


def square_of(spot: Spot) -> Square:
    return Square(said(spot.own), said_of(spot.behind), spot.too_few)


def sections_of(
    duties: Iterable[Duty], spots: Spots, *, networks: Sequence[int], day: dt.date, whom: "Whom", language: str
) -> list[Section]:
    """Returns what is asked of each kind, with a row for every duty that is asked of anybody there."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for duty in duties:
        asking = asking_on(duty, day)
        if asking is None:
            continue
        text = words_of(asking, language)
        for kind in whom.kinds_of(asking.levels):
            found = [spots.at(network, duty.pk, kind) for network in networks]
            if any(spot.says for spot in found):
                rows[kind].append(Row(duty.number, text.name, text.language, [square_of(spot) for spot in found]))
    return [Section(kind, HEADINGS[kind], rows[kind]) for kind in KINDS if rows[kind]]


def is_silent(sections: Iterable[Section]) -> bool:
    """Whether nobody has told anything, as far as it may be shown."""
    squares = (square for section in sections for row in section.rows for square in row.squares)
    return all(not one.too_few and {each.status for each in one.states} <= {"none", "na"} for one in squares)


@dataclass(frozen=True)
class Whom:
    """Of whom the rows are asked for: a level, a kind, or (empty) everybody whose sums are shown without asking."""

    code: str
    may_see_people: bool

    @property
    def kinds(self) -> list[str]:
        if self.code in {*KINDS}:
            return [self.code]
        if self.code:
            return [KIND_OF[Level(self.code)]]
        return [NETWORKS, ORGANISATIONS]

    def kinds_of(self, levels: Iterable[str]) -> list[str]:
        """Returns the kinds under which a duty that is asked at these levels stands."""
        asked = {KIND_OF[Level(level)] for level in levels if self.code not in LEVELS or level == self.code}
        return [kind for kind in self.kinds if kind in asked]

    @property
    def choices(self) -> list[tuple[str, Words, bool]]:
        offered: list[tuple[str, Words]] = [
            ("", _("Networks and organisations")),
            (NETWORKS, _("Networks")),
            *((level.value, LEVELS[level]) for level in (Level.GLOBAL, Level.REGIONAL, Level.NATIONAL)),
            (ORGANISATIONS, LEVELS[Level.ORGANISATION]),
        ]
        if self.may_see_people:
            offered.append((PEOPLE, LEVELS[Level.INDIVIDUAL]))
        return [(code, words, code == self.code) for code, words in offered]


def whom_asked(code: str, *, may_see_people: bool) -> Whom:
    """Returns of whom rows are asked for; what is none of the choices asks for all."""
    made = Whom(code, may_see_people)
    known = {*KINDS, Level.GLOBAL, Level.REGIONAL, Level.NATIONAL} - (set() if may_see_people else {PEOPLE})
    return made if code in known else Whom("", may_see_people)


def shorts_of(sections: Sequence[Section], networks: Sequence[tuple[str, str]]) -> list[Short]:
    """Returns the same squares network by network, the numbers of duties under how they stand; the first column is left out."""
    found = []
    for at, (slug, name) in enumerate(networks[1:], start=1):
        numbers: dict[str, list[str]] = defaultdict(list)
        for row in (row for section in sections for row in section.rows):
            states = row.squares[at].states
            if states:
                numbers[states[0].status].append(row.number)
        lines = [(status, words, numbers[status]) for status, words in LEGEND if numbers[status]]
        found.append(Short(slug, name, lines))
    return found


LEGEND: list[tuple[str, Words]] = [(STATUS[state], STATES[state]) for state in State]
# in the order in which a picture is found: the first that fits counts
PICTURES = (State.IN_PLACE, State.OVERDUE, State.PARTLY, State.STARTED, State.NOT_REPORTED, State.NOT_APPLICABLE)


@dataclass(frozen=True)
class Meaning:
    """What a mark means: of somebody by themselves, and of many together."""

    status: str
    words: Words
    alone: Words
    together: Words


def meanings() -> list[Meaning]:
    """Returns what every mark means, with the shares as this alliance has drawn them."""
    shares = asdict(picture_shares())
    return [Meaning(STATUS[one], STATES[one], STATE_HINTS[one], str(PICTURE_HINTS[one]) % shares) for one in PICTURES]
