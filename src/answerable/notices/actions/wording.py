"""An alliance says things in its own words, and goes back to shipped ones."""

from collections.abc import Iterator, Mapping

from django.db import transaction
from django.utils import translation

from answerable.access.actors import Actor
from answerable.access.refusals import Refused, Unacceptable
from answerable.kit import clock
from answerable.kit.letters import Wording
from answerable.ledger.actions import record

from ..models import OwnWords
from ..permissions import SECRETARIAT, WHOLE, may_change_words
from ..queries.words import own_words_of
from ..rules.words import slips

LONGEST = 2000


@transaction.atomic
def say_in_own_words(*, by: Actor, wording: Wording, language: str, words: Mapping[str, str]) -> int:
    """Keeps an alliance's own words for the parts of a message in one language; returns how many changed.

    Words equal to the shipped ones, or empty, are shipped ones again. Raises where a fact is unknown or missing.
    """
    if not may_change_words(by):
        raise Refused("not_your_place")
    with translation.override(language):
        changed = list(_changes(wording, language, words))
    for part, said in changed:
        made = OwnWords.objects.create(
            kind=wording.name, part=part, language=language, words=said, said_on=clock.today(), by=by.opaque_id
        )
        _enter(by, made)
    return len(changed)


def _changes(wording: Wording, language: str, words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    kept = own_words_of(wording.name, language)
    for name, part in wording.parts.items():
        said = _tidy(words.get(name, ""))
        if said:
            check(name, said, part.names)
        own = "" if said == _tidy(part.shipped()) else said
        if own != kept.get(name, ""):
            yield name, own


def check(name: str, said: str, facts: frozenset[str]) -> None:
    """Raises where own words hold an unknown fact or lack one, naming it."""
    if len(said) > LONGEST:
        raise Unacceptable("words_too_long", field=name, most=LONGEST)
    found = slips(said, facts=facts)
    if found.unknown:
        raise Unacceptable("fact_unknown", field=name, names=_listed(found.unknown))
    if found.missing:
        raise Unacceptable("fact_missing", field=name, names=_listed(found.missing))
    if found.is_unclosed:
        raise Unacceptable("brace_alone", field=name)


def _listed(names: tuple[str, ...]) -> str:
    return " ".join(f"{{{one}}}" for one in names)


def _tidy(words: str) -> str:
    return " ".join(words.split())


@transaction.atomic
def back_to_shipped_words(*, by: Actor, wording: Wording, language: str) -> int:
    """Drops an alliance's own words for a message in one language; the history of them stays."""
    return say_in_own_words(by=by, wording=wording, language=language, words={})


def _enter(by: Actor, own: OwnWords) -> None:
    verb = "say_in_own_words" if own.words else "back_to_shipped_words"
    detail: dict[str, str | int | bool | list[str]] = {"part": own.part, "language": own.language, "row": own.pk}
    record(by, f"notices.{verb}", subject=("message", own.kind), office=SECRETARIAT, place=WHOLE, detail=detail)
