"""Links to the desk and to teams, for those whom they concern."""

from django.http import HttpRequest

from answerable.access.doors import actor_of
from answerable.kit.sections import Part, Section, declare

from ...queries.handlers import handlers_of
from ..desk.words import team_words


def declare_all() -> None:
    declare(Section("site.me", desk_line, 5))
    declare(Section("alliance.secretariat", teams_line, 20))


def desk_line(request: HttpRequest, _thing: object) -> Part | None:
    """A line for whoever reads for a team, and nothing for anybody else."""
    actor = actor_of(request)
    mine = handlers_of(actor.opaque_id) if actor.is_known else []
    if not mine:
        return None
    rows = [(team_words(one.team), bool(len(one.box))) for one in mine]
    return Part("concerns/teams/desk_line.html", {"teams": rows})


def teams_line(_request: HttpRequest, _thing: object) -> Part | None:
    return Part("concerns/teams/teams_line.html", {})
