"""Who is a handler, by their account; the teams, and who was named for each."""

from uuid import UUID

from ..models import Handler, Team


def handlers_of(account: str) -> list[Handler]:
    """Returns what somebody is at teams today; nobody else learns of it."""
    return list(Handler.held.filter(account=account, until=None).select_related("team").order_by("since", "pk"))


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
