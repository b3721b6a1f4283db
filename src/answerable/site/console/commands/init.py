"""`answerable init`: the first run, asked in a terminal or given as flags."""

import argparse
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from ..finding import CONSOLE, bytes_of, languages_of
from ..preparing import prepare
from ..speaking import Failed, Voice, ask, ask_secret, sure

ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    init = commands.add_parser("init", parents=[common], help=_("set the alliance up; whatever is not given is asked"))
    for flag, metavar, words in (
        ("--name", "NAME", _("the alliance’s name")),
        ("--languages", "CODES", _("languages on offer, its own first: en,es,ar")),
        ("--time-zone", "ZONE", _("for example Africa/Nairobi")),
        ("--admin-email", "ADDRESS", _("who signs in first, for the secretariat")),
        ("--admin-name", "NAME", _("that person’s name")),
        (
            "--admin-password-file",
            "FILE",
            _("a file whose first line is that person’s password; without one, codes are mailed"),
        ),
        ("--mail-url", "URL", _("where mail is handed over: smtp://user:password@host:587, or smtps://…")),
        ("--mail-from", "ADDRESS", _("who mail comes from")),
        ("--primary", "COLOUR", _("what one can press, for example #0b5d5b")),
        ("--accent", "COLOUR", _("what is private, for example #6b2c5e")),
        ("--logo", "FILE", _("a PNG, JPEG or WebP of at most 2 MB")),
    ):
        init.add_argument(flag, metavar=metavar, help=words)
    init.add_argument("--no-test-mail", action="store_true", help=_("do not try the mail server"))
    init.add_argument("--yes", action="store_true", help=_("ask nothing: take the defaults"))
    init.add_argument("--dry-run", action="store_true", help=_("look at everything, change nothing"))
    init.set_defaults(do=do)


@dataclass(frozen=True)
class Answers:
    """What the first run asks, looked at and found good."""

    name: str
    languages: tuple[str, ...]
    time_zone: str
    admin_name: str
    admin_email: str
    password: str | None
    mail: str
    sender: str
    primary: str
    accent: str
    logo: bytes | None


def do(asked: argparse.Namespace, voice: Voice) -> int:
    from answerable.alliance.queries.profile import profile

    if not asked.dry_run:
        prepare(voice.progress)
        if profile() is not None:
            raise Failed(
                _("The alliance is set up already; nothing was changed. Its settings are at the secretariat’s desk.")
            )
    answers = _ask_all(asked)
    if answers.mail and not asked.no_test_mail and not asked.dry_run:
        _test_mail(answers, voice)
    voice.progress(_told(answers))
    if asked.dry_run:
        voice.progress(_("Nothing was changed."))
        return 0
    if not sure(_("Set the alliance up like this?"), yes=asked.yes):
        raise Failed(_("Nothing was changed."))
    _set_up(answers)
    voice.result(
        _("The alliance is set up. Next: answerable serve, then sign in at %(address)s")
        % {"address": settings.SITE_ADDRESS}
    )
    if not answers.password and not answers.mail:
        voice.progress(
            _("No mail can be sent yet. A code to sign in: answerable person sign-in-code %(email)s")
            % {"email": answers.admin_email}
        )
    return 0


def _ask_all(asked: argparse.Namespace) -> Answers:
    defaults = asked.yes
    name = ask(_("The alliance’s name"), given=asked.name, take_defaults=defaults).strip()
    if not name:
        raise Failed(_("A name is needed: --name"), code=2)
    languages = languages_of(
        ask(_("Languages on offer, its own first"), given=asked.languages, default="en", take_defaults=defaults)
    )
    zone = _zone(ask(_("Time zone"), given=asked.time_zone, default=_own_zone(), take_defaults=defaults))
    email = _address(
        ask(_("E-mail of the first person of the secretariat"), given=asked.admin_email, take_defaults=defaults),
        "--admin-email",
    )
    person = ask(_("Their name"), given=asked.admin_name, default=_("Secretariat"), take_defaults=defaults)
    mail = ask(
        _("Mail server, as smtp://user:password@host:587; empty: none yet"),
        given=asked.mail_url,
        take_defaults=defaults,
    )
    sender = ask(_("Mail comes from"), given=asked.mail_from, default=email, take_defaults=defaults) if mail else ""
    primary = ask(_("Colour of what one can press; empty: the house’s"), given=asked.primary, take_defaults=defaults)
    accent = ask(_("Colour of what is private; empty: the house’s"), given=asked.accent, take_defaults=defaults)
    logo = ask(_("Logo file; empty: none yet"), given=asked.logo, take_defaults=defaults)
    return Answers(
        name, languages, zone, person.strip(), email, _password(asked), _mail_address(mail), _address(sender, "--mail-from") if mail else "",
        _colour(primary), _colour(accent), _logo(logo),
    )  # fmt: skip


