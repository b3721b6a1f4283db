"""`answerable mail`: what waits, what came back, and taking in mail that came back."""

import argparse
import sys
from typing import Any

from django.utils.translation import gettext as _

from ..speaking import Failed, Voice

TRY_AGAIN = 75  # EX_TEMPFAIL: whoever hands mail to us keeps it and tries later


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    mail = commands.add_parser("mail", parents=[common], help=_("see how mail stands; take in what came back"))
    acts = mail.add_subparsers(metavar=_("ACT"), required=True)
    status = acts.add_parser("status", parents=[common], help=_("mail that waits or was given up, addresses that fail"))
    status.add_argument("--json", action="store_true", help=_("print data for programs"))
    status.set_defaults(do=show)
    bounce = acts.add_parser(
        "bounce", parents=[common], help=_("read one mail that came back from standard input, and count it")
    )
    bounce.add_argument("--json", action="store_true", help=_("print data for programs"))
    bounce.set_defaults(do=take_back)


def show(asked: argparse.Namespace, voice: Voice) -> int:
    from ..mail_standing import how_mail_stands

    found = how_mail_stands()
    lines = (
        _("waiting: %(count)s") % {"count": found.waiting},
        _("tried before, and tried again: %(count)s") % {"count": found.tried},
        _("given up: %(count)s") % {"count": found.given_up},
        _("oldest that waits: %(hours)s hours") % {"hours": found.oldest_hours},
        _("came back in 60 days: %(count)s") % {"count": found.came_back},
        _("addresses that do not work: %(count)s") % {"count": found.failing},
    )
    voice.result("\n".join(lines), **vars(found))
    return 0


def take_back(asked: argparse.Namespace, voice: Voice) -> int:
    """Counts a mail that came back. Says nothing of what it holds; ends with 75 where it should be handed over again."""
    from django.db import Error as DatabaseFault

    from answerable.access.actors import Actor
    from answerable.notices.actions import note_return
    from answerable.notices.rules.returned import MOST_BYTES, read

    returned = read(sys.stdin.buffer.read(MOST_BYTES))
    by = Actor.of_system("mail")
    try:
        counted = [note_return(by=by, mark=one, verdict=returned.verdict) for one in returned.marks]
    except DatabaseFault as fault:
        raise Failed(_("The database does not answer: hand this mail over again later."), code=TRY_AGAIN) from fault
    is_counted = any(counted)
    words = _("Counted: %(verdict)s") % {"verdict": returned.verdict} if is_counted else _("Not one of our mails, or nothing came back: left alone.")  # fmt: skip
    voice.result(words, counted=is_counted, verdict=str(returned.verdict) if is_counted else "none")
    return 0
