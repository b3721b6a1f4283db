"""Who acts: an account with the posts it holds today, or a part of the system by name."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID


@dataclass(frozen=True, order=True)
class Post:
    """An office held at a place. `path` is the place's path: a tree path, or `org:<id>` for an organisation.

    `since`, where it is told, is the day from which it is held; two posts of one office at one place are the same.
    """

    office: str
    path: str
    since: dt.date | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Actor:
    """Whoever does something; every action takes one as `by=`. Posts that rest count nowhere (see `required`)."""

    account_id: UUID | None = None
    posts: tuple[Post, ...] = ()
    system: str = ""
    resting: tuple[Post, ...] = ()

    @classmethod
    def nobody(cls) -> "Actor":
        return cls()

    @classmethod
    def of_system(cls, name: str) -> "Actor":
        """An operator's command or a scheduled job, for example `console` or `job:digest`."""
        return cls(system=name)

    @property
    def is_known(self) -> bool:
        return self.account_id is not None

    @property
    def opaque_id(self) -> str:
        """The name under which the ledger knows this actor: never a person's name or address."""
        return str(self.account_id) if self.account_id else f"system:{self.system}" if self.system else "nobody"

    @cached_property
    def offices(self) -> frozenset[str]:
        return frozenset(post.office for post in self.posts)

    def paths(self, *offices: str) -> tuple[str, ...]:
        """The places at which this actor holds any of the offices."""
        return tuple(post.path for post in self.posts if post.office in offices)


PostsProvider = Callable[[UUID, dt.date], tuple[Post, ...]]
_provider: list[PostsProvider] = []


def provide_posts(provider: PostsProvider) -> None:
    """Called once by the room that keeps offices, so that access needs no upward import."""
    _provider[:] = [provider]


Divide = Callable[[UUID, tuple[Post, ...], dt.date], tuple[tuple[Post, ...], tuple[Post, ...]]]
_resting: list[Divide] = []


def let_posts_rest(divide: Divide) -> None:
    """Called once by `required`, which says which posts count on a day and which rest."""
    _resting[:] = [divide]


def actor_for(account_id: UUID, *, on: dt.date) -> Actor:
    """Returns the account's actor with the posts it holds on a day; the posts of an ended office are gone at once."""
    posts = _provider[0](account_id, on) if _provider else ()
    resting: tuple[Post, ...] = ()
    for divide in _resting:
        posts, resting = divide(account_id, posts, on)
    return Actor(account_id=account_id, posts=posts, resting=resting)