def _own_zone() -> str:
    """Returns this machine's time zone."""
    linked = str(Path("/etc/localtime").resolve()).partition("zoneinfo/")[2]
    return linked if linked in available_timezones() and linked != "Etc/UTC" else "UTC"


def _zone(text: str) -> str:
    if text not in available_timezones():
        raise Failed(_("There is no time zone “%(zone)s”. Write it like Africa/Nairobi.") % {"zone": text}, code=2)
    return text


def _address(text: str, flag: str) -> str:
    if not ADDRESS.fullmatch(text.strip()):
        raise Failed(_("An e-mail address is needed: %(flag)s") % {"flag": flag}, code=2)
    return text.strip().lower()


def _mail_address(text: str) -> str:
    from answerable.notices.mail import BadMailAddress, read_address

    try:
        return text if not text or read_address(text) else ""
    except BadMailAddress as wrong:
        raise Failed(
            _("The mail server’s address cannot be read. Write it like smtp://user:password@host:587"), code=2
        ) from wrong


def _password(asked: argparse.Namespace) -> str | None:
    """Returns the first person's password, looked at before anything is set up."""
    from answerable.access.actions import require_good_password
    from answerable.access.models import Account

    if asked.admin_password_file:
        typed = bytes_of(asked.admin_password_file, most=1000).decode(errors="replace").partition("\n")[0].rstrip("\r")
    else:
        typed = "" if asked.yes else ask_secret(_("Their password, at least 12 characters; empty: codes are mailed"))
    if typed:
        require_good_password(typed, Account(email=asked.admin_email or ""))
    return typed or None


def _colour(text: str) -> str:
    from answerable.kit import colour

    if not text:
        return ""
    if not colour.is_colour(text):
        raise Failed(_("“%(colour)s” is no colour. Write it like #0b5d5b.") % {"colour": text}, code=2)
    verdict = colour.judge(text)
    if not verdict.is_readable:
        raise Failed(
            _(
                "%(colour)s cannot be read on paper or white (contrast %(ratio).1f, needed 4.5). The nearest that can: %(nearest)s"
            )
            % {"colour": text, "ratio": verdict.ratio, "nearest": verdict.nearest}
        )
    return text.lower()


def _logo(path: str) -> bytes | None:
    from answerable.kit.logos import MOST_BYTES, LogoRefused, painted_anew

    if not path:
        return None
    try:
        return painted_anew(bytes_of(path, most=MOST_BYTES))
    except LogoRefused as refused:
        raise Failed(_("The logo must be a PNG, JPEG or WebP of at most 2 MB.")) from refused


def _test_mail(answers: Answers, voice: Voice) -> None:
    from answerable.access.refusals import Unacceptable
    from answerable.notices.mail import send_test

    from ..refusals import words_for

    voice.progress(_("Sending a test mail to %(email)s …") % {"email": answers.admin_email})
    try:
        send_test(to=answers.admin_email, address=answers.mail, sent_from=answers.sender)
    except Unacceptable as fault:
        raise Failed(
            f"{words_for(fault)} {_('The alliance is not set up yet. To set it up without trying the mail server: --no-test-mail')}"
        ) from fault


def _told(answers: Answers) -> str:
    return "\n".join(
        f"  {label}: {value}"
        for label, value in (
            (_("Name"), answers.name),
            (_("Languages"), ", ".join(answers.languages)),
            (_("Time zone"), answers.time_zone),
            (_("Secretariat"), f"{answers.admin_name} <{answers.admin_email}>"),
            (_("Mail"), answers.sender if answers.mail else _("none yet")),
            (_("Colours"), ", ".join(filter(None, (answers.primary, answers.accent))) or _("the house’s")),
            (_("Logo"), _("painted anew") if answers.logo else _("none yet")),
        )
    )


@transaction.atomic
def _set_up(answers: Answers) -> None:
    from answerable.alliance.actions import setting_up
    from answerable.alliance.actions.branding import Branding, show_look
    from answerable.conduct.actions.content import take_in_all

    first = setting_up.FirstPerson(answers.admin_name, answers.admin_email, answers.password)
    profile = setting_up.set_up_alliance(
        by=CONSOLE, name=answers.name, languages=answers.languages, time_zone=answers.time_zone, first=first
    )
    if answers.primary or answers.accent or answers.logo:
        show_look(by=CONSOLE, look=Branding(answers.primary, answers.accent, logo=answers.logo or b""))
    if answers.mail:
        setting_up.set_mail(by=CONSOLE, profile=profile, address=answers.mail, sender=answers.sender)
    take_in_all(by=CONSOLE)
