"""Somebody for a while, where nobody coordinates a network any more."""

import datetime as dt

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable

from ..models import Network, OfficeTerm, Person
from ..permissions import require
from ..queries.days import today_at
from ..queries.endings import is_coordinated
from ..rules.handovers import LONGEST_INTERIM
from ..rules.words import Office
from .offices import grant_office, may_grant
from .recording import enter


@transaction.atomic
def name_interim_coordinator(
    *, by: Actor, network: Network, person: Person, ends: dt.date, starts: dt.date | None = None
) -> OfficeTerm:
    """Entrusts somebody with a network that nobody coordinates, until a day and shown as such; the network above does."""
    require(may_grant(by, Office.COORDINATOR, network))
    Network.objects.select_for_update().get(pk=network.pk)
    day = starts or today_at(network.path)
    if is_coordinated(network, day):
        raise Unacceptable("coordinated_already")
    if (ends - day).days > LONGEST_INTERIM:
        raise Unacceptable("interim_too_long", field="ends")
    term = grant_office(by=by, person=person, office=Office.COORDINATOR, network=network, starts=day, ends=ends)
    term.interim = True
    term.save(update_fields=["interim"])
    enter(by, "name_interim_coordinator", subject=("person", person.key), place=network.path)
    return term
