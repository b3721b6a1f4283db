"""`answerable book`: whether the book of the desks still stands; never how much is in it, nor what."""

import argparse
from typing import Any

from django.utils.translation import gettext as _

from ..finding import bytes_of
from ..speaking import Failed, Voice

MOST = 10 * 1024 * 1024


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    book = commands.add_parser(
        "book", parents=[common], help=_("verify the book of the desks, print its mark of today")
    )
    acts = book.add_subparsers(metavar=_("ACT"), required=True)
    verify = acts.add_parser("verify", parents=[common], help=_("see that nothing was changed, removed or cut off"))
    verify.add_argument("--marks", metavar="FILE", help=_("marks that were kept elsewhere, one a line"))
    verify.add_argument("--json", action="store_true", help=_("print data for programs"))
    verify.set_defaults(do=do_verify)
    mark = acts.add_parser("mark", parents=[common], help=_("print the mark of today; keep the line elsewhere"))
    mark.set_defaults(do=do_mark)


def do_verify(asked: argparse.Namespace, voice: Voice) -> int:
    from answerable.concerns.actions.book import verify_book

    verdict = verify_book(_lines_of(asked.marks) if asked.marks else [])
    words = _("The book of the desks stands: nothing was changed, added or taken away.")
    if not verdict.ok:
        words = _("THE BOOK OF THE DESKS DOES NOT STAND: something in it was changed, added or taken away. Tell those who read at the desks, by voice.")  # fmt: skip
    voice.result(words, ok=verdict.ok, reason=verdict.reason)
    return 0 if verdict.ok else 1


def do_mark(asked: argparse.Namespace, voice: Voice) -> int:
    from answerable.concerns.actions.book import mark_the_day, verify_book
    from answerable.concerns.queries.booked import as_line

    if not verify_book().ok:
        raise Failed(_("The book does not stand, so nothing was signed."))
    print(as_line(mark_the_day()))
    return 0


def _lines_of(path: str) -> list[str]:
    from answerable.concerns.actions.book import is_line

    lines = bytes_of(path, most=MOST).decode(errors="replace").splitlines()
    if not any(line.strip() for line in lines) or not all(is_line(line) for line in lines if line.strip()):
        raise Failed(
            _("%(path)s holds something else than marks, so the book was not looked at.") % {"path": path}, code=2
        )
    return lines
