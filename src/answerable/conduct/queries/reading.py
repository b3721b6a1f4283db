"""A version as it is read in one language, and how far each of its languages is."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from answerable.kit.languages import is_right_to_left
from answerable.kit.translations import TextState, in_language

from ..models import Clause, ClauseText, Version, VersionText
from ..rules import fingerprints
from ..rules.differences import Side
from ..rules.fingerprints import Words

SOURCE = "en"  # the language in which the shipped texts were written


@dataclass(frozen=True)
class ClauseRead:
    """A clause as somebody reads it: in the language asked for, else in the original, which `language` then says."""

    pk: int
    line: UUID
    number: str
    heading: str
    body: str
    language: str
    is_translated: bool
    is_behind: bool
    differs: bool
    difference: str

    @property
    def direction(self) -> str:
        return direction_of(self.language)

    @property
    def words(self) -> Words:
        return Words(self.number, self.heading, self.body)

    @property
    def side(self) -> Side:
        return Side(self.line, self.number, self.heading, self.body)


@dataclass(frozen=True)
class Reading:
    """A version in one language. `fingerprint` is that of this language's whole text; empty where it is not whole."""

    version: Version
    language: str
    preamble: str
    preamble_language: str
    changed: str
    came_about: str
    came_about_language: str
    clauses: tuple[ClauseRead, ...]
    fingerprint: str
    read_by: str = ""

    @property
    def is_whole(self) -> bool:
        return bool(self.fingerprint)

    @property
    def is_original(self) -> bool:
        return self.language == self.version.original_language

    @property
    def direction(self) -> str:
        return direction_of(self.language)


@dataclass(frozen=True)
class Standing:
    """How far a version is in one language."""

    language: str
    is_original: bool
    is_public: bool
    clauses: int
    translated: int
    behind: int
    differing: int
    is_read: bool
    came_with_the_program: bool = False

    @property
    def waits_for_a_reader(self) -> bool:
        """Our own words are read by speakers of English alone; an original that an alliance wrote needs nobody to read it."""
        if self.is_read or (self.came_with_the_program and self.language == SOURCE):
            return False
        return self.came_with_the_program or not self.is_original

    @property
    def missing(self) -> int:
        return self.clauses - self.translated

    @property
    def is_whole(self) -> bool:
        return self.missing == 0

    @property
    def direction(self) -> str:
        return direction_of(self.language)


def direction_of(language: str) -> str:
    return "rtl" if is_right_to_left(language) else "ltr"


def languages_of(version: Version, *, drafts: bool = False) -> list[str]:
    """Returns the languages a version can be read in, the original first; `drafts`: those being written as well."""
    original = version.original_language
    shown = {one.language for one in version.texts.all() if drafts or one.state != TextState.DRAFT}
    return [original, *sorted(shown - {original})]


def language_for(version: Version, *wanted: str) -> str:
    """Returns the first of the wanted languages in which a version can be read, else its original's."""
    there = languages_of(version)
    for one in wanted:
        for code in (one, one.split("-", maxsplit=1)[0]):
            if code in there:
                return code
    return version.original_language


def originals(version: Version) -> dict[int, ClauseText]:
    """Returns the original's words of every clause, by clause."""
    found = (
        (clause.pk, text)
        for clause in version.clauses.all()
        for text in clause.texts.all()
        if text.language == version.original_language
    )
    return dict(found)


def read(version: Version, language: str) -> Reading:
    """Returns a version as it is read in a language. The version comes from `instruments.whole`."""
    own = originals(version)
    clauses = tuple(_clause(one, language, version.original_language, own.get(one.pk)) for one in version.clauses.all())
    around = {one.language: one for one in version.texts.all()}
    mine, source = around.get(language), around.get(version.original_language)
    preamble, preamble_language = _first((mine, source), "preamble")
    came_about, came_about_language = _first((mine, source), "came_about")
    is_whole = all(one.is_translated for one in clauses) and bool(clauses) and preamble_language in ("", language)
    fingerprint = fingerprint_of(language, preamble, clauses) if is_whole else ""
    return Reading(
        version=version, language=language, preamble=preamble, preamble_language=preamble_language,
        changed=_first((mine, source), "changed")[0], came_about=came_about, came_about_language=came_about_language,
        clauses=clauses, fingerprint=fingerprint, read_by=mine.read_by if mine else "",
    )  # fmt: skip


def fingerprint_of(language: str, preamble: str, clauses: Iterable[ClauseRead]) -> str:
    return fingerprints.of_text(language=language, preamble=preamble, clauses=[one.words for one in clauses])


def canonical_of(reading: Reading) -> str:
    """Returns the form whose SHA-256 is this reading's fingerprint."""
    words = [one.words for one in reading.clauses]
    return fingerprints.canonical(language=reading.language, preamble=reading.preamble, clauses=words)


def _first(rows: tuple[VersionText | None, VersionText | None], field: str) -> tuple[str, str]:
    for row in rows:
        if row is not None and getattr(row, field):
            return str(getattr(row, field)), row.language
    return "", ""


def _clause(clause: Clause, language: str, original: str, own: ClauseText | None) -> ClauseRead:
    text = next((one for one in clause.texts.all() if one.language == language), None)
    shown = text or own
    return ClauseRead(
        pk=clause.pk, line=clause.line, number=clause.number, heading=shown.heading if shown else "",
        body=shown.body if shown else "", language=shown.language if shown else original,
        is_translated=text is not None, is_behind=is_behind(text, own), differs=bool(text and text.differs),
        difference=text.difference if text else "",
    )  # fmt: skip


def is_behind(text: ClauseText | None, original: ClauseText | None) -> bool:
    """Whether the original says something else than when this was translated."""
    if text is None or original is None or text.language == original.language:
        return False
    return text.made_from != fingerprints.of_clause(original.heading, original.body)


def standings(version: Version, *, drafts: bool = False) -> list[Standing]:
    """Returns how far each language of a version is, the original first."""
    own = originals(version)
    rows = {one.language: one for one in version.texts.all()}
    listed = list(version.clauses.all())
    found = []
    for language in languages_of(version, drafts=drafts):
        there = [text for clause in listed for text in clause.texts.all() if text.language == language]
        row = rows.get(language)
        found.append(
            Standing(
                language=language, is_original=language == version.original_language,
                is_public=row is not None and row.state != TextState.DRAFT, clauses=len(listed), translated=len(there),
                behind=sum(is_behind(text, own.get(text.clause_id)) for text in there),
                differing=sum(text.differs for text in there), is_read=bool(row and row.read_by),
                came_with_the_program=version.shipped,
            )
        )  # fmt: skip
    return found


def name_in(version: Version, language: str) -> str:
    """Returns the instrument's name as this reader reads it."""
    text = in_language(version.instrument.texts.all(), language)
    return text.name if text else version.instrument.name
