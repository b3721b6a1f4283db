"""What is due or late at the desks, as far as the days in clear tell, and who may be told that it is: never of what, or of how much."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from answerable import vault

from ..models import Case, Declaration, Grant, Handler, Team, ToldAbove
from ..rules.teams import LEAST_READERS, TeamState
from ..rules.words import ENDED, Conflict
from .sealed import INTAKE
from .teams import candidates, members_now

SEALED_FOR = "concerns.above"
SOON = dt.timedelta(days=1)


def waiting_for(today: dt.date) -> set[UUID]:
    """Returns the accounts of handlers who hold a key to something that is due by tomorrow, or late."""
    return accounts_of(_holders(_due(today + SOON)))


def above_the_late(today: dt.date) -> set[UUID]:
    """Returns the accounts of those a desk above whom a late case may be told of."""
    late = ToldAbove.held.filter(case__in=_due(today - SOON)).select_related("case")
    return accounts_of({one for row in late for one in _sealed(row)})


def desks_that_cannot_read(today: dt.date) -> list[Team]:
    """Returns the open teams whose roster does not hold, or of whom fewer than two can read."""
    return [team for team in Team.held.filter(state=TeamState.OPEN) if len(_readers(team, today)) < LEAST_READERS]


def accounts_at(team: Team) -> set[UUID]:
    """Returns the accounts of all who belong to a team, signed for or not."""
    return accounts_of(Handler.held.filter(team=team, until=None).values_list("pk", flat=True))


def all_accounts() -> set[UUID]:
    """Returns the accounts of all who belong to any team."""
    return accounts_of(Handler.held.filter(until=None).values_list("pk", flat=True))


def accounts_of(handlers: Iterable[object]) -> set[UUID]:
    """Returns the accounts of handlers who have not left."""
    found = Handler.held.filter(pk__in=[str(one) for one in handlers], until=None).values_list("account", flat=True)
    return set(_ids(found))


def _due(until: dt.date) -> QuerySet[Case]:
    return Case.held.exclude(state__in=[one.value for one in ENDED]).filter(due__lte=until)


def _holders(cases: QuerySet[Case]) -> set[UUID]:
    tied = Declaration.held.filter(case=OuterRef("compartment__case"), handler=OuterRef("handler"), value=Conflict.YES)
    mine = Grant.held.filter(compartment__case__in=cases, compartment__name=INTAKE, handler__isnull=False)
    mine = mine.exclude(Exists(tied))
    return {one for one in mine.values_list("handler_id", flat=True).distinct() if one is not None}


def _sealed(row: ToldAbove) -> list[str]:
    try:
        raw = json.loads(vault.unseal(SEALED_FOR, bytes(row.blob), bound_to=str(row.case_id)))
    except vault.Unreadable:
        return []
    return [str(one) for one in raw]


def _readers(team: Team, today: dt.date) -> list[str]:
    signed = {one.id for one in members_now(team, on=today)}
    return [one.key for one in candidates([team], today) if one.key in signed and one.cleared]


def _ids(accounts: Iterable[str]) -> Iterator[UUID]:
    for one in accounts:
        try:
            yield UUID(one)
        except ValueError:
            continue
