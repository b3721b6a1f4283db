"""The one importer: choose a file, match its columns, rehearse, bring in, undo as a whole.

A room declares what it can import, and builds its page and its command on the steps below:

    def plan(row: Row, context: Context) -> Outcome:
        recorded = context.room.get(row.values["code"])
        if recorded is None:
            return Outcome(row.number, Fate.ADDED, title=row.cells["name"])
        lines = (Line("name", row.values["name"], recorded.name),)
        fate = Fate.CHANGED if lines[0].differs else Fate.UNCHANGED
        return Outcome(row.number, fate, title=recorded.name, key=str(recorded.key), lines=lines)

    TOOLS = declare(ImportKind(
        "shed.tools",
        columns=[
            Column("code", _("Code"), {"en": ["code", "id"], "es": ["código"]}, identity=True),
            Column("name", _("Name"), {"en": ["name"], "es": ["nombre"]}, required=True),
            Column("bought", _("Bought"), {"en": ["bought", "since"]}, parse=cells.partial_date),
        ],
        prepare=look_up_tools,      # fills context.room
        plan=plan,                  # changes nothing
        apply=add_or_change_tool,   # returns Change(key, before, after)
        undo=restore_tool,          # raises RowRefused("changed_since") rather than overwrite later work
        on_brought_in=enter_in_ledger,
        refusals=(Unacceptable,),
    ))

    run = begin(TOOLS, by=actor, file_name="tools.csv", data=data, scope="shed")   # SheetUnreadable says no
    shown = matching(run)                                  # correct with set_matching(run, {0: "name", 1: "", …})
    rehearsal = rehearse(run, by=actor)                    # .totals, .dates: answer with say_date_order(run, order)
    page = outcomes(run, Fate.MAYBE_SAME, page=1)          # also outcome_of(run, row=65)
    decide(run, row=65, decision=Decision(Verdict.SAME, key))
    totals = bring_in(run, by=actor)                       # or bring_in_all_or_nothing
    undone = undo(run, by=actor)

A step that is out of turn raises `StepRefused(code)`. Nothing of a file lies in clear in the database.
"""

from .beginning import begin
from .bringing_in import bring_in, bring_in_all_or_nothing
from .deciding import decide, decision_for, say_date_order
from .kinds import By, CellProblem, Column, Context, ImportKind, RowRefused, declare, kind_of
from .matching import FileColumn, How, Matching, columns_called, headings_of, matching, set_matching
from .old_files import remove_old_files
from .outcomes import Candidate, Change, Decision, Fate, Line, Outcome, Problem, Row, Totals, Verdict
from .reading import StepRefused, about
from .rehearsing import DateQuestion, Rehearsal, is_rehearsed_by, is_told_to, rehearsal_of, rehearse
from .results import brought_in_keys, fates_met, left_out_csv, next_row, outcome_of, outcomes, page_count, totals_of
from .sealing import use_sealing
from .undoing import Undone, rehearse_undo, require_undo, undo, undo_ends_on, undone_of
from .words import examples_of, explain, explain_step

__all__ = [
    "By", "Candidate", "CellProblem", "Change", "Column", "Context", "DateQuestion", "Decision", "Fate",
    "FileColumn", "How", "ImportKind", "Line", "Matching", "Outcome", "Problem", "Rehearsal", "Row", "RowRefused",
    "StepRefused", "Totals", "Undone", "Verdict", "about", "begin", "bring_in", "bring_in_all_or_nothing", "brought_in_keys",
    "columns_called", "decide", "decision_for", "declare", "examples_of", "explain", "explain_step", "fates_met", "headings_of", "is_rehearsed_by", "is_told_to", "kind_of", "left_out_csv", "matching", "next_row",
    "outcome_of", "outcomes", "page_count", "rehearsal_of", "rehearse", "rehearse_undo", "remove_old_files", "require_undo", "say_date_order",
    "set_matching", "totals_of", "undo", "undo_ends_on", "undone_of", "use_sealing",
]  # fmt: skip
