"""How networks may stand under each other, and where one stands now that stood elsewhere once."""

from collections.abc import Iterable

from .words import Level

# A local network may stand in a country or in another local one; regions may hold sub-regions.
MAY_STAND_UNDER: dict[Level, frozenset[Level]] = {
    Level.ALLIANCE: frozenset(),
    Level.REGION: frozenset({Level.ALLIANCE, Level.REGION}),
    Level.COUNTRY: frozenset({Level.ALLIANCE, Level.REGION}),
    Level.LOCAL: frozenset({Level.COUNTRY, Level.LOCAL}),
}


def why_not_under(level: str, parent_level: str) -> str:
    """Returns the code of the reason why a network cannot stand under another, or an empty string."""
    return "" if Level(parent_level) in MAY_STAND_UNDER[Level(level)] else "level_does_not_fit"


def why_not_moved(*, path: str, level: str, parent_path: str, parent_level: str) -> str:
    """As `why_not_under`, and never under itself or something that stands below it."""
    if parent_path.startswith(path):
        return "cannot_stand_under_itself"
    return why_not_under(level, parent_level)


def where_now(path: str, left: Iterable[tuple[str, str]]) -> str:
    """Returns where what stood at a path stands now. `left`: paths that were left, and what for, in their order; nothing where it is no more."""
    for before, after in left:
        if path.startswith(before):
            path = after + path.removeprefix(before) if after else ""
    return path
