"""The directory as a kind of import: its columns, what happens to a row, its one entry in the ledger, its words."""

from django.utils.translation import gettext as _

from answerable.access.refusals import Refused, Unacceptable
from answerable.kit.imports import Context, ImportKind, Problem, declare
from answerable.ledger import actions as ledger

from ...permissions import acting_office
from .applying import add_many, apply
from .columns import COLUMNS
from .looking_up import acting, prepare
from .places import scope_network
from .planning import look_up, plan
from .speaking import spoken
from .undoing import undo


def enter_brought_in(context: Context) -> None:
    """Writes the one ledger entry of a whole import: its fingerprint and counts."""
    _enter(context, "alliance.bring_in_directory")


def enter_undone(context: Context) -> None:
    _enter(context, "alliance.undo_directory")


def _enter(context: Context, act: str) -> None:
    run, scope = context.run, scope_network(context)
    totals, place = context.totals, scope.path
    counts = (
        {"added": totals.added, "changed": totals.changed, "left_out": totals.left_out + totals.maybe_same}
        if totals
        else {}
    )
    ledger.record(
        acting(context), act, subject=("import", str(run.pk)), office=acting_office(acting(context), place), place=place,
        detail={"fingerprint": run.fingerprint, **counts},
    )  # fmt: skip


def words(problem: Problem) -> str:
    """Says this room's problems in words; the framework says its own."""
    said = {
        "kind_unknown": _("We know no such kind of organisation."),
        "language_unknown": _("We know no such language."),
        "network_unknown": " ".join(
            (
                _("We know no network of this name among those you keep."),
                _("Write the name of a network or of a country, or leave the cell empty."),
            )
        ),
        "visibility_unknown": _("We do not know whom this means."),
        "state_unknown": _("We know no such state of a membership."),
        "same_as_row": _("The same organisation stands in row %(row)s."),
        "kept_by_others": _("Others keep this organisation’s records; ask them to add it here."),
        "recorded_meanwhile": _("Somebody recorded the same while these rows were brought in."),
        "people_stand_for_it": _("People stand for this organisation by now: it stays."),
        "named_elsewhere": _(
            "Other records speak of this organisation by now, for example what it signed or promised: it stays."
        ),
        "network_closed": _("This network is closed."),
        "not_your_place": _("You do not keep the records of this network."),
        "membership_cannot_move_so": _("A membership cannot move from its present state to this one."),
    }.get(problem.code, "")
    return said % dict(problem.facts) if said else ""


DIRECTORY = declare(
    ImportKind(
        "alliance.directory", columns=COLUMNS, plan=plan, apply=apply, undo=undo, add_many=add_many, prepare=prepare, look_up=look_up, on_brought_in=enter_brought_in,
        on_undone=enter_undone, refusals=(Unacceptable, Refused), words=words, spoken=spoken,
    )
)  # fmt: skip
