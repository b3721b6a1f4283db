"""`answerable jobs`: what waits, what runs by itself, and the worker that does it."""

import argparse
import os
import signal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from ..speaking import Failed, Voice

if TYPE_CHECKING:
    from answerable.kit.queue import Stop


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    jobs = commands.add_parser("jobs", parents=[common], help=_("list jobs, run one, or work through them"))
    acts = jobs.add_subparsers(metavar=_("ACT"), required=True)
    listed = acts.add_parser(
        "list", parents=[common], help=_("schedules with their last run, and jobs that wait or failed")
    )
    listed.add_argument("--json", action="store_true", help=_("print data for programs"))
    listed.set_defaults(do=show)
    run = acts.add_parser("run", parents=[common], help=_("do what a schedule does, now"))
    run.add_argument("name", metavar="NAME", help=_("as listed, for example hourly.send_digests"))
    run.set_defaults(do=do_one)
    kept = acts.add_parser(
        "retention", parents=[common], help=_("take away what is kept no longer, or show with --dry-run what would go")
    )
    kept.add_argument("--dry-run", action="store_true", help=_("change nothing"))
    kept.add_argument("--json", action="store_true", help=_("print data for programs"))
    kept.set_defaults(do=keep_to_retention)
    work = acts.add_parser("work", parents=[common], help=_("do jobs until stopped; serve starts one of these itself"))
    work.add_argument("--once", action="store_true", help=_("do what is due now, then end"))
    work.set_defaults(do=keep_working)


def show(asked: argparse.Namespace, voice: Voice) -> int:
    from answerable.jobs import schedules
    from answerable.kit import queue

    latest = schedules.latest()
    rows = [
        {"job": name, "period": run.period if run else "", "state": run.outcome if run else "", "due": "", "error": ""}
        for name in schedules.names()
        for run in [latest.get(name)]
    ]
    rows += [
        {
            "job": one.name,
            "period": "",
            "state": one.state,
            "due": f"{one.due:%Y-%m-%d %H:%M}" if one.due else "",
            "error": one.error,
        }
        for one in queue.unfinished()
    ]
    voice.table([_("Job"), _("Period"), _("State"), _("Due (UTC)"), _("What went wrong")], rows)
    return 0


def do_one(asked: argparse.Namespace, voice: Voice) -> int:
    from answerable.jobs import schedules

    if asked.name not in schedules.names():
        raise Failed(_("There is no such schedule. “answerable jobs list” shows them."), code=2)
    schedules.run(asked.name)
    voice.progress(_("Done: %(name)s") % {"name": asked.name})
    return 0


def keep_to_retention(asked: argparse.Namespace, voice: Voice) -> int:
    from answerable.jobs import retention

    found = retention.figures() if asked.dry_run else retention.keep_to_it()
    rows = [
        {"what": one.model, "every": one.every, "there": one.there, "due": one.due, "gone": one.gone} for one in found
    ]
    voice.table([_("What"), _("Looked at"), _("There"), _("Due"), _("Gone")], rows)
    return 0


def keep_working(asked: argparse.Namespace, voice: Voice) -> int:
    from answerable.backups import alone
    from answerable.jobs import schedules
    from answerable.kit import queue

    alone.share()
    if asked.once:
        schedules.tick()
        done = queue.run_ready()
        voice.progress(_("Jobs done: %(count)s") % {"count": done})
        return 0
    queue.work(stop=_stop_when_asked(), tick=schedules.tick)
    return 0


def beside_the_web() -> None:
    """Does jobs in a copy of the web server's master, and ends when that is gone, even without a word."""
    from answerable.jobs import schedules
    from answerable.kit import queue

    from ...serving import end_with_the_master

    master = os.getppid()
    stop = _stop_when_asked()
    end_with_the_master()

    def tick() -> None:
        if os.getppid() != master:
            stop.set()
        else:
            schedules.tick()

    queue.work(stop=stop, tick=tick)


def _stop_when_asked() -> "Stop":
    from answerable.kit import queue

    stop = queue.Stop()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop
