"""Limits that slow guessing down and lock nobody out.

A limit is a bucket that fills again by itself, kept per account and for everybody together, never per network address.
A browser in which somebody signed in before has a bucket of its own, so that whoever attacks an account from
elsewhere cannot use up its owner's tries; and a mailed code can always be asked for.
"""

import datetime as dt
import math
from dataclasses import dataclass

from django.db import transaction
from django.http import HttpRequest

from answerable import vault
from answerable.kit import clock

from . import known_browsers
from .models import Bucket


@dataclass(frozen=True)
class Limit:
    """`holds` tries at once, then `a_minute` more: at most `holds + a_minute` in any minute."""

    name: str
    holds: int
    a_minute: float


PASSWORDS = Limit("passwords", holds=5, a_minute=5)
PASSWORDS_OF_ALL = Limit("passwords of all", holds=120, a_minute=120)
CODES_BY_MAIL = Limit("codes by mail", holds=5, a_minute=0.5)
CODES_BY_MAIL_OF_ALL = Limit("codes by mail of all", holds=300, a_minute=120)
ELSEWHERE_OF_ALL = Limit("coming back from elsewhere, all", holds=60, a_minute=60)
SECOND_FACTORS = Limit("second factors", holds=5, a_minute=1)


@dataclass(frozen=True)
class Limits:
    """What one address may take, and everybody together."""

    name: str
    of_one: Limit
    of_all: Limit


# Whoever types an address of their own choice must not be able to use up what those who were invited need.
STRANGERS = Limits(
    "strangers", Limit("proofs", holds=3, a_minute=0.1), Limit("proofs of all strangers", holds=60, a_minute=20)
)
INVITED = Limits("invited", Limit("proofs", holds=5, a_minute=0.5), Limit("proofs of all", holds=300, a_minute=120))


def take(limit: Limit, whom: str = "") -> int:
    """Takes one try out of a bucket; returns 0, or the seconds until there is one again."""
    now = clock.now()
    with transaction.atomic():
        Bucket.objects.get_or_create(key=_key(limit, whom), defaults={"left": limit.holds, "filled_at": now})
        bucket = Bucket.objects.select_for_update().get(key=_key(limit, whom))
        passed = max(0.0, (now - bucket.filled_at).total_seconds())
        left = min(float(limit.holds), bucket.left + passed * limit.a_minute / 60)
        allowed = left >= 1
        bucket.left, bucket.filled_at = left - allowed, now
        bucket.save()
    return 0 if allowed else math.ceil((1 - left) * 60 / limit.a_minute)


def wait_for(limit: Limit, whom: str = "") -> int:
    """Returns what `take` would, and takes nothing."""
    bucket = Bucket.objects.filter(key=_key(limit, whom)).first()
    if bucket is None:
        return 0
    passed = max(0.0, (clock.now() - bucket.filled_at).total_seconds())
    left = min(float(limit.holds), bucket.left + passed * limit.a_minute / 60)
    return 0 if left >= 1 else math.ceil((1 - left) * 60 / limit.a_minute)


def give_back(limit: Limit, whom: str = "") -> None:
    """Forgets the tries taken: whoever proves to be right has guessed nothing."""
    Bucket.objects.filter(key=_key(limit, whom)).delete()


def wait_before_password(request: HttpRequest, email: str) -> int:
    """Takes one try at an account's password; returns the seconds to wait, the same for addresses without an account."""
    if browser := known_browsers.of(request, email):
        return take(PASSWORDS, browser)
    # asked first without taking: addresses by the thousand leave no row each once everybody's tries are used up
    return wait_for(PASSWORDS_OF_ALL) or take(PASSWORDS, email) or take(PASSWORDS_OF_ALL)


def password_was_right(request: HttpRequest, email: str) -> None:
    """Gives a known browser its tries back; what strangers used up stays used, so that nobody resets it by signing in."""
    if browser := known_browsers.of(request, email):
        give_back(PASSWORDS, browser)


def may_mail_code(request: HttpRequest, email: str) -> bool:
    """Whether one more mail may go to an address; where not, the codes mailed a moment ago still work everywhere."""
    return not (take(CODES_BY_MAIL, known_browsers.of(request, email) or email) or take(CODES_BY_MAIL_OF_ALL))


def may_mail_proof(request: HttpRequest, email: str, limits: Limits) -> bool:
    """Whether one more code may go to an address that somebody says is theirs."""
    return not (take(limits.of_one, known_browsers.of(request, email) or email) or take(limits.of_all))


def forget_full(*, unused_for: dt.timedelta) -> None:
    """Deletes the buckets that have been full again for long."""
    Bucket.objects.filter(filled_at__lt=clock.now() - unused_for).delete()


def _key(limit: Limit, whom: str) -> str:
    return vault.fingerprint(f"{limit.name}\n{whom.lower()}".encode(), purpose="access.limit")[:32]
