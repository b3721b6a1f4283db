"""A version as data, with what is needed to make its fingerprints again."""

from typing import Any

from ..models import Version
from ..queries.reading import ClauseRead, Reading, languages_of, read
from ..rules.fingerprints import TEXT_FORM


def as_data(version: Version) -> dict[str, Any]:
    """Returns everything that is public of a version; days as year-month-day."""
    instrument, body = version.instrument, version.adopted_by
    return {
        "form": TEXT_FORM,
        "text": {
            "slug": instrument.slug, "kind": instrument.kind, "network": instrument.network.slug,
            "names": {instrument.name_language: instrument.name} | {one.language: one.name for one in instrument.texts.all()},
        },
        "version": {
            "label": version.label, "slug": version.slug, "number": version.number, "state": version.state,
            "original_language": version.original_language, "adopted_by": body.name if body else None,
            "adopted_on": version.adopted_on, "in_force_from": version.in_force_from, "superseded_on": version.superseded_on,
            "fingerprint": version.fingerprint, "sources": version.sources, "begun_from_shipped_wording": version.shipped,
        },
        "languages": {code: _language(read(version, code)) for code in languages_of(version)},
    }  # fmt: skip


def _language(reading: Reading) -> dict[str, Any]:
    return {
        "fingerprint": reading.fingerprint or None, "is_whole": reading.is_whole, "read_by_a_speaker": bool(reading.read_by),
        "preamble": reading.preamble if reading.preamble_language == reading.language else "",
        "changed": reading.changed, "came_about": reading.came_about,
        "clauses": [_clause(one) for one in reading.clauses],
    }  # fmt: skip


def _clause(one: ClauseRead) -> dict[str, Any]:
    return {
        "line": str(one.line), "number": one.number, "language": one.language, "heading": one.heading, "body": one.body,
        "out_of_date": one.is_behind, "differs": one.difference if one.differs else None,
    }  # fmt: skip
