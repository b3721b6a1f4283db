"""The table of a local code: every one of the parent's clauses, and what stands for it."""

from dataclasses import dataclass

from ..models import Alignment, Clause, LocalCode
from ..rules.local_codes import Compared, why_open
from .local_codes import clauses_of, compared_of


@dataclass(frozen=True)
class Aligned:
    """One of the parent's clauses with the local ones that say it; `why` is empty where it is accounted for."""

    parent: Clause
    clauses: tuple[Clause, ...]
    row: Alignment | None
    why: str


def table(code: LocalCode) -> list[Aligned]:
    """Returns every one of the parent's clauses, in order."""
    local = {one.pk: one for one in clauses_of(code.version)}
    rows = {one.parent_clause_id: one for one in Alignment.objects.filter(local_code=code).prefetch_related("clauses")}
    return [_aligned(one, rows.get(one.pk), local, code.version.original_language) for one in clauses_of(code.parent)]


def _aligned(parent: Clause, row: Alignment | None, local: dict[int, Clause], language: str) -> Aligned:
    if row is None:
        return Aligned(parent, (), None, why_open(Compared()))
    clauses = tuple(sorted((local[one.pk] for one in row.clauses.all() if one.pk in local), key=lambda one: one.order))
    stale = row.compared != compared_of(clauses, language)
    return Aligned(parent, clauses, row, why_open(Compared(row.strength, len(clauses), row.reason, stale)))


def for_clause(listed: list[Aligned], clause: Clause) -> list[Aligned]:
    """Returns the parent's clauses that a local clause stands for."""
    return [one for one in listed if any(each.pk == clause.pk for each in one.clauses)]


def how_many_open(listed: list[Aligned]) -> int:
    return sum(1 for one in listed if one.why)
