"""Whether a team reads for a network: rooms below ask, and learn nothing else."""

from answerable.alliance.models import Network

from ..models import Team
from ..rules.teams import TeamState


def why_not_yet(network: Network) -> str:
    """Returns why a network cannot end: whoever tells would find a channel of a place that is no more.

    The team's row is held until the act is done, so that no channel opens meanwhile.
    """
    states = Team.held.select_for_update().filter(place=network.path).values_list("state", flat=True)
    return "team_reads_there" if TeamState.OPEN in list(states) else ""


def has_team(network: Network) -> bool:
    """Whether a team stands there, open or not: its cases are found by the place."""
    return Team.held.filter(place=network.path).exists()
