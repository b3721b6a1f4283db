"""Which offices ask for a second factor, and what rests while it is missing.

The room that keeps offices says which ask for one and since when. Whoever holds such an office has some days of grace;
after them its posts rest until a factor is set. Nothing else is taken away: signing in and setting one up stay open.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from answerable.kit import clock

from . import second_factor
from .actors import Actor, Post
from .models import Account

DAYS_OF_GRACE = 14
HOURS_TO_WAIT = 24


@dataclass(frozen=True)
class Rules:
    """`since` names the offices that ask for a second factor, each with the day from which it does."""

    since: Mapping[str, dt.date] = field(default_factory=dict)
    grace_days: int = DAYS_OF_GRACE
    wait_hours: int = HOURS_TO_WAIT


@dataclass(frozen=True)
class Task:
    """What somebody in office has to do: set up a factor until a day, the last on which the offices work without."""

    offices: tuple[str, ...]
    until: dt.date
    is_overdue: bool


_provider: list[Callable[[], Rules]] = []


def provide_rules(provider: Callable[[], Rules]) -> None:
    """Called once by the room that keeps offices, so that access needs no upward import."""
    _provider[:] = [provider]


def rules() -> Rules:
    return _provider[0]() if _provider else Rules()


def offices_asking(actor: Actor) -> tuple[str, ...]:
    """Returns those of an actor's offices that ask for a second factor."""
    since = rules().since if actor.posts or actor.resting else {}
    return tuple(sorted({post.office for post in (*actor.posts, *actor.resting) if post.office in since}))


def task_of(actor: Actor) -> Task | None:
    """Returns what is to be done for one's offices to go on; None where nothing is."""
    asking = [post for post in (*actor.posts, *actor.resting) if post.office in rules().since]
    if not asking or actor.account_id is None or second_factor.has_any(actor.account_id):
        return None
    last = min(_last_days(actor.account_id, asking, rules()).values())
    return Task(tuple(sorted({post.office for post in asking})), last, last < clock.today())


def divide(account_id: UUID, posts: tuple[Post, ...], on: dt.date) -> tuple[tuple[Post, ...], tuple[Post, ...]]:
    """Returns the posts that count on a day, and those that rest because their grace is over without a factor."""
    if not any(post.since for post in posts):
        return posts, ()
    known = rules()
    asking = [post for post in posts if _may_be_overdue(post, known, on)]
    if not asking or second_factor.has_any(account_id):
        return posts, ()
    resting = tuple(post for post, last in _last_days(account_id, asking, known).items() if last < on)
    return tuple(post for post in posts if post not in resting), resting


def _may_be_overdue(post: Post, known: Rules, on: dt.date) -> bool:
    return post.office in known.since and known.since[post.office] + dt.timedelta(days=known.grace_days) < on


def _last_days(account_id: UUID, posts: Iterable[Post], known: Rules) -> dict[Post, dt.date]:
    """Grace begins when the rule, the office and the account are all there."""
    made_on = Account.objects.values_list("created_on", flat=True).get(pk=account_id)
    grace = dt.timedelta(days=known.grace_days)
    return {post: max(known.since[post.office], post.since or made_on, made_on) + grace for post in posts}
