"""`answerable export directory`: the directory as a spreadsheet."""

import argparse
import sys
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from ..finding import CONSOLE, network_named
from ..speaking import Failed, Voice


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    command = commands.add_parser("export", parents=[common], help=_("write the directory out as a spreadsheet"))
    things = command.add_subparsers(metavar=_("WHAT"), required=True)
    directory = things.add_parser("directory", parents=[common], help=_("organisations, as CSV or XLSX"))
    directory.add_argument("file", metavar="FILE", help=_("ends in .csv or .xlsx; - writes CSV to standard output"))
    directory.add_argument("--network", metavar="SLUG", help=_("of this network; without it of the alliance"))
    directory.add_argument("--yes", action="store_true", help=_("write over a file that is there"))
    directory.set_defaults(do=do_export)


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
