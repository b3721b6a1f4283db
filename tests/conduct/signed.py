"""A code of the alliance in two versions, the first of 2022, in English and Arabic."""

import datetime as dt
from dataclasses import dataclass

import time_machine

from answerable.alliance.actions import bodies
from answerable.alliance.models import Body
from answerable.alliance.rules.words import BodyKind
from answerable.conduct.actions.adopting import adopt_version
from answerable.conduct.actions.clauses import Wording, add_clause, write_clause
from answerable.conduct.actions.instruments import Signers, open_instrument
from answerable.conduct.actions.languages import begin_language, show_language
from answerable.conduct.actions.signing import Shown, sign
from answerable.conduct.actions.versions import begin_version
from answerable.conduct.models import Clause, Instrument, Signature, Version
from answerable.conduct.queries import instruments, reading
from tests.again import once
from tests.cast import CONSOLE, Alliance

LONG_AGO = dt.datetime(2022, 3, 1, 9, tzinfo=dt.UTC)
LAST_MONTH = dt.timedelta(days=30)
CLAUSES = (
    ("Free of violence", "We use no violence of any kind.", "بلا عنف", "لا نستخدم أي نوع من العنف."),
    ("Safety", "A concern is heard within a reasonable time.", "السلامة", "يُستمع إلى كل شاغل خلال مدة معقولة."),
)
LATER = ("A concern is answered by a date that is told.", "يُجاب عن كل شاغل في موعد معلوم.")


@dataclass
class Code:
    """The code of conduct, its version of 2022, and the board that adopts."""

    alliance: Alliance
    instrument: Instrument
    first: Version
    board: Body


def code(alliance: Alliance) -> Code:
    """The code as it has been since March 2022; everybody signs it."""
    return once(lambda: _code(alliance), called="the code of 2022")


def _code(alliance: Alliance) -> Code:
    with time_machine.travel(LONG_AGO, tick=False):
        board = bodies.open_body(by=CONSOLE, network=alliance.root, kind=BodyKind.BOARD, name="Board")
        instrument = open_instrument(
            by=CONSOLE, network=alliance.root, kind="code", name="Code of conduct", slug="code",
            signers=Signers(people=True, organisations=True, networks=True),
        )  # fmt: skip
        first = begin_version(by=CONSOLE, instrument=instrument, label="2022")
        for heading, body, _, _ in CLAUSES:
            add_clause(by=CONSOLE, version=first, wording=Wording(heading, body))
        begin_language(by=CONSOLE, version=first, language="ar")
        for clause, (_, _, heading, body) in zip(_clauses(first), CLAUSES, strict=True):
            write_clause(by=CONSOLE, clause=clause, language="ar", wording=Wording(heading, body), revision=0)
        show_language(by=CONSOLE, version=first, language="ar")
        adopted = adopt_version(by=CONSOLE, version=first, body=board, came_about="Written by all.")
    return Code(alliance, instrument, adopted, board)


def _clauses(version: Version) -> list[Clause]:
    found = Clause.objects.filter(version=version).select_related("version__instrument__network").order_by("order")
    return list(found)


def later_version(made: Code) -> Version:
    """The version of 2026, adopted today: its second clause says something else, in both languages."""
    second = begin_version(by=CONSOLE, instrument=made.instrument, label="2026", copy_of=made.first)
    clause = _clauses(second)[1]
    for language, body in zip(("en", "ar"), LATER, strict=True):
        text = clause.texts.get(language=language)
        wording = Wording(text.heading, body)
        write_clause(by=CONSOLE, clause=clause, language=language, wording=wording, revision=text.revision)
    return adopt_version(by=CONSOLE, version=second, body=made.board, came_about="After four years of use.")


def shown(version: Version, language: str = "en") -> Shown:
    """What somebody has before them who opens the page."""
    read = reading.read(instruments.whole(version.pk), language)
    return Shown(language, read.fingerprint)


def signed_by(
    made: Code, role: str, version: Version | None = None, *, name: str = "", public: bool = False
) -> Signature:
    """One of the cast signs on the page."""
    under = version or made.first
    return sign(
        by=made.alliance.actor(role), version=under, shown=shown(under), name=name or made.alliance.people[role].name,
        public=public,
    )  # fmt: skip
