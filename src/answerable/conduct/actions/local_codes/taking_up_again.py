"""A local code that was given up is taken up again: its words, moments, contributions and answers are still there."""

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.alliance.permissions import require
from answerable.kit import clock

from ...models import LocalCode
from ...permissions import may_adopt
from ...queries import local_codes as queries
from ...rules.words import VersionState
from ..recording import enter
from ..versions import draft_again
from .allowing import place_of
from .beginning import hold_open_network


@transaction.atomic
def take_up_local_code(*, by: Actor, code: LocalCode) -> LocalCode:
    """Goes on with what was given up, as a draft: nobody is told before it is opened for contributions again."""
    require(may_adopt(by, place_of(code)))
    hold_open_network(code.version.instrument.network, clock.today())  # nobody begins another one meanwhile
    found = queries.by_pk(code.pk)
    if found is None or found.version.state != VersionState.DROPPED:
        raise Unacceptable("not_given_up")
    if not queries.given_up(found.version.instrument.network).filter(pk=found.pk).exists():
        raise Unacceptable("another_since")
    found.version, found.closed_on = draft_again(by=by, version=found.version), None
    found.save(update_fields=["closed_on"])
    enter(by, "take_up_local_code", subject=("local_code", found.pk), place=place_of(found))
    return found
