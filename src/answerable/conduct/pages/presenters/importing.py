"""A list of signatures that is being brought in, in words."""

from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from answerable.kit import imports
from answerable.kit.imports import Fate, Outcome, Problem, StepRefused, Totals
from answerable.kit.models import ImportRun

from ...actions.signature_lists import COLUMNS, SIGNATURES

LABELS = {column.code: column.label for column in COLUMNS}
STEPS = (
    gettext_lazy("Choose a file"),
    gettext_lazy("Match columns"),
    gettext_lazy("Check the rows"),
    gettext_lazy("Bring in"),
)
FATES: dict[Fate, tuple[str, Promise]] = {
    Fate.ADDED: ("ok", gettext_lazy("will be added")),
    Fate.CHANGED: ("ok", gettext_lazy("will be added")),
    Fate.UNCHANGED: ("na", gettext_lazy("signed already")),
    Fate.MAYBE_SAME: ("start", gettext_lazy("say who it is")),
    Fate.LEFT_OUT: ("late", gettext_lazy("left out, see why")),
}
REASONS: dict[str, Promise] = {
    "similar_name": gettext_lazy("similar name"),
    "same_name": gettext_lazy("same name"),
    "is_person": gettext_lazy("a person"),
    "is_organisation": gettext_lazy("an organisation"),
}


def totals_planned(totals: Totals) -> list[tuple[int, str, Any]]:
    numbers = {
        Fate.ADDED: totals.brought_in, Fate.UNCHANGED: totals.unchanged, Fate.MAYBE_SAME: totals.maybe_same,
        Fate.LEFT_OUT: totals.left_out,
    }  # fmt: skip
    return [(number, *FATES[fate]) for fate, number in numbers.items()]


def totals_done(totals: Totals) -> list[tuple[int, str, Any]]:
    return [
        (totals.brought_in, "ok", _("added")),
        (totals.unchanged, "na", _("signed already")),
        (totals.maybe_same + totals.left_out, "late", _("left out")),
    ]


def told(outcome: Outcome) -> dict[str, Any]:
    """One row's outcome in words."""
    status, fate = FATES[outcome.fate]
    return {
        "row": outcome.row, "title": outcome.title, "status": status, "fate": fate, "lines": (), "notes": (),
        "problems": [_problem(one) for one in outcome.problems],
    }  # fmt: skip


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "column": LABELS.get(problem.column, ""), "cell": problem.cell, "why": imports.explain(SIGNATURES, problem),
        "right": problem.would_be_right,
    }  # fmt: skip


def done_context(run: ImportRun, refused: StepRefused | None) -> dict[str, Any]:
    run.refresh_from_db()
    return {
        "refused": imports.explain_step(refused) if refused else "", "undo_days": settings.IMPORT_UNDO_DAYS,
        "can_be_undone": imports.undo_ends_on(run) is not None,
    }  # fmt: skip
