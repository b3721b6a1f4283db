"""`answerable upgrade`: a backup, the new tables, a look; or back to where it was."""

import argparse
from typing import Any

from django.utils.translation import gettext as _

from ..finding import CONSOLE
from ..speaking import Failed, Voice, sure


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    upgrade = commands.add_parser(
        "upgrade", parents=[common], help=_("bring the tables to this program’s version, or back to where they were")
    )
    upgrade.add_argument("--dry-run", action="store_true", help=_("show what would happen"))
    upgrade.add_argument("--json", action="store_true", help=_("print data for programs"))
    upgrade.add_argument("--yes", action="store_true", help=_("do not ask"))
    upgrade.set_defaults(do=do)


def do(asked: argparse.Namespace, voice: Voice) -> int:
    from answerable.backups import keys, upgrading

    from ..preparing import prepare

    waiting = upgrading.waiting()
    if not waiting:
        if not asked.dry_run:
            prepare(voice.progress)
        voice.result(
            _("The tables are as this program needs them. Nothing was to do."), migrations=[], steps=[], backup=""
        )
        return 0
    for name in waiting:
        voice.progress(f"  {name}")
    if asked.dry_run:
        voice.result(
            _("Would be done, after a copy; at any failure the copy is put back."),
            migrations=waiting,
            steps=[],
            backup="",
        )
        return 0
    if keys.kept() is None:
        voice.progress(_("There is no backup key, so no sealed backup is made first; only a copy beside the database."))
    if not sure(_("Upgrade now? The site must be stopped."), yes=asked.yes):
        raise Failed(_("Nothing was changed."))
    done = upgrading.upgrade(by=CONSOLE, say=lambda step, about: voice.progress(_words_of(step, about)))
    prepare(voice.progress)
    words = _("Upgraded: %(count)s changes of tables. Start the site: answerable serve") % {
        "count": len(done.migrations)
    }
    voice.result(words, migrations=done.migrations, steps=done.steps, backup=done.backup)
    return 0


def _words_of(step: str, about: str) -> str:
    words = {
        "backup": _("Making a sealed backup …"),
        "copy": _("Keeping a copy in %(about)s …") % {"about": about},
        "migrate": _("Changing the tables …"),
        "check": _("Looking whether all is sound …"),
        "back": _("It failed. Putting the copy back …"),
    }
    return words[step]
