"""`answerable search`: the index of what can be found, set right or made anew."""

import argparse
from typing import Any

from django.utils.translation import gettext as _

from ..speaking import Voice


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    search = commands.add_parser("search", parents=[common], help=_("set the search index right"))
    acts = search.add_subparsers(metavar=_("ACT"), required=True)
    rebuild = acts.add_parser(
        "rebuild", parents=[common], help=_("compare the index with the records, and set it right")
    )
    rebuild.add_argument("--json", action="store_true", help=_("print data for programs"))
    rebuild.set_defaults(do=do_rebuild)


def do_rebuild(asked: argparse.Namespace, voice: Voice) -> int:
    from answerable.kit.search import kinds, mend, rebuild, remove_strangers

    written = removed = 0
    mend()
    removed += remove_strangers()
    for kind in kinds():
        voice.progress(str(kind.label))
        done = rebuild(kind)
        written, removed = written + done.written, removed + done.removed
    facts = {"written": written, "removed": removed}
    voice.result(_("The search index is right: %(written)s written, %(removed)s removed.") % facts, **facts)
    return 0
