"""Sharing an organisation's passport by a link, ending a link, and letting go of those that are long over."""

import datetime as dt
import secrets
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Hidden, Unacceptable
from answerable.alliance.models import Organisation
from answerable.alliance.queries.days import earliest_at
from answerable.alliance.queries.merging import kept_record
from answerable.backups import forgotten
from answerable.ledger import actions as ledger

from ..models import PassportShare, Subject
from ..permissions import organisation_path, require, speaks_for_organisation
from ..queries import passport_links as links
from ..queries.sides import home_of
from .recording import office_of

MOST_DAYS, MOST_LINKS = 366, 50
FORGOTTEN = "standards_passport"
RESTORE = Actor.of_system("restore")


@dataclass(frozen=True)
class Shared:
    """A share, and its link: known now and never again, since only its hash is kept."""

    share: PassportShare
    token: str


def declare() -> None:
    forgotten.declare(forgotten.Kind(FORGOTTEN, _standing, lambda key: end_share_again(key, by=RESTORE)))


@transaction.atomic
def share_passport(*, by: Actor, organisation: Organisation, ends: dt.date, for_whom: str = "") -> Shared:
    """Makes a link that shows an organisation's passport to whoever has it, through a last day."""
    _speaks(by, organisation)
    require(links.belongs_now(organisation))
    today = earliest_at(home_of(_subject(organisation)))
    if ends < today:
        raise Unacceptable("share_in_the_past", field="ends")
    if (ends - today).days > MOST_DAYS:
        raise Unacceptable("share_too_long", field="ends", most=MOST_DAYS)
    if links.good(organisation, today).count() >= MOST_LINKS:
        raise Unacceptable("too_many_shares", most=MOST_LINKS)
    token = secrets.token_urlsafe(24)
    made = PassportShare.objects.create(
        organisation=organisation, token_hash=links.hashed(token), for_whom=for_whom.strip(), made_on=today, ends=ends,
        by=by.opaque_id,
    )  # fmt: skip
    _enter(by, "share_passport", made)
    return Shared(made, token)


@transaction.atomic
def end_share(*, by: Actor, share: PassportShare) -> PassportShare:
    """Ends a link before its last day: from now on it leads nowhere, also after an older backup is brought back."""
    held = (
        PassportShare.objects.select_for_update(of=("self",))
        .select_related("organisation__merged_into__merged_into")
        .get(pk=share.pk)
    )
    _speaks(by, held.organisation)
    if held.ended_on is not None:
        raise Hidden
    held.ended_on = earliest_at(home_of(_subject(held.organisation)))
    held.save(update_fields=["ended_on"])
    forgotten.remember(FORGOTTEN, str(held.key))
    _enter(by, "end_share", held)
    return held


@transaction.atomic
def end_share_again(key: str, *, by: Actor) -> None:
    """Ends a link that had been ended."""
    held = PassportShare.objects.select_related("organisation").get(key=key)
    held.ended_on = held.ended_on or earliest_at(home_of(_subject(held.organisation)))
    held.save(update_fields=["ended_on"])
    ledger.record(by, "standards.end_share_again", subject=("organisation", str(held.organisation.key)))


@transaction.atomic
def forget_old_shares(*, by: Actor, before: dt.date) -> int:
    """Deletes the links that ended before a day; returns how many."""
    gone, _each = links.ended_before(before).delete()
    if gone:
        ledger.record(by, "standards.forget_old_shares", detail={"links": gone})
    return gone


def _standing() -> Iterator[str]:
    yield from map(str, PassportShare.objects.filter(ended_on=None).values_list("key", flat=True))


def _speaks(by: Actor, organisation: Organisation) -> None:
    require(speaks_for_organisation.covers(by, organisation_path(kept_record(organisation).pk)))


def _subject(organisation: Organisation) -> Subject:
    return Subject(kind="organisation", organisation=kept_record(organisation))


def _enter(by: Actor, verb: str, share: PassportShare) -> None:
    subject = _subject(share.organisation)
    ledger.record(
        by, f"standards.{verb}", subject=("organisation", str(kept_record(share.organisation).key)), place=home_of(subject),
        office=office_of(by, subject), detail={"share": str(share.key)},
    )  # fmt: skip
