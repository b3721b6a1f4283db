"""What becomes of rows, counted and told in a room's words."""

from collections.abc import Mapping
from typing import Any

from .. import imports
from ..imports import ImportKind, Outcome, Problem, Totals
from .visits import Fates, Visit, Words


def counted(totals: Totals, fates: Fates) -> list[tuple[int, str, Words]]:
    """Returns how many rows meet which fate; fates told in the same words are one number."""
    numbers: dict[tuple[str, Words], int] = {}
    for fate, said in fates.items():
        numbers[said] = numbers.get(said, 0) + getattr(totals, fate)
    return [(number, status, words) for (status, words), number in numbers.items()]


def told(outcome: Outcome, visit: Visit, headings: Mapping[str, str]) -> dict[str, Any]:
    """One row's outcome in words; columns are called as the file itself heads them."""
    status, fate = visit.telling.fates[outcome.fate]
    return {
        "row": outcome.row, "title": outcome.title, "status": status, "fate": fate, "lines": visit.lines(outcome.lines),
        "problems": [_problem(one, visit.telling.kind, headings) for one in outcome.problems],
        "notes": [visit.telling.notes.get(code, code) for code in outcome.notes],
    }  # fmt: skip


def _problem(problem: Problem, kind: ImportKind, headings: Mapping[str, str]) -> dict[str, Any]:
    column = kind.column(problem.column)
    return {
        "column": headings.get(problem.column) or (column.label if column else ""), "cell": problem.cell,
        "why": imports.explain(kind, problem), "right": imports.examples_of(kind, problem),
    }  # fmt: skip
