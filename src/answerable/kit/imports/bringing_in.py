"""Brings the rows in: some at a time, each for itself, so that a bad one stops no other and a broken run can go on."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from django.db import transaction

from ..models import ImportChange, ImportRun, ImportState
from .deciding import settled
from .kinds import By, Context, RowRefused, kind_of
from .outcomes import Change, Decision, Fate, Outcome, Problem, Row, Totals, Verdict
from .planning import planned
from .reading import StepRefused, context_for, plain_facts, this_hour
from .rehearsing import Progress
from .results import totals_of
from .sealing import sealed_json, unsealed_json
from .storing import Pages, forget_others

log = logging.getLogger(__name__)
_AT_ONCE = 200
_WORTH_IT = 3
Done = tuple[Outcome, Change | None]
Planned = tuple[Row, Outcome, Decision | None]
Check = Callable[[Outcome], None]


def bring_in(run: ImportRun, *, by: By, progress: Progress | None = None) -> Totals:
    """Brings in what was rehearsed, leaving out what is bad or undecided; goes on where an earlier try broke off."""
    return _bring_all(run, by, progress, _any)


def bring_in_all_or_nothing(run: ImportRun, *, by: By, progress: Progress | None = None) -> Totals:
    """Brings in what was rehearsed, or nothing at all if a single row is bad or undecided."""
    bad = run.totals.get("planned", {}).get(Fate.LEFT_OUT, 0) + totals_of(run).maybe_same - _chosen_out(run)
    if bad > 0:
        raise StepRefused("rows_are_bad", rows=bad)
    try:
        with transaction.atomic():
            return _bring_all(run, by, progress, _only_good)
    except BaseException:
        run.refresh_from_db()
        raise


def _chosen_out(run: ImportRun) -> int:
    """Counts rows that cannot be read and that somebody has decided to leave out anyway."""
    decisions = run.answers.get("decisions", {}).values()
    return sum(kept.get("planned") == Fate.LEFT_OUT and kept["verdict"] == Verdict.LEAVE_OUT for kept in decisions)


def _any(done: Outcome) -> None:
    return None


def _only_good(done: Outcome) -> None:
    chosen = any(problem.code == "left_out_by_choice" for problem in done.problems)
    if done.fate == Fate.MAYBE_SAME or (done.fate == Fate.LEFT_OUT and not chosen):
        raise StepRefused("rows_are_bad", rows=1)


@dataclass
class _Work:
    """One go at a run; `added` are the keys of what this run has added, `check` may stop it all."""

    run: ImportRun
    context: Context
    pages: Pages
    added: set[str]
    check: Check


def _bring_all(run: ImportRun, by: By, progress: Progress | None, check: Check) -> Totals:
    _start(run, by)
    work = _Work(run, context_for(run, by), Pages.resumed(run), _added_before(run), check)
    rows = _distinct(work)
    while _bring_some(work, rows):
        if progress:
            progress(work.pages.counts.total(), run.rows)
    return _finish(work)


def _added_before(run: ImportRun) -> set[str]:
    """Returns the keys of what an earlier, broken-off try added."""
    facts = (
        unsealed_json("change", one.sealed, bound_to=f"{run.key}:{one.row}")
        for one in run.changes.iterator(chunk_size=500)
    )
    return {one["key"] for one in facts if not one["before"]}


def _distinct(work: _Work) -> Iterator[Planned]:
    """Takes no row for a likeness of one that this very file has just added: the rehearsal, which people saw, did not."""
    reached = work.run.reached
    for row, outcome, decision in planned(work.run, work.context):
        if row.number <= reached:
            continue
        candidates = tuple(one for one in outcome.candidates if one.key not in work.added)
        is_new = outcome.fate == Fate.MAYBE_SAME and not candidates
        yield row, replace(outcome, candidates=candidates, fate=Fate.ADDED if is_new else outcome.fate), decision


def _start(run: ImportRun, by: By) -> None:
    with transaction.atomic():
        locked = ImportRun.objects.select_for_update().get(pk=run.pk)
        if locked.state == ImportState.REHEARSED:
            pages = Pages(locked)
            locked.state, locked.reached, locked.rehearsal = ImportState.BRINGING_IN, 0, pages.rehearsal
            locked.totals |= {"done": {}, "by": by.opaque_id}
            locked.save(update_fields=["state", "reached", "rehearsal", "totals"])
        elif locked.state != ImportState.BRINGING_IN:
            raise StepRefused("not_rehearsed" if locked.state == ImportState.BEGUN else "brought_in_already")
        elif (
            locked.totals.get("by") != by.opaque_id
        ):  # what two have brought in may tell each of more than they may see
            locked.totals["by"] = ""
            locked.save(update_fields=["totals"])
    run.refresh_from_db()


def _bring_some(work: _Work, rows: Iterator[Planned]) -> bool:
    run, changes, reached = work.run, [], 0
    with transaction.atomic():
        _hold(run, ImportState.BRINGING_IN)
        chunk = [(row, settled(outcome, decision)) for row, outcome, decision in islice(rows, _AT_ONCE)]
        together = _added_together(run, chunk, work.context)
        for row, outcome in chunk:
            done, change = together.get(row.number) or _bring(run, row, outcome, work.context)
            work.check(done)
            work.pages.add(done)
            reached = row.number
            if change:
                work.added |= set() if change.before else {change.key}
                made = sealed_json("change", vars(change), bound_to=f"{run.key}:{row.number}")
                changes.append(ImportChange(run=run, row=row.number, sealed=made))
        if not reached:
            return False
        ImportChange.objects.bulk_create(changes)
        work.pages.save()
        run.reached, run.totals["done"] = reached, dict(work.pages.counts)
        run.save(update_fields=["reached", "totals"])
    return True


def _hold(run: ImportRun, state: ImportState) -> None:
    """Locks the run and makes sure that nobody else brings in the same rows."""
    locked = ImportRun.objects.select_for_update().get(pk=run.pk)
    if locked.state != state or locked.reached != run.reached:
        raise StepRefused("at_work_elsewhere")


def _added_together(run: ImportRun, chunk: Sequence[tuple[Row, Outcome]], context: Context) -> dict[int, Done]:
    """Adds the new ones of some rows in one go and returns them by number; none where one of them cannot be added."""
    kind, new = kind_of(run), [(row, outcome) for row, outcome in chunk if outcome.fate == Fate.ADDED]
    if kind.add_many is None or len(new) < _WORTH_IT:
        return {}
    try:
        with transaction.atomic():
            changes = kind.add_many([row for row, _ in new], context)
    except Exception:
        return {}  # each for itself then, which tells what is wrong with which
    made = zip(new, changes, strict=True)
    return {row.number: (replace(outcome, key=change.key), change) for (row, outcome), change in made}


def _bring(run: ImportRun, row: Row, outcome: Outcome, context: Context) -> Done:
    if outcome.fate not in (Fate.ADDED, Fate.CHANGED):
        return outcome, None
    kind = kind_of(run)
    try:
        with transaction.atomic():
            change = kind.apply(row, outcome, context)
    except Exception as fault:
        problem = problem_of(fault, (RowRefused, *kind.refusals))
        return replace(outcome, fate=Fate.LEFT_OUT, problems=(*outcome.problems, problem)), None
    if change is None:
        return replace(outcome, fate=Fate.UNCHANGED), None
    return replace(outcome, key=change.key), change


def problem_of(fault: Exception, refusals: tuple[type[Exception], ...]) -> Problem:
    """Says why a row did not come in: the rule that refused it, or that something failed."""
    if isinstance(fault, refusals):
        code = str(getattr(fault, "code", "") or getattr(fault, "reason", "") or "refused")
        column = str(getattr(fault, "column", "") or getattr(fault, "field", ""))
        return Problem(code, column, facts=plain_facts(getattr(fault, "facts", {})))
    log.error("A row of an import failed.", exc_info=fault)
    return Problem("fault")


def _finish(work: _Work) -> Totals:
    run = work.run
    with transaction.atomic():
        _hold(run, ImportState.BRINGING_IN)
        run.state, run.brought_in_at = ImportState.BROUGHT_IN, this_hour()
        run.save(update_fields=["state", "brought_in_at"])
        forget_others(run, work.pages.rehearsal)
        work.context.totals = totals_of(run)
        kind_of(run).on_brought_in(work.context)
    return work.context.totals
