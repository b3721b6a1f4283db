"""Where mail goes: the alliance's own server, a page in the demo, a list in tests."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.utils import make_msgid
from smtplib import SMTPException
from typing import Any
from urllib.parse import unquote, urlsplit
from uuid import UUID

from django.conf import settings
from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.locmem import EmailBackend as ListBackend
from django.core.mail.backends.smtp import EmailBackend as SmtpBackend
from django.utils.translation import gettext as _

from answerable.access.models import Account
from answerable.access.refusals import Unacceptable
from answerable.kit import clock

from .models import DemoLetter

TIMEOUT = 20
_providers: list[Callable[[], dict[str, str]]] = []


class NoMailServer(Exception):  # noqa: N818 - it is an answer, not an error
    """Nobody has said yet where mail is handed over."""


class BadMailAddress(ValueError):  # noqa: N818 - it is an answer, not an error
    """A mail server's address that cannot be read."""


def provide_settings(provider: Callable[[], dict[str, str]]) -> None:
    """Called once by the room that keeps the alliance's settings.

    It returns what is known of `address` (`smtp://user:password@host:port`), `sender`, `time_zone`, `language`, `name`.
    """
    _providers[:] = [provider]


def house() -> dict[str, str]:
    """Returns the alliance's settings that matter to mail."""
    return _providers[0]() if _providers else {}


@dataclass(frozen=True)
class MailServer:
    """Where mail is handed over. `security` is "starttls", "tls" or "none"."""

    host: str
    port: int
    user: str
    password: str
    security: str

    def __repr__(self) -> str:
        return "MailServer(…)"


def read_address(address: str) -> MailServer:
    """Reads `smtp://user:password@host:587` (STARTTLS), `smtps://…` (TLS), or `smtp+plain://localhost:25` (neither)."""
    parts = urlsplit(address)
    ways = {"smtp": ("starttls", 587), "smtps": ("tls", 465), "smtp+plain": ("none", 25)}
    try:
        security, port = ways[parts.scheme]
        port = parts.port or port
    except (KeyError, ValueError):
        raise BadMailAddress(address.partition(":")[0]) from None
    if not parts.hostname:
        raise BadMailAddress("no host")
    return MailServer(parts.hostname, port, unquote(parts.username or ""), unquote(parts.password or ""), security)


def server() -> MailServer | None:
    """Returns where mail is handed over: `ANSWERABLE_SMTP_URL` before what the alliance keeps."""
    address = os.environ.get("ANSWERABLE_SMTP_URL") or house().get("address", "")
    return read_address(address) if address else None


def can_send() -> bool:
    """Whether mail goes anywhere: the demo and the tests keep it to themselves."""
    return settings.IS_DEMO or settings.ANSWERABLE_MODE == "test" or server() is not None


def sender() -> str:
    return os.environ.get("ANSWERABLE_MAIL_FROM") or house().get("sender", "") or f"answerable@{_domain()}"


class AllianceMailBackend(BaseEmailBackend):
    """Hands mail to the alliance's server; a mail that cannot be handed over raises, so that whoever sent it can say so."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        letters = list(email_messages)
        for letter in letters:
            letter.extra_headers.setdefault("Message-ID", make_msgid(domain=_domain()))  # Django's names this machine
            if letter.from_email == settings.DEFAULT_FROM_EMAIL:  # written by a room that knows no alliance
                letter.from_email = sender()
        if settings.IS_DEMO:
            return _keep(letters)
        if settings.ANSWERABLE_MODE == "test":
            return int(ListBackend().send_messages(letters))
        found = server()
        if found is None:
            raise NoMailServer
        return int(_smtp(found).send_messages(letters) or 0)


def _domain() -> str:
    return urlsplit(settings.SITE_ADDRESS).hostname or "localhost"


def _smtp(found: MailServer) -> SmtpBackend:
    return SmtpBackend(
        host=found.host, port=found.port, username=found.user or None, password=found.password or None,
        use_tls=found.security == "starttls", use_ssl=found.security == "tls", timeout=TIMEOUT,
    )  # fmt: skip


def knock(found: MailServer) -> None:
    """Reaches a server and signs in, as before sending; raises what the library raises."""
    connection = _smtp(found)
    connection.open()
    connection.close()


def _keep(letters: Sequence[EmailMessage]) -> int:
    for letter in letters:
        parts: list[Any] = getattr(letter, "alternatives", [])
        html = next((str(part[0]) for part in parts if part[1] == "text/html"), "")
        for to in letter.recipients():
            DemoLetter.objects.create(
                to=to[:254], subject=letter.subject[:300], text=str(letter.body), html=html, written_at=clock.now()
            )
    return len(letters)


def post(*, to: str, subject: str, text: str, html: str = "") -> None:
    """Sends one mail, now; raises where it cannot be handed over. Never call it inside a transaction."""
    letter = EmailMultiAlternatives(
        subject=subject, body=text, from_email=sender(), to=[to], headers={"Auto-Submitted": "auto-generated"}
    )
    if html:
        letter.attach_alternative(html, "text/html")
    with mail.get_connection() as connection:
        connection.send_messages([letter])


def send_test(*, to: str, address: str = "", sent_from: str = "") -> None:
    """Sends a test mail: through the server of an address that is about to be kept, else as every mail goes.

    Raises `Unacceptable("mail_failed")` with the kind of what went wrong as `why`, never the server's own words.
    """
    letter = EmailMultiAlternatives(
        subject=_("A test from your alliance’s site"),
        from_email=sent_from or sender(),
        to=[to],
        body=_("This mail shows that the site can send mail. There is nothing to do."),
        headers={"Auto-Submitted": "auto-generated", "Message-ID": make_msgid(domain=_domain())},
    )
    try:
        if address and not settings.IS_DEMO and settings.ANSWERABLE_MODE != "test":
            _smtp(read_address(address)).send_messages([letter])
        else:
            mail.get_connection().send_messages([letter])
    except (OSError, SMTPException, NoMailServer, BadMailAddress) as fault:
        raise Unacceptable("mail_failed", field="address", why=type(fault).__name__) from fault


def send_test_letter(account_id: UUID | None) -> None:
    """Sends a test mail to an account, as every mail goes."""
    account = Account.objects.filter(pk=account_id).exclude(email="").first() if account_id else None
    if account is not None:
        send_test(to=account.email)
