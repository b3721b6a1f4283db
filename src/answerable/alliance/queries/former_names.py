"""Under which names an organisation was written down before its duplicates became part of it."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from answerable.kit.translations import TextState

from ..models import Organisation
from ..rules.visibility import narrower
from .merging import what_stayed


class FormerName(NamedTuple):
    """A name of a duplicate, with its language, and the record that stayed."""

    kept: int
    name: str
    language: str


def former_names(kept: Collection[int] | None = None) -> Iterator[FormerName]:
    """Yields the names of the duplicates that became part of these organisations, of all without any given.

    A duplicate of which fewer might know than may know of what stayed gives none: a merge brings nothing to light.
    """
    duplicates = None if kept is None else _duplicates(kept)
    stayed = {} if duplicates == set() else what_stayed(duplicates)
    if not stayed:
        return
    known = Organisation.objects.only("visibility", "at_risk").in_bulk(set(stayed.values()))
    for gone in Organisation.objects.filter(pk__in=stayed).order_by("pk").prefetch_related("texts"):
        into = known[stayed[gone.pk]]
        if _is_as_widely_known(gone, into):
            yield from (FormerName(into.pk, name, language) for name, language in _names(gone) if name)


def _is_as_widely_known(gone: Organisation, kept: Organisation) -> bool:
    if gone.at_risk and not kept.at_risk:
        return False
    return kept.at_risk or narrower(gone.visibility, kept.visibility) == kept.visibility


def _names(gone: Organisation) -> Iterator[tuple[str, str]]:
    yield gone.name, gone.name_language
    yield gone.short_name, gone.name_language
    yield from ((one.name, one.language) for one in gone.texts.all() if one.state != TextState.DRAFT)


def _duplicates(kept: Collection[int]) -> set[int]:
    """Returns what became part of these, also by way of another duplicate."""
    found, asked = set[int](), set(kept)
    while asked:
        asked = set(Organisation.objects.filter(merged_into__in=asked).values_list("pk", flat=True)) - found
        found |= asked
    return found
