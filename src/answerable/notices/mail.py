"""Where mail goes: the alliance's own server, a page in the demo, a list in tests."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from email.utils import make_msgid
from secrets import token_hex
from smtplib import SMTPException, SMTPRecipientsRefused
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
from django.utils.translation import gettext_lazy

from answerable import vault
from answerable.access.models import Account
from answerable.access.refusals import Unacceptable
from answerable.kit import clock, letters, queue
from answerable.kit.letters import Part, Wording

from .house import house
from .marks import hash_of, mark_of
from .models import DemoLetter, Mailed
from .not_handed_over import why
from .rules.returned import MARK

TIMEOUT = 20
AUTOMATIC = {"Auto-Submitted": "auto-generated"}
_told_of_refusals: list[Callable[[SMTPRecipientsRefused, str], None]] = []

letters.declare(
    Wording(
        "notices.test",
        gettext_lazy("A test from your alliance’s site"),
        (
            Part("subject", gettext_lazy("A test from your alliance’s site")),
            Part("lead", gettext_lazy("This mail shows that the site can send mail. There is nothing to do.")),
        ),
    )
)


class NoMailServer(queue.Pointless):
    """Nobody has said yet where mail is handed over."""


class BadMailAddress(ValueError):  # noqa: N818 - it is an answer, not an error
    """A mail server's address that cannot be read."""


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
    ways = {"smtp": ("starttls", 587), "smtps": ("tls", 465), "smtp+plain": ("none", 25)}
    try:
        parts = urlsplit(address)
        security, port = ways[parts.scheme]
        port = parts.port or port
    except (KeyError, ValueError):
        raise BadMailAddress(address.partition(":")[0]) from None
    if not parts.hostname:
        raise BadMailAddress("no host")
    return MailServer(parts.hostname, port, unquote(parts.username or ""), unquote(parts.password or ""), security)


def server() -> MailServer | None:
    """Returns where mail is handed over: `ANSWERABLE_SMTP_URL` before what the alliance keeps."""
    return read_address(address) if (address := _address()) else None


def _address() -> str:
    return os.environ.get("ANSWERABLE_SMTP_URL") or house().get("address", "")


def mark_of_server() -> str:
    """Returns by what the server is known again, as it is set now with its user and password."""
    return vault.fingerprint((_address() or settings.ANSWERABLE_MODE).encode(), purpose="notices.mail_server")


def is_operators() -> bool:
    """Whether the server is the operator's to set: then nobody can change it by page."""
    return bool(os.environ.get("ANSWERABLE_SMTP_URL"))


def has_operators_sender() -> bool:
    """Whether the operator says who mail comes from."""
    return bool(os.environ.get("ANSWERABLE_MAIL_FROM"))


def host() -> str:
    """Returns the name of the server that mail is handed to, never its user or password; empty where none is known."""
    try:
        found = server()
    except BadMailAddress:
        return ""
    return found.host if found else ""


def can_send() -> bool:
    """Whether mail goes anywhere: the demo and the tests keep it to themselves."""
    return settings.IS_DEMO or settings.ANSWERABLE_MODE == "test" or bool(host())


def sender() -> str:
    return os.environ.get("ANSWERABLE_MAIL_FROM") or house().get("sender", "") or f"answerable@{_domain()}"


def tell_of_refusals(listener: Callable[[SMTPRecipientsRefused, str], None]) -> None:
    """Called once by what counts mail that comes back: it hears what a server refused, and the mark of the mail."""
    _told_of_refusals[:] = [listener]


