"""What a person answers before the rows come in: the same or another, and how the file writes its dates."""

from dataclasses import replace

from django.db import transaction

from ..models import ImportRun, ImportState
from ..partial_dates import Order
from .matching import start_over
from .outcomes import Decision, Fate, Outcome, Problem, Verdict
from .reading import StepRefused
from .results import outcome_of


def decide(run: ImportRun, *, row: int, decision: Decision | None) -> None:
    """Stores what is to become of a row, None to take the answer back; it holds for every later rehearsal.

    Any row may be left out; only one that may be the same can be said to be so, or to be another.
    """
    outcome = outcome_of(run, row)
    if outcome is None:
        raise StepRefused("row_unknown")
    if decision and not is_open_to(outcome, decision):
        raise StepRefused("decision_unknown")
    with transaction.atomic():
        locked = ImportRun.objects.select_for_update().get(pk=run.pk)
        if locked.state != ImportState.REHEARSED:
            raise StepRefused("brought_in_already")
        decisions = locked.answers.setdefault("decisions", {})
        decisions.pop(str(row), None)
        if decision:
            decisions[str(row)] = {"verdict": decision.verdict, "key": decision.key, "planned": outcome.fate}
        locked.save(update_fields=["answers"])
    run.answers = locked.answers


def say_date_order(run: ImportRun, order: Order) -> None:
    """Stores whether the file writes the day or the month first; its rows must be rehearsed again."""
    run.answers = {**run.answers, "date_order": str(order)}
    start_over(run, "answers")


def decision_for(run: ImportRun, row: int) -> Decision | None:
    """Returns what was decided for a row."""
    kept = run.answers.get("decisions", {}).get(str(row))
    return Decision(Verdict(kept["verdict"]), kept["key"]) if kept else None


def is_open_to(outcome: Outcome, decision: Decision) -> bool:
    """Says whether a row, as it is planned, can be decided so."""
    if decision.verdict == Verdict.LEAVE_OUT:
        return True
    if outcome.fate != Fate.MAYBE_SAME:
        return False
    return decision.verdict == Verdict.ANOTHER or any(one.key == decision.key for one in outcome.candidates)


def settled(outcome: Outcome, decision: Decision | None) -> Outcome:
    """Returns what a row comes to once the decision is taken; undecided rows that may be the same stay out."""
    if decision is None or not is_open_to(outcome, decision):
        return outcome
    if decision.verdict == Verdict.LEAVE_OUT:
        return replace(outcome, fate=Fate.LEFT_OUT, problems=(*outcome.problems, Problem("left_out_by_choice")))
    if decision.verdict == Verdict.ANOTHER:
        return replace(outcome, fate=Fate.ADDED, key="", candidates=(), lines=())
    same = next(one for one in outcome.candidates if one.key == decision.key)
    return replace(outcome, fate=Fate.CHANGED, key=same.key, lines=same.lines, candidates=())
