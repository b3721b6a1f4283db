"""A case's sealed header: whom it is about, and who must not read. Its places are read as they stand today."""

from collections.abc import Mapping
from typing import Any

from answerable.alliance.queries.paths import Ways

from ..rules import routing
from ..rules.words import AboutLevel, Desk


def about_of(body: Mapping[str, Any], ways: Ways) -> routing.About:
    """Returns what routing knows of a concern, from its sealed header. `ways`: from the places it names to where they stand now."""
    raw = body["about"]
    parties = tuple(
        routing.Party(AboutLevel(one["level"]), one["organisation"], one["person"], ways.now(one["above"]))
        for one in raw["parties"]
    )
    return routing.About(parties, ways.now(raw["where"]), int(raw["severity"]), raw["language"])


def excluded_of(body: Mapping[str, Any], ways: Ways) -> routing.Excluded:
    """Returns who must not read, from the sealed header; with a place that became part of another, also that one."""
    raw = body["excluded"]
    written, is_apart = str(raw.get("written", "")), "written_about" in raw
    return routing.Excluded(
        people=frozenset(raw["people"]), offices=frozenset(raw["offices"]), organisations=frozenset(raw["organisations"]),
        places=frozenset(ways.now(raw["places"])), desks=frozenset(Desk(one) for one in raw["desks"]),
        written=written if is_apart else "", written_about=str(raw.get("written_about", "")),
        written_before=str(raw.get("written_before", "")) if is_apart else written,
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
            "written": excluded.written, "written_about": excluded.written_about, "written_before": excluded.written_before,
        },
    }  # fmt: skip
