"""Two versions of a text side by side, in a language in which both are there."""

from dataclasses import dataclass

from ..models import ClauseEdit, ClauseText, Version
from ..rules.differences import Change, Difference, compare
from ..rules.fingerprints import of_clause
from .reading import Reading, read


@dataclass(frozen=True)
class Compared:
    """Two versions read in one language, and every clause of both."""

    before: Reading
    after: Reading
    differences: tuple[Difference, ...]

    @property
    def language(self) -> str:
        return self.after.language

    @property
    def told(self) -> tuple[Difference, ...]:
        return tuple(one for one in self.differences if one.is_told)

    @property
    def of(self) -> int:
        """How many clauses the later version has."""
        return sum(one.change != Change.REMOVED for one in self.differences)


def compared(before: Version, after: Version, language: str) -> Compared:
    """Returns how two versions differ, in the language asked for where both are whole in it, else in the original's."""
    for code in (language, after.original_language, before.original_language):
        earlier, later = read(before, code), read(after, code)
        if earlier.is_whole and later.is_whole:
            break
    sides = [[one.side for one in reading.clauses] for reading in (earlier, later)]
    return Compared(earlier, later, tuple(compare(*sides)))


def wording_with(clause_text: ClauseText, fingerprint: str) -> tuple[str, str] | None:
    """Returns heading and body that a clause once had, by their fingerprint, out of what is kept of it and of the versions
    before; None where it is not known any more."""
    kept = ClauseEdit.objects.filter(text=clause_text).values_list("heading", "body")
    line = ClauseText.objects.filter(
        clause__line=clause_text.clause.line,
        clause__version__instrument_id=clause_text.clause.version.instrument_id,
        language=clause_text.language,
    ).values_list("heading", "body")
    return next(((heading, body) for heading, body in [*kept, *line] if of_clause(heading, body) == fingerprint), None)
