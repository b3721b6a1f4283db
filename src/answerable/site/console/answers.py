"""What the first run asks: each answer looked at as soon as it is typed, and asked again where it cannot be."""

import argparse
import re
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import available_timezones

from django.utils.translation import gettext as _

from .finding import bytes_of, languages_of
from .speaking import Failed, ask_right, ask_secret, until_right

ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


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


def ask_all(asked: argparse.Namespace) -> Answers:
    """Asks whatever no flag gave."""
    by_default = asked.yes
    name = ask_right(_("The alliance’s name"), _name, given=asked.name, take_defaults=by_default)
    languages = ask_right(
        _("Languages on offer, its own first"),
        languages_of,
        given=asked.languages,
        default="en",
        take_defaults=by_default,
    )
    zone = ask_right(_("Time zone"), _zone, given=asked.time_zone, default=_own_zone(), take_defaults=by_default)
    email = ask_right(
        _("E-mail of the first person of the secretariat"), lambda typed: _address(typed, "--admin-email"), given=asked.admin_email,
        take_defaults=by_default,
    )  # fmt: skip
    person = ask_right(
        _("Their name"), str.strip, given=asked.admin_name, default=_("Secretariat"), take_defaults=by_default
    )
    mail = ask_right(
        _("Mail server, as smtp://user:password@host:587; empty: none yet"), _mail_address, given=asked.mail_url,
        take_defaults=by_default,
    )  # fmt: skip
    sender = ""
    if mail:
        sender = ask_right(
            _("Mail comes from"), lambda typed: _address(typed, "--mail-from"), given=asked.mail_from, default=email,
            take_defaults=by_default,
        )  # fmt: skip
    primary = ask_right(
        _("Colour of what one can press; empty: the house’s"), _colour, given=asked.primary, take_defaults=by_default
    )
    accent = ask_right(
        _("Colour of what is private; empty: the house’s"), _colour, given=asked.accent, take_defaults=by_default
    )
    logo = ask_right(_("Logo file; empty: none yet"), _logo, given=asked.logo, take_defaults=by_default)
    password = _password(asked, email)
    return Answers(name, languages, zone, person, email, password, mail, sender, primary, accent, logo)


def _name(text: str) -> str:
    if not text.strip():
        raise Failed(_("A name is needed: --name"), code=2)
    return text.strip()


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


def _password(asked: argparse.Namespace, email: str) -> str | None:
    """Returns the first person's password, looked at before anything is set up."""

    def good(typed: str) -> str | None:
        from answerable.access.actions import require_good_password
        from answerable.access.models import Account

        if typed:
            require_good_password(typed, Account(email=email))
        return typed or None

    if asked.admin_password_file:
        typed = bytes_of(asked.admin_password_file, most=1000).decode(errors="replace").partition("\n")[0].rstrip("\r")
        return good(typed)
    question = _("Their password, at least 12 characters; empty: codes are mailed")
    return None if asked.yes else until_right(lambda: good(ask_secret(question)))


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
