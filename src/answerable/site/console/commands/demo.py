"""`answerable demo`: the invented alliance, and whom one can become in it."""

import argparse
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from ..preparing import prepare
from ..speaking import Failed, Voice

MARK = "this-is-a-demo"  # made by bin/demo as well


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    demo = commands.add_parser("demo", parents=[common], help=_("load the invented alliance, list its people"))
    acts = demo.add_subparsers(metavar=_("ACT"), required=True)
    load = acts.add_parser("load", parents=[common], help=_("make the invented alliance, unless it is there"))
    load.add_argument("--scale", type=int, default=1, metavar="N", help=_("N times the organisations (1)"))
    load.add_argument("--fresh", action="store_true", help=_("delete what is there and start over"))
    load.add_argument("--json", action="store_true", help=_("print data for programs"))
    load.set_defaults(do=do_load)
    people = acts.add_parser("people", parents=[common], help=_("whom one can become"))
    people.add_argument("--json", action="store_true", help=_("print data for programs"))
    people.set_defaults(do=do_people)
    keys = acts.add_parser("keys", parents=[common], help=_("invented passphrases of readers, codes of concerns"))
    keys.add_argument("--json", action="store_true", help=_("print data for programs"))
    keys.set_defaults(do=do_keys)


def do_load(asked: argparse.Namespace, voice: Voice) -> int:
    from django.db import connection

    from answerable.demo import build
    from answerable.kit import clock

    _see_that_demo()
    if asked.scale < 1:
        raise Failed(_("At least once: --scale 1"), code=2)
    if asked.fresh:
        _start_over()
    if not connection.introspection.table_names():
        _mark(is_new=True)  # before the tables: a beginning that was broken off goes on
    prepare(voice.progress)
    _mark(is_new=not build.is_loaded())
    if build.is_loaded():
        voice.progress(_("The invented alliance is there already."))
        return 0
    voice.progress(_("Inventing an alliance …"))
    made = build.load(progress=_told_by(voice), today=clock.today(), scale=asked.scale)
    facts = {"networks": made.networks, "organisations": made.organisations, "people": made.people}
    voice.result(_("Made: %(networks)s networks, %(organisations)s organisations, %(people)s people.") % facts, **facts)
    return 0


def do_people(asked: argparse.Namespace, voice: Voice) -> int:
    from answerable.demo.people import people_to_become

    _see_that_demo()
    rows = [
        {"name": one.name, "role": str(one.role), "sees": str(one.hint), "email": one.email}
        for one in people_to_become()
    ]
    if not rows:
        raise Failed(_("There is no invented alliance here: answerable demo load"))
    voice.table([_("Name"), _("Role"), _("What they see"), _("E-mail")], rows)
    voice.progress(_("Become one of them with a click: %(address)s/become") % {"address": settings.SITE_ADDRESS})
    return 0


def do_keys(asked: argparse.Namespace, voice: Voice) -> int:
    from answerable.demo import build, keys

    _see_that_demo()
    if not build.is_loaded():
        raise Failed(_("There is no invented alliance here: answerable demo load"))
    shown = [
        {"kind": _("passphrase"), "whose": f"{one['name']} ({one['team']})", "words": one["passphrase"]}
        for one in keys.passphrases()
    ]
    shown += [{"kind": _("code"), "whose": one["concern"], "words": one["code"]} for one in keys.codes()]
    voice.table([_("What"), _("Whose"), _("Words")], shown)
    voice.progress(_("All of them are invented: nothing of it opens anything but this demonstration."))
    return 0


def _see_that_demo() -> None:
    if not settings.IS_DEMO:
        raise Failed(_("This is no demo. Set ANSWERABLE_MODE=demo, with a data folder of its own in ANSWERABLE_HOME."))


def _mark(*, is_new: bool) -> None:
    """Marks a data folder as a demo's; one that holds an alliance without the mark is somebody's real one."""
    mark = Path(settings.HOME) / MARK
    if not is_new and not mark.exists():
        raise Failed(_("%(folder)s holds an alliance that is not a demo.") % {"folder": settings.HOME})
    mark.touch(mode=0o600)


def _start_over() -> None:
    from django.db import connection

    from answerable.kit.queue import somebody_works

    if connection.vendor != "sqlite":
        raise Failed(_("Only a database of the demo’s own is deleted; empty this one yourself."))
    if somebody_works():
        raise Failed(_("The demo is running. Stop it first, so that it does not lose its data under way."))
    base = Path(connection.settings_dict["NAME"])
    if base.exists() and not (Path(settings.HOME) / MARK).exists():
        raise Failed(_("%(folder)s holds an alliance that is not a demo.") % {"folder": settings.HOME})
    connection.close()
    for path in base.parent.glob(f"{base.name}*"):
        path.unlink()


def _told_by(voice: Voice) -> Any:
    """Returns what says how far the building is: each part at its beginning, middle and end."""
    parts = {
        "networks": _("networks"), "organisations": _("organisations"), "bodies": _("committees and their seats"),
        "offices": _("offices"), "signatures": _("signatures"), "concerns": _("invented concerns"), "copies": _("further organisations"),
    }  # fmt: skip

    def progress(part: str, done: int, of: int) -> None:
        if of and (done == of or done % max(of // 4, 1) == 0):
            voice.progress(f"  {parts.get(part, part)}: {done * 100 // of} %")

    return progress
