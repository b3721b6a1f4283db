"""The clauses of a draft: added, put in order, numbered, written in each language, taken out."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.kit import clock
from answerable.kit.translations import TextState

from ..models import Clause, ClauseText, Version
from ..rules.fingerprints import of_clause, tidy
from ..rules.versions import are_counted, next_number
from .recording import Detail, enter
from .settling import around, keep_wording, not_by_itself, opened, place_of, settle, written_in


@dataclass(frozen=True)
class Wording:
    """A clause's words in one language. `made_from`: the fingerprint of the source that its translator saw."""

    heading: str
    body: str
    made_from: str = ""
    differs: bool = False
    difference: str = ""


@transaction.atomic
def add_clause(*, by: Actor, version: Version, wording: Wording, number: str = "", place: int | None = None) -> Clause:
    """Adds a clause to a draft in its original language, at the end or at a place counted from 0."""
    found = opened(by, version)
    _require_words(wording)
    listed = list(found.clauses.all())
    are_plain, numbers = are_counted([one.number for one in listed]), [one.number for one in listed]
    if number.strip() in numbers:
        raise Unacceptable("number_taken", field="number")
    made = Clause.objects.create(version=found, order=len(listed) + 1, number=number.strip() or next_number(numbers))
    listed.insert(len(listed) if place is None else place, made)
    _put_in_order(listed, are_plain=are_plain and not number.strip())
    text = ClauseText.objects.create(
        clause=made, language=found.original_language, heading=tidy(wording.heading), body=tidy(wording.body),
        state=TextState.REVIEWED, updated_on=clock.today(),
    )  # fmt: skip
    keep_wording(text, by=by)
    settle(found)
    enter(by, "add_clause", subject=("version", found.pk), place=place_of(found), detail={"clause": made.pk})
    return made


def _require_words(wording: Wording) -> None:
    if not tidy(wording.body):
        raise Unacceptable("words_needed", field="body")
    if wording.differs and not wording.difference.strip():
        raise Unacceptable("difference_needed", field="difference")


def _put_in_order(listed: Sequence[Clause], *, are_plain: bool) -> None:
    """Counts the places anew; clauses that were simply counted 1, 2, 3 go on being so."""
    for at, one in enumerate(listed, start=1):
        number = str(at) if are_plain else one.number
        if (one.order, one.number) != (at, number):
            one.order, one.number = at, number
            one.save(update_fields=["order", "number"])


@transaction.atomic
def place_clause(*, by: Actor, clause: Clause, place: int) -> Clause:
    """Puts a clause at a place among the others, counted from 0; it keeps its line."""
    found = opened(by, clause.version)
    listed = list(found.clauses.all())
    are_plain = are_counted([one.number for one in listed])
    mine = next(one for one in listed if one.pk == clause.pk)
    listed.remove(mine)
    listed.insert(max(0, min(place, len(listed))), mine)
    _put_in_order(listed, are_plain=are_plain)
    settle(found)
    enter(by, "place_clause", subject=("version", found.pk), place=place_of(found), detail={"clause": clause.pk})
    return mine


@transaction.atomic
def number_clause(*, by: Actor, clause: Clause, number: str) -> Clause:
    """Gives a clause another number, for example 4a."""
    found = opened(by, clause.version)
    given = " ".join(number.split())
    if not given:
        raise Unacceptable("number_needed", field="number")
    if found.clauses.exclude(pk=clause.pk).filter(number=given).exists():
        raise Unacceptable("number_taken", field="number")
    Clause.objects.filter(pk=clause.pk).update(number=given)
    clause.number = given
    settle(found)
    enter(by, "number_clause", subject=("version", found.pk), place=place_of(found), detail={"clause": clause.pk})
    return clause


@transaction.atomic
def count_clauses(*, by: Actor, version: Version) -> Version:
    """Numbers all clauses 1, 2, 3 in their order."""
    found = opened(by, version)
    _put_in_order(list(found.clauses.all()), are_plain=True)
    enter(by, "count_clauses", subject=("version", found.pk), place=place_of(found))
    settle(found)
    return found


@transaction.atomic
def remove_clause(*, by: Actor, clause: Clause) -> Version:
    """Takes a clause out of a draft, in all its languages. Versions that were adopted keep theirs."""
    found = opened(by, clause.version)
    not_by_itself(found)
    listed = list(found.clauses.all())
    are_plain = are_counted([one.number for one in listed])
    key = clause.pk
    Clause.objects.filter(pk=key).delete()
    _put_in_order([one for one in listed if one.pk != key], are_plain=are_plain)
    enter(by, "remove_clause", subject=("version", found.pk), place=place_of(found), detail={"clause": key})
    settle(found)
    return found


@transaction.atomic
def write_clause(*, by: Actor, clause: Clause, language: str, wording: Wording, revision: int) -> ClauseText:
    """Writes a clause in a language. `revision` is the one whoever writes began from, 0 for a text that was not there.

    Where somebody else saved meanwhile, nothing is written and the refusal carries their text as `theirs`.
    """
    found = written_in(by, clause.version, language)
    _require_words(wording)
    text = ClauseText.objects.select_for_update().filter(clause=clause, language=language).first()
    if text is not None and text.revision != revision and _differ(text, wording):
        raise Unacceptable("edited_meanwhile", field="body", theirs=text)
    text = _changed(by, text, wording) if text else _first(by, clause, language, wording)
    _found_from(found, text, wording)
    if language != found.original_language:
        around(found, language=language)
    settle(found)
    detail: Detail = {"clause": clause.pk, "language": language, "revision": text.revision}
    enter(by, "write_clause", subject=("version", found.pk), place=place_of(found), detail=detail)
    return text


def _differ(text: ClauseText, wording: Wording) -> bool:
    return (text.heading, text.body) != (tidy(wording.heading), tidy(wording.body))


def _first(by: Actor, clause: Clause, language: str, wording: Wording) -> ClauseText:
    text = ClauseText.objects.create(
        clause=clause,
        language=language,
        heading=tidy(wording.heading),
        body=tidy(wording.body),
        updated_on=clock.today(),
    )
    keep_wording(text, by=by)
    return text


def _changed(by: Actor, text: ClauseText, wording: Wording) -> ClauseText:
    if _differ(text, wording):
        keep_wording(text, by=Actor.of_system("earlier"))
        text.heading, text.body = tidy(wording.heading), tidy(wording.body)
        text.revision, text.updated_on = text.revision + 1, clock.today()
        text.save(update_fields=["heading", "body", "revision", "updated_on"])
        keep_wording(text, by=by)
        _read_no_more(text)
    return text


def _read_no_more(text: ClauseText) -> None:
    """What a speaker has read is not what it says now."""
    text.clause.version.texts.filter(language=text.language).update(read_by="", read_on=None)


def _found_from(version: Version, text: ClauseText, wording: Wording) -> None:
    """A translation says what it was made from, and how it differs on purpose."""
    is_original = text.language == version.original_language
    text.made_from = "" if is_original else wording.made_from or _source_now(text)
    text.differs = wording.differs and not is_original
    text.difference = wording.difference.strip() if text.differs else ""
    text.save(update_fields=["made_from", "differs", "difference"])


def _source_now(text: ClauseText) -> str:
    own = text.clause.texts.filter(language=text.clause.version.original_language).first()
    return of_clause(own.heading, own.body) if own else ""
