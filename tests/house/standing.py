"""A duty that everybody is asked for, and what stands in the place-holders of addresses about standing."""

from typing import Any

from answerable.standards.actions.reckoning import prepared
from answerable.standards.queries.subjects import name_of
from answerable.standards.rules.words import Level
from tests.cast import Alliance
from tests.standards.given import duty


def parameters(alliance: Alliance) -> dict[str, Any]:
    """Returns what addresses are about: duty O1, Kenya’s map, Tumaini Circle’s own standing."""
    made = duty("O1", levels=(Level.NATIONAL, Level.ORGANISATION))
    (circle,) = prepared([name_of(alliance.circle)])
    return {"standing.slug": alliance.here.slug, "standing.number": made.number, "standing.key": circle.key}
