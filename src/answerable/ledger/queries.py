"""Reading the ledger: the newest entries, those of a thing, those of a place."""

from .models import Entry


def latest(most: int) -> list[Entry]:
    return list(Entry.objects.order_by("-n")[:most])


def of_subject(kind: str, key: str, most: int = 200) -> list[Entry]:
    """Returns what was done to one thing, newest first."""
    return list(Entry.objects.filter(subject_kind=kind, subject_id=key).order_by("-n")[:most])


def by_actor(opaque_id: str, most: int = 1000) -> list[Entry]:
    return list(Entry.objects.filter(actor=opaque_id).order_by("-n")[:most])


def at_place(path: str, most: int) -> list[Entry]:
    """Returns what was done at a place of the tree and below it, newest first."""
    return list(Entry.objects.filter(place__startswith=path).order_by("-n")[:most])
