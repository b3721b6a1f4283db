"""`answerable serve`: the site and its jobs, at one address on this machine."""

import argparse
import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from ...settings.paths import secret
from ..preparing import prepare
from ..speaking import Failed, Voice
from .demo import MARK
from .jobs import beside_the_web


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    serve = commands.add_parser("serve", parents=[common], help=_("serve the site, with its jobs"))
    serve.add_argument("--bind", metavar="HOST:PORT", help=_("where to listen (127.0.0.1 and PORT)"))
    serve.add_argument("--workers", type=int, default=2, metavar="N", help=_("how many processes answer (2)"))
    serve.add_argument("--no-jobs", action="store_true", help=_("without the process that does the jobs"))
    serve.set_defaults(do=do)


def do(asked: argparse.Namespace, voice: Voice) -> int:
    from django.db import connections

    from answerable.backups import alone

    from ...serving import AddressTakenError, Server, see_that_free

    bind = asked.bind or os.environ.get("ANSWERABLE_BIND") or f"127.0.0.1:{settings.PORT}"
    if settings.IS_DEMO and not bind.startswith(("127.0.0.1:", "[::1]:", "localhost:")):
        raise Failed(_("The demo answers on this machine only: anybody can sign in to it as anybody."))
    if not settings.IS_DEMO and (Path(settings.HOME) / MARK).exists():
        raise Failed(
            _(
                "%(folder)s holds the demo, in which anybody can become anybody. Name another folder in ANSWERABLE_HOME, or start bin/demo."
            )
            % {"folder": settings.HOME}
        )
    if asked.workers < 1:
        raise Failed(_("At least one worker is needed."), code=2)
    try:
        see_that_free(bind)
    except AddressTakenError as taken:
        raise Failed(
            _("Something else already listens at %(address)s. Stop it, or choose another port: PORT=8001")
            % {"address": bind}
        ) from taken
    except ValueError as wrong:
        raise Failed(_("Write the address as host:port, for example 127.0.0.1:8000."), code=2) from wrong
    prepare(voice.progress)
    alone.share()
    _see_that_safe(voice)
    _tell_how_to_begin(voice)
    connections.close_all()  # a connection must not be shared with the workers
    server = Server(
        bind=bind, workers=asked.workers, work=None if asked.no_jobs else beside_the_web,
        when_ready=lambda: voice.progress(_("Answerable is open at %(address)s — Ctrl-C ends it.") % {"address": settings.SITE_ADDRESS}),
    )  # fmt: skip
    server.run()
    return 0


def _see_that_safe(voice: Voice) -> None:
    """Refuses to serve where settings or machine would give people away; says in red what is unwise.

    In the demo, where all people are invented, only what must not be is said.
    """
    from .check import FAULT, WARNING, of_system, tell_aside

    found = [one for one in of_system() if not (settings.IS_DEMO and one.state == WARNING)]
    for finding in found:
        tell_aside(finding, voice)
    if any(finding.state == FAULT for finding in found):
        raise Failed(_("Not served: set right what stands above."))


def _tell_how_to_begin(voice: Voice) -> None:
    from answerable.alliance.queries.profile import profile

    if profile() is None:
        facts = {"address": settings.SITE_ADDRESS, "code": secret("setup_code", size=10)}
        voice.progress(
            _("The alliance is not set up yet: answerable init, or %(address)s/begin with the code %(code)s") % facts
        )
