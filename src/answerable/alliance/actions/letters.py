"""The few mails to people who may have no account: they name nobody, no organisation and not the alliance.

They go out through the queue, sealed, since an invitation's link is kept nowhere else.
"""

import base64
import datetime as dt
import json
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format

from answerable import vault
from answerable.kit import clock, letters
from answerable.kit.queue import enqueue, task
from answerable.notices import mail

PURPOSE = "alliance.letter"
INVITATION, RECEIVED, ANSWERED = "invitation", "received", "answered"


@dataclass(frozen=True)
class Letter:
    """A mail in one language, as it is sent and as it is shown before."""

    language: str
    direction: str
    subject: str
    text: str
    html: str


def compose(kind: str, language: str, *, path: str, until: dt.date | None = None) -> Letter:
    """Writes one of the letters declared in this room's `notices`, around the address of a page of ours."""
    language = language or settings.LANGUAGE_CODE
    with translation.override(language):
        facts = {
            "link": f"{settings.SITE_ADDRESS}{path}",
            "until": date_format(until, "DATE_FORMAT") if until else "",
        }
        made = letters.compose(f"alliance.{kind}", facts)
        direction = "rtl" if translation.get_language_bidi() else "ltr"
        return Letter(language, direction, made.subject, made.text, made.html)


def leave(kind: str, *, to: str, language: str, path: str) -> None:
    """Leaves a letter to the queue."""
    enqueue(post_letter, sealed(kind, to=to, language=language, path=path))


def sealed(kind: str, *, to: str, language: str, path: str, until: dt.date | None = None, about: str = "") -> str:
    """Returns a letter's facts as they lie in the queue; after `until` it is not sent any more."""
    facts = {
        "kind": kind, "to": to, "language": language, "path": path, "about": about,
        "until": until.isoformat() if until else "",
    }  # fmt: skip
    return base64.b64encode(vault.seal(PURPOSE, json.dumps(facts).encode())).decode("ascii")


@task(retries=5)
def post_letter(facts: str) -> None:
    send(opened(facts))


def opened(facts: str) -> dict[str, str]:
    clear: dict[str, str] = json.loads(vault.unseal(PURPOSE, base64.b64decode(facts)))
    return clear


def send(facts: dict[str, str]) -> None:
    """Writes a letter in its language and sends it, unless its time is over."""
    until = dt.date.fromisoformat(facts["until"]) if facts["until"] else None
    if until and until < clock.today():
        return
    letter = compose(facts["kind"], facts["language"], path=facts["path"], until=until)
    mail.post(to=facts["to"], subject=letter.subject, text=letter.text, html=letter.html)


def status_path(key: object) -> str:
    """Returns the address of the page on which somebody from outside sees how their request stands."""
    return reverse("request_status", args=[key])
