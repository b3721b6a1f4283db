"""Places that moved in the tree: told to whoever keeps their paths, in the transaction of the act."""

from collections.abc import Callable

Follower = Callable[[str, str], object]
_followers: list[Follower] = []


def follow(follower: Follower) -> Follower:
    """Has somebody told of every place that moves, with all below it; nobody is told twice."""
    if follower not in _followers:
        _followers.append(follower)
    return follower


def moved(before: str, after: str) -> None:
    """Tells those who follow where a place stood and where it stands."""
    for follower in _followers:
        follower(before, after)
