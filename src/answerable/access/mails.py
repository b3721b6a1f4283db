"""The few mails that sign-in itself needs: short, in the person's language, and without a link that signs in.

They go out through the queue, sealed since some carry a code: a slow mail server delays no page, and an address
without an account takes as long to answer as one with.
"""

import base64
import json
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from answerable import vault
from answerable.kit import clock
from answerable.kit.queue import enqueue, task

from .models import Account

PURPOSE = "access.mail"
HEADERS = {"Auto-Submitted": "auto-generated"}


def send(account: Account, kind: str, *, until: datetime | None = None, **facts: object) -> None:
    """Leaves one of the mails in `templates/access/mail` to the queue; after `until` it is not sent any more."""
    send_to(account.email, account.language, kind, until=until, **facts)


def send_to(email: str, language: str, kind: str, *, until: datetime | None = None, **facts: object) -> None:
    """As `send`, to an address that need not have an account."""
    language = language or translation.get_language() or settings.LANGUAGE_CODE
    with translation.override(language):
        shown = {
            **facts,
            "address": settings.SITE_ADDRESS,
            "language": language,
            "bidi": translation.get_language_bidi(),
        }
        mail = {
            "to": email,
            "subject": render_to_string(f"access/mail/{kind}_subject.txt", shown).strip(),
            "text": render_to_string(f"access/mail/{kind}.txt", shown),
            "html": render_to_string(f"access/mail/{kind}.html", shown),
            "until": until.isoformat() if until else "",
        }
    _leave(json.dumps(mail).encode())


def send_nothing() -> None:
    """Does the work of sending for an address that has no account, so that nobody can measure the difference."""
    _leave(b"")


def _leave(mail: bytes) -> None:
    enqueue(send_sealed, base64.b64encode(vault.seal(PURPOSE, mail)).decode("ascii"))


@task(retries=3)
def send_sealed(sealed: str) -> None:
    clear = vault.unseal(PURPOSE, base64.b64decode(sealed))
    if not clear:
        return
    mail: dict[str, str] = json.loads(clear)
    if mail["until"] and datetime.fromisoformat(mail["until"]) < clock.now():
        return
    message = EmailMultiAlternatives(mail["subject"], mail["text"], to=[mail["to"]], headers=HEADERS)
    message.attach_alternative(mail["html"], "text/html")
    message.send()
