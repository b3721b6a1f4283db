"""The few mails that sign-in itself needs: short, in the person's language, and without a link that signs in.

They go out through the queue, sealed since some carry a code: a slow mail server delays no page, and an address
without an account takes as long to answer as one with. Nobody can turn them off.
"""

import base64
import json
from datetime import datetime
from smtplib import SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from answerable import vault
from answerable.kit import clock, letters
from answerable.kit.letters import Part, Shown, Wording
from answerable.kit.queue import enqueue, task

from .models import Account

PURPOSE = "access.mail"
WHOSE = "access."  # what the names of these letters begin with

LASTS = ngettext_lazy(
    "It works for %(minutes)s minute and once. Type it only on the page where you asked for it; nobody of us will ever ask you for it.",
    "It works for %(minutes)s minutes and once. Type it only on the page where you asked for it; nobody of us will ever ask you for it.",
    "minutes",
)
NOT_ASKED = _(
    "You did not ask for it? Then somebody else typed your address. Without this code they cannot come in, and you need do nothing."
)
WAS_IT_YOU = _(
    "Was it you? Then all is well. If not, choose a new password at once, through “Lost your password?” on the sign-in page, and tell whoever keeps the records of your network."
)
STOP_IT = _(
    "Was it not you? Sign in and stop it under “How I sign in”. Then choose a new password, and tell whoever keeps the records of your network."
)


def _declare_code(
    name: str, subject: Promise, lead: Promise, *, not_asked: Promise = NOT_ASKED, has_account: bool = True
) -> None:
    lasts = Part("lasts", LASTS, {"minutes": 15})
    body = (Part("subject", subject), Part("lead", lead), Shown("code"), lasts, Part("not_asked", not_asked))
    letters.declare(Wording(f"{WHOSE}{name}", subject, body, {"code": "1234 5678 9012"}, discreet=not has_account))


def _declare_change(name: str, subject: Promise, lead: Promise, *more: Part, last: Promise = WAS_IT_YOU) -> None:
    body = (Part("subject", subject), Part("lead", lead), *more, Part("was_it_you", last))
    letters.declare(Wording(f"{WHOSE}{name}", subject, body))


_declare_code("code_to_sign_in", _("Your code to sign in"), _("This code signs you in:"))
_declare_code("code_to_confirm", _("Your code to go on"), _("This code shows that it is you:"))
_declare_code("code_to_reset", _("Your code for a new password"), _("With this code you choose a new password:"))
_declare_code(
    "code_to_prove",
    _("Your code"),
    _("This code shows that this address is yours:"),
    not_asked=_(
        "You did not ask for it? Then somebody else typed your address. Without this code they can do nothing, and you need do nothing."
    ),
    has_account=False,
)
_declare_change(
    "password_changed",
    _("Your password was changed"),
    _("The password of your account was changed, and its other sessions have ended."),
)
_declare_change(
    "password_reset",
    _("Your password was reset"),
    _(
        "The password of your account was set anew with a code that was mailed to this address. All its sessions have ended."
    ),
    Part(
        "what_stays",
        _(
            "Whatever else opens your account stays as it was: passkeys, an app, recovery codes, a link to another service. When you sign in, you see what there is and can remove each."
        ),
    ),
)
_declare_change(
    "second_factor_added",
    _("Your sign-in now has a second step"),
    _("From now on, signing in to your account asks for a code from your app as well."),
)
_declare_change(
    "second_factor_removed",
    _("The second step of your sign-in was removed"),
    _("Signing in to your account does not ask for a code from your app any more."),
)
_declare_change(
    "passkey_added",
    _("A passkey was added to your account"),
    _("A passkey was added to your account: with it one can sign in as you. The other sessions have ended."),
)
_declare_change(
    "passkey_removed",
    _("A passkey was removed from your account"),
    _("A passkey of your account was removed: it opens nothing here any more. The other sessions have ended."),
)
_declare_change(
    "factor_lost",
    _("Somebody says that your second step is lost"),
    _(
        "Somebody with your password or your mailbox asked to have the second step of your sign-in removed. Two people who keep the records of your network are asked to make sure that it is you."
    ),
    last=STOP_IT,
)
_declare_change(
    "factor_going",
    _("The second step of your sign-in will be removed"),
    _(
        "Two people who keep the records of your network say that they made sure it is you. After a time of waiting, the second step of your sign-in is removed."
    ),
    last=STOP_IT,
)
_declare_change(
    "factor_kept",
    _("The second step of your sign-in stays"),
    _("The wish to remove the second step of your sign-in was stopped, or nobody confirmed it. Nothing has changed."),
    last=_("You still cannot sign in? Talk to whoever keeps the records of your network, in person or by telephone."),
)
_declare_change(
    "factor_gone",
    _("The second step of your sign-in was removed"),
    _(
        "The second step of your sign-in was removed as lost: app, passkeys and recovery codes. All sessions have ended. Sign in and set up a new one."
    ),
)
_declare_change(
    "elsewhere_linked",
    _("Your account is linked to another sign-in"),
    _("From now on one can sign in to your account through another service as well, which this site’s operator chose."),
)


def send(account: Account, kind: str, *, until: datetime | None = None, **facts: object) -> None:
    """Leaves one of the letters declared above to the queue; after `until` it is not sent any more."""
    send_to(account.email, account.language, kind, until=until, **facts)


def send_to(email: str, language: str, kind: str, *, until: datetime | None = None, **facts: object) -> None:
    """As `send`, to an address that need not have an account."""
    language = language or translation.get_language() or settings.LANGUAGE_CODE
    with translation.override(language):
        letter = letters.compose(f"{WHOSE}{kind}", facts)
    mail = {
        "to": email, "subject": letter.subject, "text": letter.text, "html": letter.html, "language": letter.language,
        "until": until.isoformat() if until else "",
    }  # fmt: skip
    _leave(json.dumps(mail).encode())


def send_nothing() -> None:
    """Does the work of sending for an address that has no account, so that nobody can measure the difference."""
    _leave(b"")


def _leave(mail: bytes) -> None:
    enqueue(send_sealed, base64.b64encode(vault.seal(PURPOSE, mail)).decode("ascii"))


@task(retries=6)
def send_sealed(sealed: str) -> None:
    """Sends a mail unless its time is over; an address that will never take it is not tried again."""
    clear = vault.unseal(PURPOSE, base64.b64decode(sealed))
    if not clear:
        return
    mail: dict[str, str] = json.loads(clear)
    if mail["until"] and datetime.fromisoformat(mail["until"]) < clock.now():
        return
    headers = {"Auto-Submitted": "auto-generated", "Content-Language": mail.get("language", "en")}
    message = EmailMultiAlternatives(mail["subject"], mail["text"], to=[mail["to"]], headers=headers)
    message.attach_alternative(mail["html"], "text/html")
    try:
        message.send()
    except SMTPRecipientsRefused as fault:
        if not letters.refused_for_good(fault):
            raise
