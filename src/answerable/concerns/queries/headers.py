"""A case's sealed header: whom it is about, and who must not read."""

from collections.abc import Mapping
from typing import Any

from ..rules import routing
from ..rules.words import AboutLevel, Desk


def about_of(body: Mapping[str, Any]) -> routing.About:
    """Returns what routing knows of a concern, from its sealed header."""
    raw = body["about"]
    parties = tuple(
        routing.Party(AboutLevel(one["level"]), one["organisation"], one["person"], tuple(one["above"]))
        for one in raw["parties"]
    )
    return routing.About(parties, tuple(raw["where"]), int(raw["severity"]), raw["language"])


def excluded_of(body: Mapping[str, Any]) -> routing.Excluded:
    """Returns who must not read, from the sealed header."""
    raw = body["excluded"]
    return routing.Excluded(
        people=frozenset(raw["people"]), offices=frozenset(raw["offices"]), organisations=frozenset(raw["organisations"]),
        places=frozenset(raw["places"]), desks=frozenset(Desk(one) for one in raw["desks"]),
        written=str(raw.get("written", "")),
    )  # fmt: skip


def header_body(about: routing.About, excluded: routing.Excluded) -> dict[str, object]:
    """Returns what is sealed of whom a concern is about and who must not read."""
    return {
        "about": {
            "parties": [
                {"level": one.level.value, "organisation": one.organisation, "person": one.person, "above": list(one.above)}
                for one in about.parties
            ],
            "where": list(about.where), "severity": about.severity, "language": about.language,
        },
        "excluded": {
            "people": sorted(excluded.people), "offices": sorted(excluded.offices), "places": sorted(excluded.places),
            "organisations": sorted(excluded.organisations), "desks": sorted(int(one) for one in excluded.desks),
            "written": excluded.written,
        },
    }  # fmt: skip
