"""The one lookup that asks the database's own index: FTS5 on SQLite, a tsvector on PostgreSQL, the same terms in both."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Lookup
from django.db.models.sql.compiler import SQLCompiler

from ..terms_field import TermsField
from .asking import Match, for_postgresql, for_sqlite


@TermsField.register_lookup
class Holding(Lookup[Any]):
    """Rows whose terms hold a match."""

    lookup_name = "holding"
    prepare_rhs = False
    rhs: Match

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_more: Any) -> tuple[str, list[str]]:
        found = "(SELECT rowid FROM kit_searchterms WHERE kit_searchterms MATCH %s)"
        return f"{compiler.quote_name_unless_alias(self.lhs.alias)}.id IN {found}", [for_sqlite(self.rhs)]

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_more: Any
    ) -> tuple[str, list[str]]:
        return f"{compiler.quote_name_unless_alias(self.lhs.alias)}.vector @@ %s::tsquery", [for_postgresql(self.rhs)]
