"""`answerable move`: everything out of the SQLite file into the PostgreSQL that `DATABASE_URL` names."""

import argparse
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from ..keeping import file_named
from ..speaking import Failed, Voice, sure

DATABASE = "answerable.sqlite3"


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    moving = commands.add_parser(
        "move", parents=[common], help=_("bring everything from the SQLite file into PostgreSQL (DATABASE_URL)")
    )
    moving.add_argument(
        "file", metavar="FILE", nargs="?", help=_("the SQLite file; that of the data folder if none is said")
    )
    moving.add_argument("--dry-run", action="store_true", help=_("do it all, compare, and take it back"))
    moving.add_argument("--json", action="store_true", help=_("print data for programs"))
    moving.add_argument("--yes", action="store_true", help=_("do not ask"))
    moving.set_defaults(do=do)


def do(asked: argparse.Namespace, voice: Voice) -> int:
    from answerable.backups.moving import move

    from ..preparing import prepare

    file = file_named(asked.file or str(Path(settings.HOME) / DATABASE))
    if not asked.dry_run and not sure(_("Everything in %(file)s is copied into PostgreSQL. The site must be stopped. Go on?") % {"file": file.name}, yes=asked.yes):  # fmt: skip
        raise Failed(_("Nothing was changed."))
    voice.progress(_("Opening and checking %(file)s …") % {"file": file.name})
    moved = move(file=file, is_rehearsed=asked.dry_run, say=lambda step, about: _say(voice, step, about))
    if not asked.dry_run:
        prepare(voice.progress)
    facts = {"rows": sum(moved.rows.values()), "ledger": moved.ledger_n, "file": file}
    if asked.dry_run:
        words = _(
            "%(rows)s rows would come over, each the same; the ledger stands (%(ledger)s entries). It was taken back."
        )
    else:
        words = _("%(rows)s rows came over, each the same; the ledger stands (%(ledger)s entries). Start the site: answerable serve. %(file)s was left as it is: put it away with your backups, or delete it.")  # fmt: skip
    voice.result(words % facts, rows=moved.rows, ledger=moved.ledger_n, taken_back=asked.dry_run)
    return 0


def _say(voice: Voice, step: str, about: str) -> None:
    words = {"migrate": _("Making the tables …"), "copy": f"  {about}", "check": _("Looking whether all is sound …")}
    voice.progress(words[step])
