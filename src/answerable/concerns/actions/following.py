"""Teams stay with the network for which they read, wherever it moves in the tree."""

from ..models import Team


def _follow_the_tree(before: str, after: str) -> None:
    """Has the teams of a place that moved, and of all below it, read for where it stands now."""
    for team in Team.held.select_for_update().filter(place__startswith=before).order_by("pk"):
        team.place = after + team.place.removeprefix(before)
        team.save(update_fields=["place"])
