"""`answerable import directory`: the spreadsheet people really have; and taking a whole import back."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..finding import CONSOLE, as_key, bytes_of, network_named
from ..outcomes import counted, show, tell, tell_done, tell_undone
from ..speaking import Failed, Voice, ask, sure

if TYPE_CHECKING:
    from answerable.kit.imports import DateQuestion, Matching, Rehearsal
    from answerable.kit.models import ImportRun


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    command = commands.add_parser("import", parents=[common], help=_("bring a spreadsheet in, take an import back"))
    things = command.add_subparsers(metavar=_("WHAT"), required=True)
    directory = things.add_parser(
        "directory", parents=[common], help=_("organisations, from CSV or XLSX"),
        description=_(
            "Shows what would become of every row, then brings in those that are clear. "
            "Rows that may be something already recorded stay out until somebody decides on the page."
        ),
    )  # fmt: skip
    directory.add_argument("file", metavar="FILE", help=_("CSV or XLSX; - reads standard input"))
    directory.add_argument("--network", metavar="SLUG", help=_("into this network; without it into the alliance"))
    directory.add_argument(
        "--visibility",
        choices=("public", "members", "network"),
        default="members",
        help=_("where a row does not say (members)"),
    )
    directory.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="HEADING=COLUMN",
        help=_("what a column holds; nothing after = leaves it out"),
    )
    directory.add_argument(
        "--all-or-nothing", action="store_true", help=_("bring in nothing if one row is bad or undecided")
    )
    order = directory.add_mutually_exclusive_group()
    order.add_argument(
        "--day-first", dest="order", action="store_const", const="day_first", help=_("03/04/2020 is the third of April")
    )
    order.add_argument(
        "--month-first",
        dest="order",
        action="store_const",
        const="month_first",
        help=_("03/04/2020 is the fourth of March"),
    )
    directory.add_argument("--dry-run", action="store_true", help=_("show what would happen, change nothing"))
    directory.add_argument("--yes", action="store_true", help=_("do not ask before bringing in"))
    directory.add_argument("--json", action="store_true", help=_("print data for programs, every row of it"))
    directory.set_defaults(do=do_import)
    listed = things.add_parser("list", parents=[common], help=_("imports that were begun"))
    listed.add_argument("--json", action="store_true", help=_("print data for programs"))
    listed.set_defaults(do=do_list)
    undo = things.add_parser("undo", parents=[common], help=_("take a whole import back"))
    undo.add_argument("import_", metavar="IMPORT", help=_("its key, as listed"))
    undo.add_argument("--dry-run", action="store_true", help=_("show what would happen, change nothing"))
    undo.add_argument("--yes", action="store_true", help=_("do not ask"))
    undo.set_defaults(do=do_undo)


def do_import(asked: argparse.Namespace, voice: Voice) -> int:
    from answerable.kit import imports
    from answerable.kit.imports import StepRefused

    run = _begun(asked)
    try:
        _match(run, asked.map, voice)
        rehearsal = imports.rehearse(run, by=CONSOLE, progress=counted(voice, _("looked at")))
        rehearsal = _with_dates_read(run, rehearsal, asked, voice)
        show(run, rehearsal.totals, voice)
        if asked.dry_run or not (rehearsal.totals.brought_in or asked.all_or_nothing):
            tell(run, rehearsal.totals, _("Nothing was changed."), voice)
            return 0
        if not sure(_("Bring this in?"), yes=asked.yes):
            raise Failed(_("Nothing was changed."))
        step = imports.bring_in_all_or_nothing if asked.all_or_nothing else imports.bring_in
        totals = step(run, by=CONSOLE, progress=counted(voice, _("brought in")))
    except StepRefused as refused:
        raise Failed(imports.explain_step(refused)) from refused
    finally:
        _forget_if_only_looked_at(run)
    tell_done(run, totals, voice)
    return 0


def _forget_if_only_looked_at(run: "ImportRun") -> None:
    """Nothing stays of a file that was not brought in: neither it nor what its rows would have come to."""
    from answerable.kit.models import ImportState

    run.refresh_from_db()
    if run.state in (ImportState.BEGUN, ImportState.REHEARSED):
        run.delete()


def _begun(asked: argparse.Namespace) -> "ImportRun":
    from answerable.alliance.actions.directory import DIRECTORY, Scope
    from answerable.kit import imports, sheets

    most = settings.IMPORT_MAX_BYTES
    data = sys.stdin.buffer.read(most + 1) if asked.file == "-" else bytes_of(asked.file, most=most)
    scope = Scope(network_named(asked.network).slug, asked.visibility).text()
    try:
        return imports.begin(DIRECTORY, by=CONSOLE, file_name=Path(asked.file).name, data=data, scope=scope)
    except sheets.SheetUnreadable as problem:
        raise Failed(sheets.explain(problem)) from problem


def _match(run: "ImportRun", said: list[str], voice: Voice) -> None:
    """Matches columns as their headings say, and as `--map` says instead; names those that are left aside."""
    from answerable.kit import imports

    shown = imports.matching(run)
    if said:
        _match_by_hand(run, shown, said)
        shown = imports.matching(run)
    if not shown.is_complete:
        missing = ", ".join(f"{column.label} ({column.code})" for column in shown.missing)
        raise Failed(
            _('No column of the file was recognised as: %(missing)s. Say which it is: --map "Heading=column"')
            % {"missing": missing}
        )
    aside = [one.heading for one in shown.columns if not one.column and one.heading.strip()]
    if aside:
        voice.progress(_("Columns left aside: %(headings)s") % {"headings": _(", ").join(aside)})


def _match_by_hand(run: "ImportRun", shown: "Matching", said: list[str]) -> None:
    """Takes `Heading=column`; where no heading is known, the first row holds them."""
    from answerable.kit import imports

    headings = [one.heading if shown.heading_row else "".join(one.samples[:1]) for one in shown.columns]
    at = {heading.strip().casefold(): column.index for heading, column in zip(headings, shown.columns, strict=True)}
    chosen = {column.index: column.column for column in shown.columns}
    for pair in said:
        heading, equals, code = (part.strip() for part in pair.rpartition("="))
        if not equals or heading.casefold() not in at:
            facts = {"pair": pair, "headings": ", ".join(headings)}
            raise Failed(_("--map %(pair)s: the file’s headings are %(headings)s") % facts, code=2)
        code = _column_meant(code, pair)
        chosen = {index: "" if was == code else was for index, was in chosen.items()}
        chosen[at[heading.casefold()]] = code
    imports.set_matching(run, chosen, heading_row=shown.heading_row or 1)


def _column_meant(said: str, pair: str) -> str:
    """Returns the column that `--map` names, by its code or by a word a file may head it with; nothing for none."""
    from answerable.alliance.actions.directory import DIRECTORY
    from answerable.kit import imports

    meant = imports.columns_called(DIRECTORY, said) if said else ("",)
    if len(meant) == 1:
        return meant[0]
    listed = "\n".join(f"  {column.code}: {column.label}" for column in DIRECTORY.columns)
    why = _("There is no such column. Choose one from the list.")
    raise Failed(f"--map {pair}: {why}\n{listed}", code=2)


def _with_dates_read(run: "ImportRun", rehearsal: "Rehearsal", asked: argparse.Namespace, voice: Voice) -> "Rehearsal":
    """Settles once which of day and month comes first; unanswered, those rows stay out as on the page."""
    from answerable.kit import imports
    from answerable.kit.partial_dates import Order

    if rehearsal.dates is None or (rehearsal.dates.answer and not asked.order):
        return rehearsal
    order = asked.order or _asked_order(rehearsal.dates, asked, voice)
    if not order:
        voice.progress(_("Such rows stay out. To bring them in, add --day-first or --month-first."))
        return rehearsal
    imports.say_date_order(run, Order(order))
    return imports.rehearse(run, by=CONSOLE, progress=counted(voice, _("looked at")))


def _asked_order(dates: "DateQuestion", asked: argparse.Namespace, voice: Voice) -> str:
    voice.progress(
        ngettext(
            "%(ambiguous)s date may be read in two ways; of the others %(day)s write the day first, %(month)s the month.",
            "%(ambiguous)s dates may be read in two ways; of the others %(day)s write the day first, %(month)s the month.",
            dates.ambiguous,
        )
        % {"ambiguous": dates.ambiguous, "day": dates.day_first, "month": dates.month_first}
    )
    question, day, month = _("Which comes first in the dates: the day or the month?"), _("day"), _("month")
    said = ask(f"{question} [{day}/{month}]", given=None, take_defaults=asked.yes).lower()
    words = {"day_first": {"d", "day", day}, "month_first": {"m", "month", month}}
    return next((order for order, known in words.items() if said in known), "")


def do_list(asked: argparse.Namespace, voice: Voice) -> int:
    from answerable.kit import imports
    from answerable.kit.models import ImportRun

    rows = [
        {
            "import": str(run.key),
            "state": run.state,
            "day": f"{run.begun_at:%Y-%m-%d}",
            "rows": imports.totals_of(run).rows,
        }
        for run in ImportRun.objects.all()[:100]
    ]
    voice.table([_("Import"), _("State"), _("Day"), _("Rows")], rows)
    return 0


def do_undo(asked: argparse.Namespace, voice: Voice) -> int:
    from answerable.kit import imports
    from answerable.kit.models import ImportRun

    key = as_key(asked.import_)
    run = ImportRun.objects.filter(key=key).first() if key else None
    if run is None:
        raise Failed(_("There is no such import. “answerable import list” shows them."), code=2)
    if not asked.dry_run and not sure(_("Take this import back?"), yes=asked.yes):
        raise Failed(_("Nothing was changed."))
    step = imports.rehearse_undo if asked.dry_run else imports.undo
    try:
        undone = step(run, by=CONSOLE)
    except imports.StepRefused as refused:
        raise Failed(imports.explain_step(refused)) from refused
    tell_undone(undone, voice, dry_run=asked.dry_run)
    return 0
