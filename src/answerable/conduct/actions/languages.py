"""The languages of a version: what stands around its clauses, showing a translation to everyone, who has read it."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.kit import clock
from answerable.kit.languages import known
from answerable.kit.translations import TextState

from ..models import Version, VersionText
from ..permissions import require
from ..queries import instruments
from ..queries.reading import read
from ..rules.fingerprints import tidy
from .recording import enter
from .settling import around, locked, place_of, settle, written_in


@dataclass(frozen=True)
class Around:
    """What stands around the clauses in one language."""

    preamble: str = ""
    changed: str = ""
    came_about: str = ""


@transaction.atomic
def write_around(*, by: Actor, version: Version, language: str, words: Around, revision: int) -> VersionText:
    """Writes the preamble, what changed and how the text came about; `revision` as with a clause.

    Of an adopted version a translation may still be put right, the original no more.
    """
    found = written_in(by, version, language)
    row = VersionText.objects.select_for_update().get(pk=around(found, language=language).pk)
    given = (tidy(words.preamble), tidy(words.changed), tidy(words.came_about))
    if given == (row.preamble, row.changed, row.came_about):
        return row
    if row.revision != revision:
        raise Unacceptable("edited_meanwhile", field="preamble", theirs=row)
    row.preamble, row.changed, row.came_about = given
    row.revision, row.updated_on = row.revision + 1, clock.today()
    row.read_by, row.read_on = "", None
    row.save(update_fields=["preamble", "changed", "came_about", "revision", "updated_on", "read_by", "read_on"])
    settle(found)
    enter(by, "write_around", subject=("version", found.pk), place=place_of(found), detail={"language": language})
    return row


@transaction.atomic
def begin_language(*, by: Actor, version: Version, language: str) -> VersionText:
    """Begins a translation; only those who write see it until it is shown to everyone."""
    found = written_in(by, version, language)
    if language not in known():
        raise Unacceptable("language_unknown", field="language")
    if found.texts.filter(language=language).exists():
        raise Unacceptable("language_there_already", field="language")
    row = around(found, language=language)
    enter(by, "begin_language", subject=("version", found.pk), place=place_of(found), detail={"language": language})
    return row


@transaction.atomic
def show_language(*, by: Actor, version: Version, language: str) -> Version:
    """Shows a translation to everyone who may read the version; every clause has to be there."""
    found = written_in(by, version, language)
    if not read(instruments.whole(found.pk), language).is_whole:
        raise Unacceptable("language_not_whole")
    found.texts.filter(language=language).update(state=TextState.REVIEWED)
    enter(by, "show_language", subject=("version", found.pk), place=place_of(found), detail={"language": language})
    settle(found)
    return found


@transaction.atomic
def hide_language(*, by: Actor, version: Version, language: str) -> Version:
    """Takes a translation back to those who write it. What was published of it is still known by its fingerprint."""
    found = written_in(by, version, language)
    if language == found.original_language:
        raise Unacceptable("language_is_the_original")
    found.texts.filter(language=language).update(state=TextState.DRAFT)
    enter(by, "hide_language", subject=("version", found.pk), place=place_of(found), detail={"language": language})
    return found


@transaction.atomic
def record_reading(*, by: Actor, version: Version, language: str, read_by: str, read_on: dt.date) -> VersionText:
    """Records that a speaker has read a language's whole text and found it clear and right, as they wish to be called."""
    found = locked(version)
    require(instruments.may_draft(by, found))
    if not read_by.strip():
        raise Unacceptable("reader_needed", field="read_by")
    if read_on > clock.today():
        raise Unacceptable("in_the_future", field="read_on")
    row = found.texts.filter(language=language).first()
    if row is None:
        raise Unacceptable("language_unknown")
    row.read_by, row.read_on = read_by.strip(), read_on
    row.save(update_fields=["read_by", "read_on"])
    enter(by, "record_reading", subject=("version", found.pk), place=place_of(found), detail={"language": language})
    return row
