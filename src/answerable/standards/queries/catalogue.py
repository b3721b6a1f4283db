"""The duties that come with the program, as they lie in `content/`: what is asked in one file, its words in one a language.

What is wrong in a file is said with the file, the number of the duty (or the line) and what was expected.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from answerable.alliance.rules.words import FIRST_KINDS, Office

from ..rules.shapes import Rule
from ..rules.words import Cadence, Level, Window
from .shipped_files import Entry, WrongContent, load

FILE = "duties.yaml"
FIRST_LANGUAGE = "en"
MOST = {"name": 60, "what": 400, "proof": 240, "example": 240}
NUMBER = 12
CHECKED_BY = ("facts", "claims", "both")
WHY_NOT_FOLLOWED = ("confidential", "not_measured")
ABOUT_EVENTS = frozenset({Cadence.AFTER_EACH, Cadence.EACH_VERSION})
MOST_TIMES, MOST_MONTHS, MOST_DAYS = 50, 120, 3660


@dataclass(frozen=True)
class DutyWords:
    """A duty in one language: what it is called, what it means, what would show it, and an example."""

    name: str
    what: str
    proof: str
    example: str


@dataclass(frozen=True)
class Often:
    """How a duty is asked, but for the day from which. `stated`: a source itself says how often."""

    cadence: Cadence = Cadence.CONTINUOUS
    times: int = 1
    months: int = 12
    window: Window = Window.ROLLING
    grace_days: int = 0
    first_due_days: int = 0
    proofs: tuple[str, ...] = ()
    begun_by: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    checked_by: str = "both"
    stated: bool = False


@dataclass(frozen=True)
class ShippedDuty:
    """A duty as it comes with the program. `why_not_followed` is empty where its standing is shown."""

    number: str
    order: int
    levels: tuple[Level, ...]
    source: str
    often: Often
    words: Mapping[str, DutyWords]
    organisation_kinds: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    main: bool = False
    why_not_followed: str = ""

    @property
    def followed(self) -> bool:
        return not self.why_not_followed

    def rule(self, starts: dt.date) -> Rule:
        """Returns how it is asked from a day on."""
        often = self.often
        return Rule(
            starts=starts, cadence=often.cadence, times=often.times, months=often.months, window=often.window,
            grace_days=often.grace_days, first_due_days=often.first_due_days, kinds=frozenset(often.proofs),
            events=frozenset(often.events), begun_by=frozenset(often.begun_by),
        )  # fmt: skip


@dataclass(frozen=True)
class Catalogue:
    """All shipped duties in their order. `told`: kinds of facts that rooms tell; `to_come`: those that none tells yet."""

    duties: tuple[ShippedDuty, ...]
    told: tuple[str, ...]
    to_come: tuple[str, ...]

    def duty(self, number: str) -> ShippedDuty:
        return next(one for one in self.duties if one.number == number)


@cache
def catalogue() -> Catalogue:
    """Returns the catalogue that lies in `content/`."""
    return read(Path(settings.CONTENT))


def read(folder: Path) -> Catalogue:
    """Returns the catalogue of a folder; raises `WrongContent` at the first thing that is wrong."""
    path = folder / FILE
    whole = Entry(str(path), load(path))
    told, to_come = whole.texts("told"), whole.texts("to_come")
    sources, asked = whole.entry("sources"), whole.entry("duties")
    around = _Around(
        publisher=whole.text("published_by"),
        sources={key: sources.text(key) for key in sources.raw},
        kinds=_once(path, (*told, *to_come)),
        words=_all_words(folder, tuple(asked.raw)),
    )
    whole.nothing_else()
    duties = tuple(_duty(asked.entry(number), number, order, around) for order, number in enumerate(asked.raw, 1))
    _all_named(path, around.kinds, duties)
    return Catalogue(duties, told, to_come)


@dataclass(frozen=True)
class _Around:
    """What the duties of a file share: sources by key, the kinds of facts there are, words by language and number."""

    publisher: str
    sources: Mapping[str, str]
    kinds: frozenset[str]
    words: Mapping[str, Mapping[str, DutyWords]]


def _duty(entry: Entry, number: str, order: int, around: _Around) -> ShippedDuty:
    if len(number) > NUMBER or not number.isalnum():
        raise entry.wrong(f"a number has letters and digits, {NUMBER} at most")
    named = entry.texts("sources", known=tuple(around.sources))
    levels = tuple(Level(one) for one in entry.texts("levels", known=tuple(Level)))
    if not (named and levels):
        raise entry.wrong("it needs levels and sources")
    made = ShippedDuty(
        number=number,
        order=order,
        levels=levels,
        source=f"{around.publisher}: {'; '.join(around.sources[one] for one in named)}",
        words={language: of_all[number] for language, of_all in around.words.items()},
        organisation_kinds=entry.texts("organisation_kinds", known=FIRST_KINDS),
        offices=entry.texts("offices", known=tuple(Office)),
        main=entry.yes("main"),
        why_not_followed=entry.one_of("why_not_followed", WHY_NOT_FOLLOWED, ""),
        often=_often(entry, around.kinds),
    )
    entry.nothing_else()
    if not made.followed and (made.main or made.often != Often()):
        raise entry.wrong("what is not followed is neither main nor asked so many times")
    return made


def _often(entry: Entry, kinds: frozenset[str]) -> Often:
    known = tuple(kinds)
    made = Often(
        cadence=Cadence(entry.one_of("cadence", tuple(Cadence), Cadence.CONTINUOUS)),
        times=entry.number("times", 1, least=1, most=MOST_TIMES),
        months=entry.number("months", 12, least=1, most=MOST_MONTHS),
        window=Window(entry.one_of("window", tuple(Window), Window.ROLLING)),
        grace_days=entry.number("grace_days", 0, least=0, most=MOST_DAYS),
        first_due_days=entry.number("first_due_days", 0, least=0, most=MOST_DAYS),
        proofs=entry.texts("proofs", known=known),
        begun_by=entry.texts("begun_by", known=known),
        events=entry.texts("events", known=known),
        checked_by=entry.one_of("checked_by", CHECKED_BY, "both"),
        stated=entry.yes("stated"),
    )
    if (made.cadence in ABOUT_EVENTS) != bool(made.events):
        raise entry.wrong(f"events go with {' and '.join(sorted(ABOUT_EVENTS))}, and with nothing else")
    if "why_not_followed" not in entry.raw and "cadence" not in entry.raw:
        raise entry.wrong("it needs a cadence, or why_not_followed")
    if "why_not_followed" not in entry.raw and made.checked_by != "claims" and not made.proofs:
        raise entry.wrong("it needs the kinds of facts that prove it (proofs), or checked_by: claims")
    return made


def _once(path: Path, kinds: tuple[str, ...]) -> frozenset[str]:
    twice = sorted({one for one in kinds if kinds.count(one) > 1})
    if twice:
        raise WrongContent(str(path), f"listed twice among told and to_come: {', '.join(twice)}")
    return frozenset(kinds)


def _all_named(path: Path, kinds: frozenset[str], duties: tuple[ShippedDuty, ...]) -> None:
    named = {kind for one in duties for kind in (*one.often.proofs, *one.often.begun_by, *one.often.events)}
    if idle := sorted(kinds - named):
        raise WrongContent(str(path), f"no duty names these kinds of facts: {', '.join(idle)}")


def _all_words(folder: Path, numbers: tuple[str, ...]) -> dict[str, dict[str, DutyWords]]:
    """Returns the words of every language that there is a file of."""
    first = folder / FIRST_LANGUAGE / FILE
    if not first.exists():
        raise WrongContent(str(first), "it is not there, and the other languages follow it")
    paths = [first, *(path for path in sorted(folder.glob(f"*/{FILE}")) if path != first)]
    return {path.parent.name: _words(path, numbers) for path in paths}


def _words(path: Path, numbers: tuple[str, ...]) -> dict[str, DutyWords]:
    whole = Entry(str(path), load(path))
    said = {number: _said(whole.entry(number)) for number in numbers}
    whole.nothing_else()
    return said


def _said(entry: Entry) -> DutyWords:
    texts = {name: entry.text(name, most=most) for name, most in MOST.items()}
    entry.nothing_else()
    return DutyWords(**texts)
