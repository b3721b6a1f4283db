"""`answerable ledger`: whether what was written down still stands."""

import argparse
from typing import Any

from django.utils.translation import gettext as _

from ..finding import bytes_of
from ..speaking import Failed, Voice

MOST = 10 * 1024 * 1024


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    ledger = commands.add_parser("ledger", parents=[common], help=_("verify the ledger, sign a checkpoint"))
    acts = ledger.add_subparsers(metavar=_("ACT"), required=True)
    verify = acts.add_parser("verify", parents=[common], help=_("see that nothing was changed, removed or cut off"))
    verify.add_argument("--checkpoint", metavar="FILE", help=_("checkpoints that were kept elsewhere, one a line"))
    verify.add_argument("--json", action="store_true", help=_("print data for programs"))
    verify.set_defaults(do=do_verify)
    checkpoint = acts.add_parser(
        "checkpoint", parents=[common], help=_("sign where the ledger stands; keep the line elsewhere")
    )
    checkpoint.set_defaults(do=do_checkpoint)


def do_verify(asked: argparse.Namespace, voice: Voice) -> int:
    from answerable.ledger.verification import verify

    verdict = verify(_lines_of(asked.checkpoint) if asked.checkpoint else [])
    facts = {"count": verdict.entries, "first": verdict.first_bad, "reason": verdict.reason}
    words = _("The ledger stands: %(count)s entries, none changed.") % facts
    if verdict.first_bad is not None:
        words = (
            _("THE LEDGER DOES NOT STAND: %(reason)s; %(count)s entries are sound, the first that is not: %(first)s")
            % facts
        )
    elif not verdict.ok:  # a checkpoint is not what this server signed: no entry is to blame
        words = _("THE LEDGER DOES NOT STAND: %(reason)s; its %(count)s entries agree with each other.") % facts
    voice.result(words, ok=verdict.ok, entries=verdict.entries, first_bad=verdict.first_bad, reason=verdict.reason)
    return 0 if verdict.ok else 1


def _lines_of(path: str) -> list[str]:
    """Returns the checkpoints of a file; a file that holds anything else says nothing about the ledger."""
    from answerable.ledger.verification import is_line

    lines = bytes_of(path, most=MOST).decode(errors="replace").splitlines()
    for number, line in enumerate(lines, 1):
        if line.strip() and not is_line(line):
            words = _("%(path)s: line %(number)s is no checkpoint, so the ledger was not looked at. Each line is as “answerable ledger checkpoint” printed it: day, number, hash, signature.")  # fmt: skip
            raise Failed(words % {"path": path, "number": number}, code=2)
    if not any(line.strip() for line in lines):
        raise Failed(_("%(path)s holds no checkpoint, so the ledger was not looked at.") % {"path": path}, code=2)
    return lines


def do_checkpoint(asked: argparse.Namespace, voice: Voice) -> int:
    from answerable.ledger.actions import as_line, checkpoint
    from answerable.ledger.verification import verify

    if not verify().ok:
        raise Failed(_("The ledger does not stand, so nothing was signed. “answerable ledger verify” tells more."))
    print(as_line(checkpoint()))
    return 0
