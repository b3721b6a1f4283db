"""Adopting a version: a body decided it on a day. The one before is superseded; neither is ever changed again."""

import datetime as dt

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.alliance.models import Body
from answerable.alliance.queries.days import latest_at
from answerable.kit import clock

from ..models import Instrument, Version
from ..permissions import may_adopt, require
from ..queries import instruments
from ..queries.reading import originals
from ..rules.versions import why_not_adopted, why_not_next
from ..rules.words import VersionState
from .recording import Detail, enter
from .settling import around, as_shown, locked, not_by_itself, place_of, settle
from .versions import move


@transaction.atomic
def adopt_version(
    *,
    by: Actor,
    version: Version,
    body: Body,
    adopted_on: dt.date | None = None,
    in_force_from: dt.date | None = None,
    came_about: str = "",
    shown: str = "",
) -> Version:
    """Writes down that a body adopted a version: from now on its words stand still, and it supersedes the one before.

    `came_about`: how the text came about, in the original's language; empty keeps what was written of it before.
    `shown`: what its words were known by on the page where the decision was written down.
    """
    instrument = (
        Instrument.objects.select_for_update(of=("self",)).select_related("network").get(pk=version.instrument_id)
    )
    found = locked(version)
    require(may_adopt(by, instrument.network.path))
    if code := why_not_next(found.state, VersionState.ADOPTED):
        raise Unacceptable(code)
    if body.network_id != instrument.network_id:
        raise Unacceptable("body_elsewhere", field="body")
    day = adopted_on or clock.today()
    not_by_itself(found)
    as_shown(found, shown)
    last = instruments.in_force(instrument)
    _check_days(day, in_force_from or day, last, today=latest_at(instrument.network.path))
    _check_words(found)
    _say_how(found, came_about)
    if last:
        _supersede(by, last, day)
    found.state, found.adopted_by, found.adopted_on = VersionState.ADOPTED, body, day
    found.in_force_from, found.read_until = in_force_from or day, None
    found.fingerprint = _fingerprint(found)
    found.save(update_fields=["state", "adopted_by", "adopted_on", "in_force_from", "read_until", "fingerprint"])
    move(found, by=by, state=VersionState.ADOPTED, on=day)
    detail: Detail = {"body": body.pk, "fingerprint": found.fingerprint, "before": last.pk if last else 0}
    enter(by, "adopt_version", subject=("version", found.pk), place=place_of(found), detail=detail)
    settle(found, since=day)
    return found


def _check_days(day: dt.date, in_force_from: dt.date, last: Version | None, *, today: dt.date) -> None:
    code, field = why_not_adopted(
        adopted_on=day,
        in_force_from=in_force_from,
        last_adopted_on=last.adopted_on if last else None,
        today=today,
    )
    if code:
        raise Unacceptable(code, field=field)


def _check_words(version: Version) -> None:
    """Every clause has words in the language the text was written in."""
    fresh = instruments.whole(version.pk)
    own = originals(fresh)
    listed = list(fresh.clauses.all())
    if not listed:
        raise Unacceptable("no_clauses")
    for one in listed:
        if one.pk not in own:
            raise Unacceptable("clause_without_words", number=one.number)


def _say_how(version: Version, came_about: str) -> None:
    row = around(version, language=version.original_language)
    if came_about.strip() and row.came_about != came_about.strip():
        row.came_about = came_about.strip()
        row.revision += 1
        row.save(update_fields=["came_about", "revision"])
    if not row.came_about:
        raise Unacceptable("came_about_needed", field="came_about")


def _supersede(by: Actor, last: Version, day: dt.date) -> None:
    last.state, last.superseded_on = VersionState.SUPERSEDED, day
    last.save(update_fields=["state", "superseded_on"])
    move(last, by=by, state=VersionState.SUPERSEDED, on=day)


def _fingerprint(version: Version) -> str:
    settled = settle(version)
    return next(one.fingerprint for one in settled.texts.all() if one.language == version.original_language)