class AllianceMailBackend(BaseEmailBackend):
    """Hands mail to the alliance's server; a mail that cannot be handed over raises, so that whoever sent it can say so.

    Each mail to an account carries its mark, whichever room wrote it, and what comes back at once is counted.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        return sum(_hand_over(_addressed(letter)) for letter in email_messages)


def _addressed(letter: EmailMessage) -> EmailMessage:
    """Says whom a mail is from, and gives it a Message-ID that names neither this machine nor anybody."""
    if letter.from_email == settings.DEFAULT_FROM_EMAIL:  # written by a room that knows no alliance
        letter.from_email = sender()
    letter.extra_headers.setdefault("X-Auto-Response-Suppress", "All")
    if "Message-ID" not in letter.extra_headers:
        mailed = _mailed(letter)
        letter.extra_headers["Message-ID"] = message_id(mailed) if mailed else make_msgid(domain=_domain())
    return letter


def _mailed(letter: EmailMessage) -> Mailed | None:
    account = Account.objects.with_address(letter.to[0]).filter(is_active=True).first() if letter.to else None
    return begin_mail(account, occasion=f"by itself {token_hex(8)}") if account else None


def begin_mail(account: Account, *, occasion: str, kinds: Sequence[str] = ()) -> Mailed:
    """Notes that a mail is written to an account."""
    made = Mailed(account=account, occasion=occasion, kinds=list(kinds), written_on=clock.today())
    made.mark = hash_of(mark_of(made))
    made.save(force_insert=True)
    return made


def message_id(mailed: Mailed) -> str:
    return f"<{mark_of(mailed)}@{_domain()}>"


def _hand_over(letter: EmailMessage) -> int:
    if settings.IS_DEMO:
        return _keep([letter])
    if settings.ANSWERABLE_MODE == "test":
        return int(ListBackend().send_messages([letter]))
    found = server()
    if found is None:
        raise NoMailServer
    try:
        return int(_smtp(found).send_messages([_in_envelope(letter)]) or 0)
    except SMTPRecipientsRefused as fault:
        for listener in _told_of_refusals:
            listener(fault, _mark_in(letter))
        raise


def _in_envelope(letter: EmailMessage) -> EmailMessage:
    """Has mail that cannot be delivered come back to an address that holds its mark, where the operator keeps one."""
    box, _, domain = os.environ.get("ANSWERABLE_MAIL_BOUNCES", "").partition("@")
    if domain and (mark := _mark_in(letter)):
        letter.extra_headers["From"] = letter.from_email
        letter.from_email = f"{box}+{mark}@{domain}"
    return letter


def _mark_in(letter: EmailMessage) -> str:
    found = MARK.search(str(letter.extra_headers.get("Message-ID", "")))
    return found[1] if found else ""


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


def _keep(written: Sequence[EmailMessage]) -> int:
    for letter in written:
        parts: list[Any] = getattr(letter, "alternatives", [])
        html = next((str(part[0]) for part in parts if part[1] == "text/html"), "")
        for to in letter.recipients():
            DemoLetter.objects.create(
                to=to[:254], subject=letter.subject[:300], text=str(letter.body), html=html, written_at=clock.now()
            )
    return len(written)


def post(*, to: str, subject: str, text: str, html: str = "", headers: Mapping[str, str] | None = None) -> None:
    """Sends one mail, now; raises where it cannot be handed over. Never call it inside a transaction."""
    letter = EmailMultiAlternatives(
        subject=subject, body=text, from_email=sender(), to=[to], headers={**AUTOMATIC, **(headers or {})}
    )
    if html:
        letter.attach_alternative(html, "text/html")
    with mail.get_connection() as connection:
        connection.send_messages([letter])


def send_test(*, to: str, address: str = "", sent_from: str = "") -> None:
    """Sends a test mail: through the server of an address that is about to be kept, else as every mail goes.

    Raises `Unacceptable("mail_failed")` with what went wrong in our words as `why`, never the server's own.
    """
    written = letters.compose("notices.test", {})
    letter = EmailMultiAlternatives(
        subject=written.subject,
        from_email=sent_from or sender(),
        to=[to],
        body=written.text,
        headers={**AUTOMATIC, "Content-Language": written.language, "Message-ID": make_msgid(domain=_domain())},
    )
    letter.attach_alternative(written.html, "text/html")
    try:
        if address and not settings.IS_DEMO and settings.ANSWERABLE_MODE != "test":
            _smtp(read_address(address)).send_messages([letter])
        else:
            mail.get_connection().send_messages([letter])
    except (OSError, SMTPException, UnicodeError) as fault:
        raise Unacceptable("mail_failed", field="address", why=why(fault)) from fault
    except (NoMailServer, BadMailAddress) as fault:
        raise Unacceptable(
            "mail_failed", field="address", why=_("no server is set whose address can be read")
        ) from fault


def send_test_letter(account_id: UUID | None) -> None:
    """Sends a test mail to an account, as every mail goes."""
    account = Account.objects.filter(pk=account_id).exclude(email="").first() if account_id else None
    if account is not None:
        send_test(to=account.email)
