"""`answerable demo`: the invented alliance."""

import argparse
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from ..speaking import Failed, Voice


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    demo = commands.add_parser("demo", parents=[common], help=_("load the invented alliance, list its people"))
    acts = demo.add_subparsers(metavar=_("ACT"), required=True)
    load = acts.add_parser("load", parents=[common], help=_("make the invented alliance, unless it is there"))
    load.add_argument(
        "--scale", type=int, default=100, metavar="PERCENT", help=_("how large, in hundredths of the whole (100)")
    )
    load.add_argument("--fresh", action="store_true", help=_("delete what is there and start over"))
    load.set_defaults(do=do_load)
    people = acts.add_parser("people", parents=[common], help=_("whom one can sign in as"))
    people.add_argument("--json", action="store_true", help=_("print data for programs"))
    people.set_defaults(do=do_people)


def do_load(asked: argparse.Namespace, voice: Voice) -> int:
    _in_demo_only()
    raise Failed(_("There is no invented alliance to load yet."))


def do_people(asked: argparse.Namespace, voice: Voice) -> int:
    _in_demo_only()
    raise Failed(_("There is no invented alliance yet."))


def _in_demo_only() -> None:
    if not settings.IS_DEMO:
        raise Failed(_("This is no demo. Set ANSWERABLE_MODE=demo, with a data folder of its own in ANSWERABLE_HOME."))
