"""`answerable check`: whether this machine and this alliance are in order, each fault with what to do."""

import argparse
import smtplib
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from ..speaking import Voice

GOOD, WARNING, FAULT = "good", "warning", "fault"
NO_FOLDER = "files.E001"  # Django’s name for it: where uploads lie, sealed, while they are read
MARKS = {GOOD: "✓", WARNING: "!", FAULT: "✗"}
COLOURS, PLAIN = {WARNING: "\x1b[33m", FAULT: "\x1b[31m"}, "\x1b[0m"


@dataclass(frozen=True)
class Finding:
    about: str
    state: str
    words: str


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    check = commands.add_parser("check", parents=[common], help=_("see whether everything is in order"))
    check.add_argument("--json", action="store_true", help=_("print data for programs"))
    check.add_argument("--no-mail", action="store_true", help=_("do not knock at the mail server"))
    check.add_argument("--no-openid", action="store_true", help=_("do not knock at the OpenID Connect service"))
    check.set_defaults(do=do)


def do(asked: argparse.Namespace, voice: Voice) -> int:
    found = list(findings(with_mail=not asked.no_mail, with_openid=not asked.no_openid))
    if voice.as_json:
        voice.result("", ok=not any(one.state == FAULT for one in found), findings=[vars(one) for one in found])
    else:
        for one in found:
            tell(one, voice)
    return 1 if any(one.state == FAULT for one in found) else 0


def tell(finding: Finding, voice: Voice) -> None:
    """Prints a finding; what is not in order in colour, where that can be shown."""
    if finding.state != GOOD or not voice.quiet:
        print(_line(finding, coloured=sys.stdout.isatty()))


def tell_aside(finding: Finding, voice: Voice) -> None:
    """Says a finding that is not in order beside whatever else is done."""
    if finding.state != GOOD:
        voice.wrong(_line(finding, coloured=sys.stderr.isatty()))


def _line(finding: Finding, *, coloured: bool) -> str:
    line = f"{MARKS[finding.state]} {finding.about}: {finding.words}"
    return f"{COLOURS[finding.state]}{line}{PLAIN}" if coloured and finding.state in COLOURS else line


def findings(*, with_mail: bool, with_openid: bool = False) -> Iterator[Finding]:
    """Yields what is found; one look that breaks is a fault itself and stops no other."""
    if _is_nothing_set_up():
        yield from (one for one in of_system() if one.about != NO_FOLDER)
        yield Finding(_("alliance"), FAULT, _("is not set up: answerable init"))
        return
    looks: list[Callable[[], Iterator[Finding]]] = [
        of_system,
        of_database,
        of_alliance,
        of_languages,
        of_jobs,
        of_ledger,
        of_room,
        of_backups,
    ]
    knocks = [*([of_mail] if with_mail else []), *([of_openid] if with_openid else [])]
    for look in [*looks, of_post, *knocks]:
        try:
            yield from look()
        except Exception as fault:
            yield Finding(
                look.__name__.removeprefix("of_"), FAULT, f"{type(fault).__module__}.{type(fault).__qualname__}"
            )


def _is_nothing_set_up() -> bool:
    """Whether the database has no tables yet: then there is one thing to say. One that cannot be read has them, perhaps."""
    from django.db import Error, connection

    try:
        return not connection.introspection.table_names()
    except Error:
        return False


def of_system() -> Iterator[Finding]:
    """Django's checks and our own: settings, folders, disk, clock."""
    from django.core.checks import WARNING as WARNS
    from django.core.checks import run_checks

    found = run_checks(databases=["default"])
    for one in found:
        words = " ".join(filter(None, (one.msg, one.hint)))
        if one.id == NO_FOLDER:
            words = _("a folder is missing: mkdir -m 700 %(folder)s") % {"folder": settings.FILE_UPLOAD_TEMP_DIR}
        yield Finding(one.id or "", FAULT if one.level > WARNS else WARNING, words)
    if not found:
        yield Finding(_("settings and machine"), GOOD, _("as they should be"))


def of_database() -> Iterator[Finding]:
    from django.db import connection

    from ...checks.database import damage
    from ..preparing import tables_are_behind

    about = _("database")
    if said := damage(connection):
        yield Finding(about, FAULT, _("is damaged; restore a backup (%(said)s)") % {"said": said})
    elif tables_are_behind():
        yield Finding(about, FAULT, _("its tables are behind the program: answerable serve brings them up to date"))
    else:
        yield Finding(about, GOOD, connection.vendor)


def of_alliance() -> Iterator[Finding]:
    from answerable.alliance.queries.profile import profile

    if profile() is None:
        yield Finding(_("alliance"), FAULT, _("is not set up: answerable init"))
    else:
        yield Finding(_("alliance"), GOOD, _("is set up"))


def of_languages() -> Iterator[Finding]:
    from answerable.alliance.queries.profile import profile

    kept = profile()
    for code in kept.languages if kept else settings.COMPLETE_LANGUAGES:
        words = Path(settings.LOCALE_PATHS[0]) / code / "LC_MESSAGES" / "django.mo"
        if code not in settings.COMPLETE_LANGUAGES:
            yield Finding(
                _("language"), WARNING, _("%(code)s is not complete: parts of pages are in English") % {"code": code}
            )
        elif code != "en" and not words.exists():
            yield Finding(_("language"), FAULT, _("%(code)s has no compiled words: bin/setup") % {"code": code})
        else:
            yield Finding(_("language"), GOOD, code)


