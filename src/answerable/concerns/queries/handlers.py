"""Who is a handler, by their account; the teams, and who was named for each."""

from uuid import UUID

from ..models import Declaration, Handler, Team
from ..rules.teams import TeamState
from ..rules.words import Conflict, Role
from .cases import OpenCase
from .teams import keys_now


def handlers_of(account: str) -> list[Handler]:
    """Returns what somebody is at teams today; nobody else learns of it."""
    return list(Handler.held.filter(account=account, until=None).select_related("team").order_by("since", "pk"))


def handler_at(key: UUID | str) -> Handler | None:
    """Returns a handler by their id, None where it is nobody's."""
    found: Handler | None = Handler.held.filter(pk=key).first()
    return found


def any_open() -> bool:
    """Whether any team takes concerns in."""
    return Team.held.filter(state=TeamState.OPEN).exists()


def teams() -> list[Team]:
    """Returns all teams, from the nearest desk to the farthest."""
    return list(Team.held.order_by("desk", "place"))


def team_at(key: UUID) -> Team | None:
    found: Team | None = Team.held.filter(pk=key).first()
    return found


def named_for(team: Team) -> list[Handler]:
    """Returns those who were named for a team and have not left."""
    return list(Handler.held.filter(team=team, until=None))


def named_as(team: Team, key: UUID) -> Handler | None:
    """Returns one of them."""
    found: Handler | None = Handler.held.filter(pk=key, team=team, until=None).first()
    return found


def leads_besides(found: OpenCase) -> list[Handler]:
    """Returns who leads the team of a case and is signed for, without the reader: nobody agrees to ties of their own."""
    signed = keys_now(found.case.team)
    rows = Handler.held.filter(team=found.case.team_id, until=None, role=Role.LEAD).exclude(pk=found.by.handler.pk)
    return [one for one in rows.order_by("since", "pk") if str(one.pk) in signed]


def told_of_ties(found: OpenCase) -> list[Handler]:
    """Returns a reader's colleagues who told of ties to a case that they think need not keep them from it."""
    rows = Declaration.held.filter(case=found.case, value=Conflict.MANAGED).exclude(handler=found.by.handler)
    return [one.handler for one in rows.select_related("handler")]
