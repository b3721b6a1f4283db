"""`answerable init`: the first run, asked in a terminal or given as flags."""

import argparse
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from ..answers import Answers, ask_all
from ..finding import CONSOLE
from ..preparing import prepare
from ..speaking import Failed, Voice, sure


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


def do(asked: argparse.Namespace, voice: Voice) -> int:
    from answerable.alliance.queries.profile import profile
    from answerable.kit import search

    if not asked.dry_run:
        prepare(voice.progress)
        if profile() is not None:
            raise Failed(
                _("The alliance is set up already; nothing was changed. Its settings are at the secretariat’s desk.")
            )
    answers = ask_all(asked)
    if answers.mail and not asked.no_test_mail and not asked.dry_run:
        _test_mail(answers, voice)
    voice.progress(_told(answers))
    if asked.dry_run:
        voice.progress(_("Nothing was changed."))
        return 0
    if not sure(_("Set the alliance up like this?"), yes=asked.yes):
        raise Failed(_("Nothing was changed."))
    _set_up(answers)
    for kind in search.kinds():
        search.rebuild(kind)
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


def _test_mail(answers: Answers, voice: Voice) -> None:
    from answerable.access.refusals import Unacceptable
    from answerable.notices.mail import send_test

    from ..refusals import words_for

    voice.progress(_("Sending a test mail to %(email)s …") % {"email": answers.admin_email})
    try:
        send_test(to=answers.admin_email, address=answers.mail, sent_from=answers.sender)
    except Unacceptable as fault:
        way_out = _("The alliance is not set up yet. To set it up without trying the mail server: --no-test-mail")
        raise Failed(f"{words_for(fault)} {way_out}") from fault


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
