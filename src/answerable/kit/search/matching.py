"""The lookups over terms: `holding` asks the database's own index, `reading` reads the terms of a row. Both say the same.

The index is FTS5 on SQLite and a tsvector on PostgreSQL, with the same terms in both.
"""

from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Lookup
from django.db.models.sql.compiler import SQLCompiler

from ..terms_field import TermsField
from .asking import Match, as_read, for_postgresql, for_sqlite

_ALL = "SELECT rowid FROM kit_searchterms WHERE kit_searchterms MATCH %s"
_SOME = "SELECT * FROM (SELECT rowid FROM kit_searchterms WHERE kit_searchterms MATCH %s LIMIT %s)"
_SOME_ROWS = "(SELECT id FROM kit_searchrow WHERE vector @@ %s::tsquery LIMIT %s)"


@dataclass(frozen=True)
class Some:
    """Matches of each of which not more than so many rows are wanted, whichever; of one, PostgreSQL sees that by the query's own limit."""

    matches: tuple[Match, ...]
    most: int


@TermsField.register_lookup
class Holding(Lookup[Any]):
    """Rows whose terms hold a match."""

    lookup_name = "holding"
    prepare_rhs = False
    rhs: Match | Some

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_more: Any
    ) -> tuple[str, list[str | int]]:
        key = f"{compiler.quote_name_unless_alias(self.lhs.alias)}.id"
        if isinstance(self.rhs, Some):
            asked = [part for match in self.rhs.matches for part in (for_sqlite(match), self.rhs.most)]
            return f"{key} IN ({' UNION ALL '.join([_SOME] * len(self.rhs.matches))})", asked
        # The plus has SQLite go through its index in order and ask of each key whether it was found; without it, it
        # would fetch each row that was found, from all over the file, and put them in order then.
        return f"+{key} IN ({_ALL})", [for_sqlite(self.rhs)]

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_more: Any
    ) -> tuple[str, list[str | int]]:
        row = compiler.quote_name_unless_alias(self.lhs.alias)
        if isinstance(self.rhs, Some) and len(self.rhs.matches) > 1:
            asked = [part for match in self.rhs.matches for part in (for_postgresql(match), self.rhs.most)]
            return f"{row}.id IN ({' UNION ALL '.join([_SOME_ROWS] * len(self.rhs.matches))})", asked
        match = self.rhs.matches[0] if isinstance(self.rhs, Some) else self.rhs
        return f"{row}.vector @@ %s::tsquery", [for_postgresql(match)]


@TermsField.register_lookup
class Reading(Lookup[Any]):
    """The same, for rows that are gone through one after the other."""

    lookup_name = "reading"
    prepare_rhs = False
    rhs: Match

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_more: Any) -> tuple[str, list[str]]:
        return self._written("instr", compiler)

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_more: Any
    ) -> tuple[str, list[str]]:
        return self._written("strpos", compiler)

    def _written(self, place_of: str, compiler: SQLCompiler) -> tuple[str, list[str]]:
        line = f"{compiler.quote_name_unless_alias(self.lhs.alias)}.terms || ' '"
        wanted = as_read(self.rhs)
        parts = [" OR ".join([f"{place_of}({line}, %s) > 0"] * len(part)) for part in wanted]
        return " AND ".join(f"({part})" for part in parts), [term for part in wanted for term in part]
