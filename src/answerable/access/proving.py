"""Proving that an address is one's own, also before there is an account: a code by mail, typed where it was asked for.

What was asked and what was proved lie sealed in the session of that one browser and nowhere else. Only the keyed hash
of a code is kept; it works for a quarter of an hour and once, and a browser may try a few times only.
"""

import datetime as dt
import hmac
import secrets
from typing import Any

from django.http import HttpRequest
from django.utils import translation

from answerable import vault
from answerable.kit import clock

from . import codes, guessing, mails
from .models import Account

PENDING, PROVED = "proving_address", "proved_address"
HOLDS_FOR = dt.timedelta(minutes=45)
MOST_CODES = 3


def begin(
    request: HttpRequest,
    *,
    email: str,
    next_page: str,
    limits: guessing.Limits = guessing.STRANGERS,
    is_shown: bool = True,
) -> bool:
    """Mails a code to an address and remembers where to go once it is typed; returns whether one was mailed now.

    An address that whoever asks has not typed themselves is not shown to them.
    """
    address = email.strip().lower()
    kept = _pending(request)
    digests = kept["digests"] if kept.get("email") == address else []
    mailed = guessing.may_mail_proof(request, address, limits)
    if mailed:
        ends = clock.now() + dt.timedelta(minutes=codes.MINUTES)
        code = "".join(secrets.choice("0123456789") for _ in range(codes.DIGITS))
        digests = [*digests, [_digest(address, code), ends.isoformat()]][-MOST_CODES:]
        language = translation.get_language() or ""
        mails.send_to(address, language, "code_to_prove", until=ends, code=codes.in_groups(code), minutes=codes.MINUTES)
    request.session[PENDING] = {
        "email": address, "digests": digests, "tries": codes.TRIES_OF_A_BROWSER, "next": next_page, "limits": limits.name,
        "is_shown": is_shown,
    }  # fmt: skip
    return mailed


def again(request: HttpRequest) -> bool:
    """Mails another code to the address that is being proved; the ones before stay good."""
    kept = _pending(request)
    limits = guessing.INVITED if kept["limits"] == guessing.INVITED.name else guessing.STRANGERS
    return begin(request, email=kept["email"], next_page=kept["next"], limits=limits, is_shown=kept["is_shown"])


def pending(request: HttpRequest) -> str:
    """Returns the address that is being proved here; empty where none is, or all tries are used."""
    kept = _pending(request)
    return str(kept["email"]) if kept and kept["tries"] > 0 else ""


def shown(request: HttpRequest) -> str:
    """Returns the address as it may be shown; empty where whoever asks did not type it."""
    kept = _pending(request)
    return str(kept["email"]) if kept.get("is_shown") else ""


def where_it_began(request: HttpRequest) -> str:
    return str(_pending(request).get("next", "/"))


def redeem(request: HttpRequest, typed: str) -> str:
    """Returns where to go on once the right code was typed, else nothing; a wrong one costs one of the tries."""
    email, kept = pending(request), _pending(request)
    if not email:
        return ""
    digest, now = _digest(email, codes.plain(typed)), clock.now()
    live = [one for one, ends in kept["digests"] if dt.datetime.fromisoformat(ends) > now]
    if not [one for one in live if hmac.compare_digest(one, digest)]:
        request.session[PENDING] = {**kept, "tries": kept["tries"] - 1}
        return ""
    del request.session[PENDING]
    request.session[PROVED] = {"email": email, "until": (now + HOLDS_FOR).isoformat()}
    codes.mail_arrived()
    return str(kept["next"])


def proved(request: HttpRequest) -> str:
    """Returns the address that was proved in this browser a while ago at most; empty where none was."""
    kept = request.session.get(PROVED) or {}
    if not kept or dt.datetime.fromisoformat(kept["until"]) <= clock.now():
        return ""
    return str(kept["email"])


def is_mine(request: HttpRequest, email: str) -> bool:
    """Whether who asks proved this address here, or is signed in with it."""
    account = request.user
    signed_in = isinstance(account, Account) and account.email.lower() == email.strip().lower()
    return signed_in or proved(request) == email.strip().lower()


def forget(request: HttpRequest) -> None:
    """Forgets what was proved: it was used."""
    request.session.pop(PROVED, None)


def _pending(request: HttpRequest) -> dict[str, Any]:
    return request.session.get(PENDING) or {}


def _digest(email: str, code: str) -> str:
    return vault.fingerprint(f"{email}\n{code}".encode(), purpose="access.proof_of_address")