def of_jobs() -> Iterator[Finding]:
    from answerable.jobs import schedules
    from answerable.kit import queue

    about = _("jobs")
    given_up = [one for one in queue.unfinished() if one.state == "failed"]
    for name in sorted({one.name for one in given_up}):
        yield Finding(
            about, FAULT, _("%(name)s was given up after several tries: answerable jobs list") % {"name": name}
        )
    for run in schedules.latest().values():
        if run.outcome == "failed":
            yield Finding(about, FAULT, _("%(name)s failed in %(period)s") % {"name": run.name, "period": run.period})
    if queue.somebody_works():
        yield Finding(about, GOOD, _("a worker runs"))
    else:
        yield Finding(about, WARNING, _("no worker runs on this machine: answerable serve starts one"))


def of_ledger() -> Iterator[Finding]:
    from answerable.ledger.verification import verify

    verdict = verify()
    if verdict.ok:
        yield Finding(_("ledger"), GOOD, _("%(count)s entries, none changed") % {"count": verdict.entries})
    else:
        yield Finding(
            _("ledger"), FAULT, _("does not stand (%(reason)s): answerable ledger verify") % {"reason": verdict.reason}
        )


def of_room() -> Iterator[Finding]:
    """Whether what people send can be kept just now."""
    from answerable.kit import saving

    about, reserve = _("room on the disk"), settings.DISK_RESERVE // 1024 // 1024
    if saving.has_room():
        yield Finding(about, GOOD, _("more than the %(reserve)s MB that are kept free") % {"reserve": reserve})
    else:
        words = _("fewer than %(reserve)s MB are left: nothing is saved until there is room again")
        yield Finding(about, FAULT, words % {"reserve": reserve})


def of_backups() -> Iterator[Finding]:
    """Whether there is a backup that is new enough and was tried; in the demo nobody needs one."""
    from answerable.backups.standing import standing

    words = {
        "no_key": _("none can be made: answerable backup key"),
        "never": _("none was ever made: answerable backup"),
        "old": _("the last one is %(hours)s hours old: answerable backup"),
        "no_drill": _("none was ever tried: answerable restore FILE --drill"),
        "old_drill": _("the last trial was %(days)s days ago: answerable restore FILE --drill"),
        "no_secrets": _("the server’s own keys were never copied: answerable backup --secrets --to FOLDER"),
        "aside": _("what stood before lies in %(folder)s; remove it once all is well"),
        "well": _("made, tried, and new enough"),
    }
    for code, facts in standing() if not settings.IS_DEMO else ():
        yield Finding(_("backups"), GOOD if code == "well" else WARNING, words[code] % facts)


def of_post() -> Iterator[Finding]:
    """What waits to be mailed, what was given up, which addresses fail: in numbers."""
    from ..mail_standing import how_mail_stands

    about, found = _("mail on its way"), how_mail_stands()
    if found.is_stuck:
        facts = {"waiting": found.waiting, "hours": found.oldest_hours, "given_up": found.given_up}
        words = _("stuck: %(waiting)s wait, the oldest %(hours)s hours; %(given_up)s given up: answerable mail status")
        yield Finding(about, WARNING, words % facts)
    else:
        yield Finding(about, GOOD, _("%(count)s waiting") % {"count": found.waiting})
    if found.failing:
        words = _("%(count)s addresses do not work: those who keep the records were told")
        yield Finding(about, WARNING, words % {"count": found.failing})


def of_mail() -> Iterator[Finding]:
    """Knocks at the mail server and signs in; sends nothing."""
    from answerable.notices import mail
    from answerable.notices.not_handed_over import why

    about = _("mail")
    if settings.IS_DEMO:
        yield Finding(about, GOOD, _("the demo keeps it on a page"))
        return
    try:
        found = mail.server()
    except mail.BadMailAddress:
        yield Finding(about, FAULT, _("the server’s address cannot be read"))
        return
    if found is None:
        yield Finding(
            about,
            FAULT,
            _("no server is known: nobody gets a code to sign in. Secretariat’s desk, or ANSWERABLE_SMTP_URL"),
        )
        return
    try:
        mail.knock(found)
    except (OSError, smtplib.SMTPException, UnicodeError) as fault:
        yield Finding(
            about,
            FAULT,
            _("%(host)s does not take us in (%(why)s)") % {"host": found.host, "why": why(fault)},
        )
    else:
        yield Finding(about, GOOD, _("%(host)s takes us in") % {"host": found.host})


def of_openid() -> Iterator[Finding]:
    """Asks a configured service what it publishes of itself; where none is configured, nobody is asked."""
    from answerable.access.openid import issuer as services
    from answerable.access.openid.wire import NotUnderstood

    about, found = _("OpenID Connect"), services.configured()
    if found is None:  # not configured; or wrongly, which the settings' own check says
        return
    try:
        services.keys(found)
    except NotUnderstood as fault:
        words = _("%(issuer)s cannot be used (%(why)s): compare ANSWERABLE_OIDC_ISSUER with what the service says")
        yield Finding(about, FAULT, words % {"issuer": found.issuer, "why": str(fault)})
    else:
        words = _("%(issuer)s answers; it must know the address %(back)s")
        yield Finding(about, GOOD, words % {"issuer": found.issuer, "back": services.way_back()})
