"""What is promised: principles, a definition, standards, and a code in two versions, two years apart."""

import datetime as dt

from answerable.alliance.models import Body
from answerable.alliance.rules.words import BodyKind
from answerable.conduct.actions.adopting import adopt_version
from answerable.conduct.actions.clauses import Wording, write_clause
from answerable.conduct.actions.content import take_in
from answerable.conduct.actions.languages import Around, record_reading, write_around
from answerable.conduct.actions.versions import begin_version, open_consultation
from answerable.conduct.models import Clause, ClauseText, Version
from answerable.conduct.queries.content import shipped

from ..reading import read
from .local_codes import adopt_in_india, write_in_tanzania
from .world import World

CODE, STANDARDS = "code-of-conduct", "accountability-standards"


def promise(world: World) -> None:
    """Adopts what the alliance promised two years ago and changed this autumn; the standards are being read anew."""
    data = read("texts")
    first_year, now_year = str(world.ago(years=2).year), str(world.today.year)
    for text in ("accountability", "core-principles"):
        _adopt(world, take_in(by=world.by, text=text, label=first_year), data, world.ago(years=2, days=40))
    first = _first_code(world, data, first_year)
    adopt_in_india(world, first)
    standards = take_in(by=world.by, text=STANDARDS, label=first_year)
    _adopt(world, standards, data, world.ago(years=2))
    write_in_tanzania(world, _second_code(world, data, first, now_year))
    renewed = begin_version(by=world.by, instrument=standards.instrument, label=now_year, copy_of=standards)
    _write(world, renewed, data["standards"], "en")
    open_consultation(by=world.by, version=renewed, until=world.ahead(30))


def _first_code(world: World, data: dict[str, dict[str, dict[str, str]]], label: str) -> Version:
    """The code as it was: two clauses said less."""
    made = take_in(by=world.by, text=CODE, label=label)
    for language, clauses in data["before"].items():
        _write(world, made, clauses, language)
    _adopt(world, made, data, world.ago(years=2))
    return made


def _second_code(world: World, data: dict[str, dict[str, dict[str, str]]], first: Version, label: str) -> Version:
    """The code as it is: the two clauses say more, and one language waits for whoever translates it."""
    made = begin_version(by=world.by, instrument=first.instrument, label=label, copy_of=first)
    one = shipped(CODE)
    for language in ("en", "es", "ar", "fr", "pt"):
        told = {
            clause.key: clause.body for clause in one.languages[language].clauses if clause.key in data["before"]["en"]
        }
        _write(world, made, told, language)
    _differ(world, made, data["differs"])
    for language, words in data["changed"].items():
        around = Around(shipped(CODE).languages[language].preamble, words, data["came_about"][language])  # type: ignore[arg-type] # a text a language
        write_around(by=world.by, version=made, language=language, words=around, revision=1)
    adopt_version(
        by=world.by, version=made, body=_board(world), adopted_on=world.ago(days=50), in_force_from=world.ago(days=20)
    )
    for language, who in data["read_by"].items():
        record_reading(by=world.by, version=made, language=language, read_by=str(who), read_on=world.ago(days=30))
    return made


def _write(world: World, version: Version, clauses: dict[str, str], language: str) -> None:
    one = shipped(version.instrument.slug)
    for key, body in clauses.items():
        clause = Clause.objects.select_related("version__instrument__network").get(version=version, line=one.line(key))
        text = ClauseText.objects.get(clause=clause, language=language)
        wording = Wording(text.heading, body.strip())
        write_clause(by=world.by, clause=clause, language=language, wording=wording, revision=text.revision)


def _differ(world: World, version: Version, differs: dict[str, dict[str, str]]) -> None:
    for language, clauses in differs.items():
        for key, how in clauses.items():
            clause = Clause.objects.select_related("version__instrument__network").get(
                version=version, line=shipped(CODE).line(key)
            )
            text = ClauseText.objects.get(clause=clause, language=language)
            wording = Wording(text.heading, text.body, differs=True, difference=how)
            write_clause(by=world.by, clause=clause, language=language, wording=wording, revision=text.revision)


def _adopt(world: World, version: Version, data: dict[str, dict[str, dict[str, str]]], day: dt.date) -> None:
    for language, words in data["came_about_first"].items():
        row = version.texts.get(language=language)
        around = Around(row.preamble, row.changed, str(words))
        write_around(by=world.by, version=version, language=language, words=around, revision=row.revision)
    adopt_version(by=world.by, version=version, body=_board(world), adopted_on=day)


def _board(world: World) -> Body:
    return Body.objects.get(network=world.networks["root"], kind=BodyKind.BOARD)
