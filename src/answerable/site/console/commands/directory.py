"""`answerable import directory` and `answerable export directory`: the spreadsheet people really have, in and out."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _

from ..finding import CONSOLE, bytes_of, network_named
from ..speaking import Failed, Voice, sure

if TYPE_CHECKING:
    from answerable.kit.imports import Totals
    from answerable.kit.models import ImportRun


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    _add_import(
        commands.add_parser("import", parents=[common], help=_("bring a spreadsheet in, take an import back")), common
    )
    _add_export(
        commands.add_parser("export", parents=[common], help=_("write the directory out as a spreadsheet")), common
    )


def _add_import(command: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    things = command.add_subparsers(metavar=_("WHAT"), required=True)
    directory = things.add_parser(
        "directory", parents=[common], help=_("organisations, from CSV or XLSX"),
        description=_("Shows what would become of every row, then brings in those that are clear. Rows that may be something already recorded stay out until somebody decides on the page."),
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
    undo.add_argument("--yes", action="store_true", help=_("do not ask"))
    undo.set_defaults(do=do_undo)


def _add_export(command: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    things = command.add_subparsers(metavar=_("WHAT"), required=True)
    directory = things.add_parser("directory", parents=[common], help=_("organisations, as CSV or XLSX"))
    directory.add_argument("file", metavar="FILE", help=_("ends in .csv or .xlsx; - writes CSV to standard output"))
    directory.add_argument("--network", metavar="SLUG", help=_("of this network; without it of the alliance"))
    directory.add_argument("--yes", action="store_true", help=_("write over a file that is there"))
    directory.set_defaults(do=do_export)


def do_import(asked: argparse.Namespace, voice: Voice) -> int:
    from answerable.kit import imports
    from answerable.kit.imports import StepRefused

    try:
        run = _begun(asked)
        _match(run, asked.map)
        rehearsal = imports.rehearse(run, by=CONSOLE, progress=_counted(voice, _("looked at")))
        if asked.order and rehearsal.dates:
            rehearsal = _with_order(run, asked.order, voice)
        _see_that_dates_are_clear(rehearsal.dates)
        _show(run, rehearsal.totals, asked, voice)
        if asked.dry_run:
            return _end_dry_run(run, voice)
        if not rehearsal.totals.brought_in and not asked.all_or_nothing:
            return _end_unchanged(run, rehearsal.totals, voice)
        if not sure(_("Bring this in?"), yes=asked.yes):
            raise Failed(_("Nothing was changed."))
        step = imports.bring_in_all_or_nothing if asked.all_or_nothing else imports.bring_in
        totals = step(run, by=CONSOLE, progress=_counted(voice, _("brought in")))
    except StepRefused as refused:
        raise Failed(imports.explain_step(refused)) from refused
    _tell_done(run, totals, asked, voice)
    return 0


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


def _match(run: "ImportRun", said: list[str]) -> None:
    """Matches columns as their headings say, and as `--map` says instead."""
    from answerable.kit import imports

    shown = imports.matching(run)
    if said:
        by_heading = {column.heading.strip().casefold(): column.index for column in shown.columns}
        chosen = {column.index: column.column for column in shown.columns}
        for pair in said:
            heading, equals, code = pair.rpartition("=")
            if not equals or heading.strip().casefold() not in by_heading:
                headings = ", ".join(column.heading for column in shown.columns)
                raise Failed(
                    _("--map %(pair)s: the file’s headings are %(headings)s") % {"pair": pair, "headings": headings},
                    code=2,
                )
            chosen = {at: (was if was != code else "") for at, was in chosen.items()}
            chosen[by_heading[heading.strip().casefold()]] = code.strip()
        imports.set_matching(run, chosen)
        shown = imports.matching(run)
    if not shown.is_complete:
        missing = ", ".join(f"{column.label} ({column.code})" for column in shown.missing)
        raise Failed(
            _('No column of the file was recognised as: %(missing)s. Say which it is: --map "Heading=column"')
            % {"missing": missing}
        )


def _with_order(run: "ImportRun", order: str, voice: Voice) -> Any:
    from answerable.kit import imports
    from answerable.kit.partial_dates import Order

    imports.say_date_order(run, Order(order))
    return imports.rehearse(run, by=CONSOLE, progress=_counted(voice, _("looked at")))


def _see_that_dates_are_clear(dates: Any) -> None:
    if dates is None or dates.answer:
        return
    facts = {"ambiguous": dates.ambiguous, "day": dates.day_first, "month": dates.month_first}
    raise Failed(
        _(
            "%(ambiguous)s dates may be read in two ways; of the others %(day)s write the day first, %(month)s the month. Add --day-first or --month-first."
        )
        % facts
    )


def _counted(voice: Voice, words: str) -> Any:
    def progress(done: int, of: int) -> None:
        if done % 500 == 0 and done:
            voice.progress(_("%(done)s of %(of)s rows %(words)s …") % {"done": done, "of": of, "words": words})

    return progress


def _rows(run: "ImportRun") -> Iterator[dict[str, Any]]:
    """Yields what becomes of every row, one fate after the other."""
    from answerable.alliance.actions.directory import DIRECTORY
    from answerable.kit import imports

    for fate in imports.Fate:
        for page in range(1, imports.page_count(run, fate) + 1):
            for one in imports.outcomes(run, fate, page=page):
                problems = [
                    {
                        "column": problem.column,
                        "cell": problem.cell,
                        "why": imports.explain(DIRECTORY, problem),
                        "would_be_right": problem.would_be_right,
                    }
                    for problem in one.problems
                ]
                yield {
                    "row": one.row, "fate": str(one.fate), "title": one.title, "problems": problems, "notes": list(one.notes),
                    "may_be": [candidate.title for candidate in one.candidates],
                }  # fmt: skip


def _said_of(totals: "Totals") -> str:
    return _("%(rows)s rows: %(added)s to add, %(changed)s to change, %(unchanged)s already as in the file, %(maybe_same)s maybe the same as another, %(left_out)s left out.") % {
        "rows": totals.rows, "added": totals.added, "changed": totals.changed, "unchanged": totals.unchanged,
        "maybe_same": totals.maybe_same, "left_out": totals.left_out,
    }  # fmt: skip


def _show(run: "ImportRun", totals: "Totals", asked: argparse.Namespace, voice: Voice) -> None:
    """Shows a rehearsal: totals, and every row that is not clear."""
    voice.progress(_said_of(totals))
    for row in _rows(run):
        for problem in row["problems"]:
            cell = f" “{problem['cell']}”" if problem["cell"] else ""
            voice.progress(
                f"  {_('row')} {row['row']}, {problem['column'] or '–'}{cell}: {problem['why']} {problem['would_be_right']}".rstrip()
            )
        if row["may_be"]:
            voice.progress(f"  {_('row')} {row['row']}: {row['title']} ≟ {' / '.join(row['may_be'])}")
    if asked.dry_run and voice.as_json:
        voice.result("", totals=_numbers(totals), rows=sorted(_rows(run), key=lambda row: int(row["row"])))


def _numbers(totals: "Totals") -> dict[str, int]:
    return {
        "rows": totals.rows, "added": totals.added, "changed": totals.changed, "unchanged": totals.unchanged,
        "maybe_same": totals.maybe_same, "left_out": totals.left_out,
    }  # fmt: skip


def _end_dry_run(run: "ImportRun", voice: Voice) -> int:
    run.delete()
    voice.progress(_("Nothing was changed."))
    return 0


def _end_unchanged(run: "ImportRun", totals: "Totals", voice: Voice) -> int:
    rows = sorted(_rows(run), key=lambda row: int(row["row"])) if voice.as_json else []
    voice.result(_("Nothing is to be changed."), **{"import": "", "totals": _numbers(totals), "rows": rows})
    run.delete()
    return 0


def _tell_done(run: "ImportRun", totals: "Totals", asked: argparse.Namespace, voice: Voice) -> None:
    numbers = _numbers(totals)
    words = _("%(rows)s rows: %(added)s added, %(changed)s changed, %(unchanged)s already as in the file, %(stay)s left out.") % {
        **numbers, "stay": totals.maybe_same + totals.left_out,
    }  # fmt: skip
    rows = sorted(_rows(run), key=lambda row: int(row["row"])) if asked.json else []
    voice.result(words, **{"import": str(run.key), "totals": numbers, "rows": rows})
    if totals.brought_in:
        voice.progress(_("To take it back: answerable import undo %(key)s") % {"key": run.key})


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

    from ..finding import as_key

    run = ImportRun.objects.filter(key=as_key(asked.import_)).first()
    if run is None:
        raise Failed(_("There is no such import. “answerable import list” shows them."), code=2)
    if not sure(_("Take this import back?"), yes=asked.yes):
        raise Failed(_("Nothing was changed."))
    try:
        undone = imports.undo(run, by=CONSOLE)
    except imports.StepRefused as refused:
        raise Failed(imports.explain_step(refused)) from refused
    voice.result(
        _("%(back)s rows taken back, %(kept)s stay because they were changed since.")
        % {"back": undone.taken_back, "kept": undone.kept}
    )
    return 0


def do_export(asked: argparse.Namespace, voice: Voice) -> int:
    from answerable.alliance.actions.directory import HEADINGS, rows
    from answerable.kit import sheets

    suffix = Path(asked.file).suffix.lower()
    if asked.file != "-" and suffix not in {".csv", ".xlsx"}:
        raise Failed(_("The file’s name must end in .csv or .xlsx."), code=2)
    found = rows(CONSOLE, network_named(asked.network))
    pieces = sheets.write_xlsx(HEADINGS, found) if suffix == ".xlsx" else sheets.write_csv(HEADINGS, found)
    if asked.file == "-":
        sys.stdout.buffer.writelines(pieces)
        sys.stdout.buffer.flush()
        return 0
    if Path(asked.file).exists() and not asked.yes:
        raise Failed(_("%(path)s is there already. Add --yes to write over it.") % {"path": asked.file})
    try:
        with Path(asked.file).open("wb") as file:
            file.writelines(pieces)
    except OSError as fault:
        raise Failed(
            _("%(path)s cannot be written: %(why)s") % {"path": asked.file, "why": fault.strerror or ""}
        ) from fault
    voice.progress(_("Written: %(path)s, without organisations at risk.") % {"path": asked.file})
    return 0
