"""What the desk shows of texts: versions in every state, clauses with how far each language is."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from answerable.alliance.queries import naming
from answerable.kit import languages as tongues
from answerable.kit.differences import Piece, pieces

from ...models import ClauseText, Instrument, Version
from ...queries import instruments
from ...queries.comparing import wording_with
from ...queries.reading import Reading, direction_of, is_behind, originals, read
from ...rules.fingerprints import of_clause
from ...rules.words import VersionState
from ..words import KINDS, VERSION_STATUS, VERSIONS


@dataclass(frozen=True)
class Line:
    """One row of a desk's list."""

    href: str
    words: str
    hint: str
    status: str = "na"
    status_words: str | Promise = ""


@dataclass
class Place:
    """A network with the texts one writes there."""

    name: str
    slug: str
    rows: list[Line] = field(default_factory=list)


def desk_groups(listed: Iterable[Instrument], language: str) -> list[Place]:
    """Returns the texts one writes, under their networks, each with where its latest version is."""
    found = list(listed)
    latest = {
        one.instrument_id: one
        for one in Version.objects.filter(instrument__in=found).exclude(state=VersionState.DROPPED).order_by("number")
    }
    places: dict[int, Place] = {}
    for one in found:
        place = places.setdefault(one.network_id, Place(naming.network_name(one.network, language), one.network.slug))
        place.rows.append(_line(one, latest.get(one.pk), language))
    return list(places.values())


def _line(one: Instrument, version: Version | None, language: str) -> Line:
    hint = f"{KINDS[one.kind]} · {version.label}" if version else str(KINDS[one.kind])
    if one.closed_on:
        status, words = "na", str(_("closed"))
    elif version:
        status, words = VERSION_STATUS[version.state], str(VERSIONS[version.state])
    else:
        status, words = "none", _("no version yet")
    return Line(reverse("write_instrument", args=[one.slug]), instruments.name_of(one, language), hint, status, words)


def writing_rows(listed: Iterable[Version], language: str) -> list[Line]:
    """Returns versions that are still written, each by the name of its text."""
    return [
        Line(
            reverse("write_version", args=[one.instrument.slug, one.slug]), instruments.name_of(one.instrument, language),
            f"{KINDS[one.instrument.kind]} · {one.label}", VERSION_STATUS[one.state], VERSIONS[one.state],
        )
        for one in listed
    ]  # fmt: skip


def version_rows(listed: Iterable[Version]) -> list[Line]:
    """Returns every version of a text, with how many clauses and languages it has."""
    return [
        Line(
            reverse("write_version", args=[one.instrument.slug, one.slug]), one.label, _counted(one),
            VERSION_STATUS[one.state], VERSIONS[one.state],
        )
        for one in listed
    ]  # fmt: skip


def _counted(version: Version) -> str:
    clauses, languages = len(version.clauses.all()), len(version.texts.all())
    return " · ".join((
        ngettext("%(n)s clause", "%(n)s clauses", clauses) % {"n": clauses},
        ngettext("%(n)s language", "%(n)s languages", languages) % {"n": languages},
    ))  # fmt: skip


@dataclass(frozen=True)
class ClauseRow:
    """A clause at the desk of its version."""

    line: str
    number: str
    heading: str
    body: str
    language: str
    direction: str
    is_first: bool
    is_last: bool


def clause_rows(reading: Reading) -> list[ClauseRow]:
    last = len(reading.clauses) - 1
    return [
        ClauseRow(str(one.line), one.number, one.heading, one.body, one.language, one.direction, at == 0, at == last)
        for at, one in enumerate(reading.clauses)
    ]


@dataclass(frozen=True)
class TranslationRow:
    """A clause in a language being translated, beside its source."""

    line: str
    number: str
    source_heading: str
    source_body: str
    heading: str
    body: str
    status: str
    words: str
    notes: list[str]


def translation_rows(version: Version, language: str) -> list[TranslationRow]:
    """Returns every clause beside its source, with whether its translation is there, out of date, or differs."""
    own, reading = originals(version), read(version, language)
    found = []
    for one in reading.clauses:
        source = own.get(one.pk)
        status, words = "ok", _("Translated")
        if not one.is_translated:
            status, words = "none", _("Not translated")
        elif one.is_behind:
            status, words = "late", _("Out of date")
        notes = [_("It differs from the source: %(how)s") % {"how": one.difference}] if one.differs else []
        found.append(
            TranslationRow(
                str(one.line), one.number, source.heading if source else "", source.body if source else "",
                one.heading if one.is_translated else "", one.body if one.is_translated else "", status, words, notes,
            )
        )  # fmt: skip
    return found


@dataclass(frozen=True)
class Source:
    """The words a translation is made from, as a page shows them."""

    name: str
    language: str
    direction: str


def source_of(version: Version) -> Source:
    code = version.original_language
    return Source(tongues.own_name(code), code, direction_of(code))


def began_from(text: ClauseText | None, source: ClauseText | None) -> dict[str, object]:
    """Returns what a form begins with that writes a clause in a language, beside its source."""
    made_from = of_clause(source.heading, source.body) if source else ""
    if text is None:
        return {"revision": 0, "made_from": made_from}
    return {
        "revision": text.revision, "heading": text.heading, "body": text.body, "differs": text.differs,
        "difference": text.difference, "made_from": made_from,
    }  # fmt: skip


def changes_of(text: ClauseText | None, source: ClauseText | None) -> tuple[list[Piece], list[Piece]] | None:
    """What changed in the source since a translation was made; None where nothing did, or where it is not known."""
    if text is None or source is None or not is_behind(text, source):
        return None
    before = wording_with(source, text.made_from)
    if before is None:
        return None
    return pieces(before[0], source.heading), pieces(before[1], source.body)
