"""What every change of a text ends with: its fingerprints made anew, and what everybody can read kept for good."""

import datetime as dt

from django.db.models import Q

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.kit import clock
from answerable.kit.translations import TextState

from ..models import ClauseEdit, ClauseText, LocalCode, PublishedText, Version, VersionText
from ..permissions import require
from ..queries import instruments
from ..queries.reading import canonical_of, read
from ..rules.versions import OPEN, STANDING, why_not_written
from ..rules.words import VersionState


def locked(version: Version) -> Version:
    """Returns the version as it is now, held until the act is over."""
    return Version.objects.select_for_update(of=("self",)).select_related("instrument__network").get(pk=version.pk)


def opened(by: Actor, version: Version) -> Version:
    """Returns a version that this actor may write, and whose original words may still change."""
    found = locked(version)
    require(instruments.may_draft(by, found))
    if found.state not in OPEN:
        raise Unacceptable("version_not_open")
    return found


def written_in(by: Actor, version: Version, language: str) -> Version:
    """Returns a version whose words in a language this actor may write now."""
    found = locked(version)
    require(instruments.may_draft(by, found))
    if code := why_not_written(found.state, is_original=language == found.original_language):
        raise Unacceptable(code)
    return found


def not_by_itself(version: Version) -> None:
    """Refuses a step by itself of a version that a network writes together, or gave up: it goes its own way, with its own
    record, past no contribution and no partner."""
    goes_on = Q(closed_on=None) | Q(version__state=VersionState.DROPPED)
    if LocalCode.objects.filter(goes_on, version=version).exists():
        raise Unacceptable("written_together")


def known_by(version: Version) -> str:
    """Returns what a version's original words are known by as they stand now."""
    row = VersionText.objects.filter(version=version, language=version.original_language).first()
    return row.fingerprint if row else ""


def as_shown(version: Version, shown: str) -> None:
    """Says no where a draft is not what somebody had before them; empty asks nothing."""
    now = known_by(version)
    if shown and shown != now:
        raise Unacceptable("text_changed", now=now)


def place_of(version: Version) -> str:
    return str(version.instrument.network.path)


def around(version: Version, *, language: str) -> VersionText:
    """Returns what stands around the clauses in a language; a language without it begins as a draft."""
    state = TextState.REVIEWED if language == version.original_language else TextState.DRAFT
    row, _ = VersionText.objects.get_or_create(
        version=version, language=language, defaults={"state": state, "updated_on": clock.today()}
    )
    return row


def settle(version: Version, *, since: dt.date | None = None) -> Version:
    """Makes the fingerprint of every language anew; of a version that stands, keeps each public text as it is now,
    and since when it could be read."""
    fresh = instruments.whole(version.pk)
    for row in fresh.texts.all():
        reading = read(fresh, row.language)
        if row.fingerprint != reading.fingerprint:
            row.fingerprint = reading.fingerprint
            row.save(update_fields=["fingerprint"])
        if fresh.state in STANDING and row.state != TextState.DRAFT and reading.fingerprint:
            PublishedText.objects.get_or_create(
                version=fresh, language=row.language, fingerprint=reading.fingerprint,
                defaults={"form": canonical_of(reading), "since": since or clock.today()},
            )  # fmt: skip
    return fresh


def keep_wording(text: ClauseText, *, by: Actor) -> None:
    """Keeps the wording a clause has now among those it once had."""
    ClauseEdit.objects.get_or_create(
        text=text, revision=text.revision,
        defaults={"heading": text.heading, "body": text.body, "on": clock.now(), "by": by.opaque_id},
    )  # fmt: skip
