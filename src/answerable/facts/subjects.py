"""Whom a fact is about: what kind of thing, and the key by which its own room knows it."""

from collections.abc import Collection, Iterable

ORGANISATION, PERSON, NETWORK, BODY, TEXT = "organisation", "person", "network", "body", "text"


def subject(sort: str, key: object) -> str:
    return f"{sort}:{key}"


def sort_of(of: str) -> str:
    return of.partition(":")[0]


def key_of(of: str) -> str:
    return of.partition(":")[2]


def keys_of(subjects: Iterable[str], sort: str) -> list[str]:
    """Returns the keys of those subjects that are of one sort."""
    return [key_of(one) for one in subjects if sort_of(one) == sort]


def numbers_of(subjects: Iterable[str], sort: str) -> list[int]:
    """Returns the same where the keys are numbers."""
    return [int(key) for key in keys_of(subjects, sort) if key.isdecimal()]


def each(sort: str) -> "Naming":
    """Returns what makes subjects of the keys of one sort of thing: for what a touched thing itself is told of."""
    return Naming(sort)


class Naming:
    """Makes a subject of each key; of numbers, as they are written plainly."""

    def __init__(self, sort: str) -> None:
        self.sort = sort

    def __call__(self, keys: Collection[str]) -> list[str]:
        return [subject(self.sort, int(key) if key.isdecimal() else key) for key in keys]
