"""`answerable restore`: a backup brought back, or tried; nothing is replaced before everything has held."""

import argparse
import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _

from ...settings import paths
from ..finding import CONSOLE
from ..keeping import file_named, secret_from
from ..speaking import Failed, Voice, sure

if TYPE_CHECKING:
    from answerable.backups.restoring import Report


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    restore = commands.add_parser(
        "restore", parents=[common], help=_("bring a backup back, or try whether it would come back")
    )
    restore.add_argument("file", metavar="FILE", help=_("the sealed file"))
    restore.add_argument(
        "--key-file", metavar="FILE", help=_("where the words of the key are; “-” reads them from standard input")
    )
    restore.add_argument("--replace", action="store_true", help=_("where an alliance is already: keep it aside"))
    restore.add_argument("--secrets", action="store_true", help=_("the file holds a server’s own keys"))
    restore.add_argument(
        "--drill",
        action="store_true",
        help=_("open and check it in a place of its own, compare, throw it away; the site may run"),
    )
    restore.add_argument("--dry-run", action="store_true", help=_("the same as --drill, and not counted as one"))
    restore.add_argument(
        "--forgotten", metavar="FILE", action="append", default=[], help=_("another list of what was deleted since")
    )
    restore.add_argument("--json", action="store_true", help=_("print data for programs"))
    restore.add_argument("--yes", action="store_true", help=_("do not ask"))
    restore.set_defaults(do=do)


def do(asked: argparse.Namespace, voice: Voice) -> int:
    from answerable.backups import restoring

    file = file_named(asked.file)
    is_trial = asked.drill or asked.dry_run
    if not is_trial:
        _see_that_nobody_answers()
        if not sure(_("What is in this data folder will be replaced. Go on?"), yes=asked.yes):
            raise Failed(_("Nothing was changed."))
    secret = secret_from(asked.key_file)
    voice.progress(_("Opening and checking %(file)s …") % {"file": file.name})
    if is_trial:
        report = restoring.drill(by=CONSOLE, file=file, secret=secret, is_counted=asked.drill)
    elif asked.secrets:
        report = restoring.restore_secrets(file=file, secret=secret, replace=asked.replace)
    else:
        lists = tuple(file_named(name) for name in asked.forgotten)
        report = restoring.restore(by=CONSOLE, file=file, secret=secret, replace=asked.replace, also_forgotten=lists)
        paths.private_folder(Path(settings.FILE_UPLOAD_TEMP_DIR))
    _tell(report, voice, is_trial=is_trial)
    return 0


def _see_that_nobody_answers() -> None:
    """Refuses where something answers at the site's own address, whatever it is."""
    from answerable.backups.refusals import CannotGoOn

    bind = os.environ.get("ANSWERABLE_BIND") or f"127.0.0.1:{settings.PORT}"
    host, _colon, port = bind.rpartition(":")
    if bind.startswith("unix:"):
        answers = _answers(socket.AF_UNIX, bind.removeprefix("unix:"))
    else:
        host = host.strip("[]")
        here = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 # nosec B104 - it is asked, not listened to
        answers = _answers(socket.AF_INET6 if ":" in here else socket.AF_INET, (here, int(port)))
    if answers:
        raise CannotGoOn("answers", address=bind)


def _answers(family: socket.AddressFamily, address: Any) -> bool:
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.settimeout(2)
        return probe.connect_ex(address) == 0


def _tell(report: "Report", voice: Voice, *, is_trial: bool) -> None:
    if voice.as_json:
        facts = report.manifest.facts
        voice.result(
            "", ok=True, drill=is_trial, made_at=report.manifest.made_at, program=report.manifest.program, checked=report.steps,
            ledger=facts.ledger_n if facts else None, migrated=report.migrated, lost=report.lost,
            forgotten_again=report.forgotten_again, aside=report.aside,
            rows=[{"table": name, "backup": count, "here": here} for name, count, here in report.rows],
        )  # fmt: skip
        return
    for step in report.steps:
        voice.progress(f"  ✓ {_words_of(step)}")
    if report.rows:
        voice.table(
            [_("Table"), _("In the backup"), _("Here before")],
            [{"table": name, "backup": count, "here": here} for name, count, here in report.rows if count or here],
        )
    for words in _facts(report, is_trial=is_trial):
        print(words)


def _words_of(step: str) -> str:
    return {
        "seal": _("its seal held, to the end"),
        "signature": _("signed by this server"),
        "parts": _("every part is as it was signed"),
        "database": _("the database is whole, and every row it points to is there"),
        "rows": _("as many rows as were signed"),
        "migrations": _("this program knows its tables, and brought them up to date"),
        "ledger": _("its ledger stands, entry by entry"),
        "forgotten": _("what was deleted since is deleted in it too; everybody is signed out"),
        "in_place": _("it stands in its place"),
    }[step]


def _facts(report: "Report", *, is_trial: bool) -> list[str]:
    lines = [_("Made at %(moment)s.") % {"moment": report.manifest.made_at}]
    again = sum(report.forgotten_again.values())
    if again:
        kinds = ", ".join(f"{name} {count}" for name, count in report.forgotten_again.items())
        lines.append(_("Deleted again, since it had been deleted after the backup: %(kinds)s.") % {"kinds": kinds})
    lost = report.lost or {}
    if lost:
        acts = ", ".join(f"{act} {count}" for act, count in lost.items())
        lines.append(_("Done since the backup, and not in it: %(acts)s.") % {"acts": acts})
        if not is_trial:
            lines.append(
                _(
                    "Look above all at offices that had ended and accounts that had been closed: they are as they were then."
                )
            )
    if is_trial:
        return [*lines, _("It would come back. Nothing was changed, and the copy is gone.")]
    if report.aside:
        aside = _("What was here before is kept in %(folder)s. Remove it once all is well: deleted things lie in it.")
        lines.append(aside % {"folder": report.aside})
    return [*lines, _("Restored. Start the site: answerable serve")]
