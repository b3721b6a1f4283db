"""Not yet: somebody says what holds them back, to whom they choose."""

import datetime as dt

from django.db import transaction
from django.urls import reverse

from answerable import vault
from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.alliance.models import Person
from answerable.alliance.queries.people import of_account
from answerable.kit import clock
from answerable.notices.actions import notify

from ..models import HoldBack, ToldTo, Version
from ..queries import holding_back as queries
from ..rules.signing import why_not_signed_now
from .forgetting_words import drop
from .recording import enter

KEPT_DAYS = 365


@transaction.atomic
def hold_back(
    *, by: Actor, version: Version, words: str, tell_focal_point: bool = False, tell_keepers: bool = False
) -> HoldBack:
    """Keeps, sealed, why somebody does not sign yet; those they chose to tell learn that there is something to read."""
    person = _own_person(by)
    if code := why_not_signed_now(version.state):
        raise Unacceptable(code)
    if not words.strip():
        raise Unacceptable("words_needed", field="what")
    before = HoldBack.objects.select_for_update().filter(version=version, person=person)
    if before.filter(told_to__replies__isnull=False).exists():
        raise Unacceptable("answered_meanwhile", field="what")
    drop(before)
    sealed = vault.seal(queries.PURPOSE, words.strip().encode(), bound_to=queries.bound_to(person, version))
    kept: HoldBack = HoldBack.objects.create(
        version=version, person=person, sealed=sealed, told_focal_point=tell_focal_point, told_keepers=tell_keepers,
        written_on=clock.today(),
    )  # fmt: skip
    enter(by, "hold_back", subject=("version", version.pk))
    _tell_readers(kept, by)
    return kept


def _tell_readers(kept: HoldBack, by: Actor) -> None:
    """Writes down who was told. A notice says that somebody wrote something, and not who: the page does."""
    homes, network = queries.places_of(kept.person, focal_point=kept.told_focal_point, keepers=kept.told_keepers)
    told = [ToldTo(held_back=kept, organisation=one) for one in homes]
    told += [ToldTo(held_back=kept, network=network)] if network else []
    for one in ToldTo.objects.bulk_create(told):
        notify("conduct.held_back", to=queries.readers(one), url=reverse("held_back", args=[one.key]), by=by)


@transaction.atomic
def let_go(*, by: Actor, version: Version) -> None:
    """Somebody takes back what they said of holding back."""
    drop(HoldBack.objects.filter(version=version, person=_own_person(by)))
    enter(by, "let_go", subject=("version", version.pk))


@transaction.atomic
def forget_old_words(*, by: Actor) -> int:
    """Removes what was said a year ago and more."""
    old = HoldBack.objects.filter(written_on__lt=clock.today() - dt.timedelta(days=KEPT_DAYS))
    number = drop(old)
    if number:
        enter(by, "forget_old_words", subject=("alliance", ""), detail={"count": number})
    return number


def _own_person(by: Actor) -> Person:
    person = of_account(by.account_id)
    if person is None:
        raise Unacceptable("no_person")
    return person
