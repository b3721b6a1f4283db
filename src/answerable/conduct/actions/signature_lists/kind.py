"""A list of signatures as a kind of import: its one entry in the ledger, its words."""

from django.utils.translation import gettext as _

from answerable.access.refusals import Refused, Unacceptable
from answerable.kit.imports import Context, ImportKind, Problem, declare
from answerable.ledger import actions as ledger

from ...permissions import acting_office, keeps
from .applying import apply, undo
from .columns import COLUMNS
from .looking_up import acting, prepare, room_of
from .planning import plan


def enter_signatures_brought_in(context: Context) -> None:
    """Writes the one ledger entry of a whole list: its fingerprint and counts."""
    _enter_list(context, "conduct.bring_in_signatures")


def enter_signatures_undone(context: Context) -> None:
    _enter_list(context, "conduct.undo_signatures")


def _enter_list(context: Context, act: str) -> None:
    totals, place = context.totals, room_of(context).network.path
    ledger.record(
        acting(context), act, subject=("import", str(context.run.pk)),
        office=acting_office(acting(context), place, keeps), place=place,
        detail={"fingerprint": context.run.fingerprint, "added": totals.brought_in, "left_out": totals.left_out + totals.maybe_same},
    )  # fmt: skip


def words(problem: Problem) -> str:
    """Says this room's problems in words; the framework says its own."""
    said = {
        "kind_of_signer_unknown": _("Write “person” or “organisation”, or leave the cell empty."),
        "day_needed": _("A signature needs its whole day, for example 2021-02-28. If you know only the month, write its last day."),
        "version_unknown": _("We know no such version of this text."),
        "language_unknown": _("We know no such language."),
        "signer_unknown": _("We know nobody of this name among those whose records you keep. Correct the name, or welcome them first and bring the list in again."),
        "same_as_row": _("The same signature stands in row %(row)s."),
        "signed_before_adopted": _("Version %(label)s was not adopted yet on that day."),
        "signed_after_superseded": _("Version %(label)s had been replaced by a later one by that day."),
        "not_adopted": _("Version %(label)s was never adopted."),
        "signed_meanwhile": _("Somebody entered this signature while the rows were brought in."),
    }.get(problem.code, "")  # fmt: skip
    return said % dict(problem.facts) if said else ""


SIGNATURES = declare(
    ImportKind(
        "conduct.signatures", columns=COLUMNS, plan=plan, apply=apply, undo=undo, prepare=prepare,
        on_brought_in=enter_signatures_brought_in, on_undone=enter_signatures_undone, refusals=(Unacceptable, Refused),
        words=words,
    )
)  # fmt: skip
