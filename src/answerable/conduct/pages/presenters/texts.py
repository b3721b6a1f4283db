"""A text as its page shows it: clauses with what changed in them, languages, versions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from answerable.kit import languages as tongues
from answerable.kit.differences import Piece, pieces

from ...models import Instrument, Version
from ...queries.comparing import Compared
from ...queries.reading import ClauseRead, Reading, Standing, direction_of, languages_of, read
from ...rules.differences import Change, Difference
from ...rules.fingerprints import grouped
from ...rules.words import VersionState
from ..words import VERSION_STATUS, VERSIONS


@dataclass(frozen=True)
class Shown:
    """A clause on a page. Without `marks` its words are plain; with them `heading` and `body` say what changed."""

    anchor: str
    number: str
    heading: str
    body: str
    language: str
    direction: str
    heading_pieces: Sequence[Piece] = ()
    body_pieces: Sequence[Piece] = ()
    marks: Sequence[str] = ()
    notes: Sequence[str] = ()
    is_gone: bool = False
    is_other_language: bool = False


def plain(reading: Reading) -> list[Shown]:
    """Returns the clauses as they stand, each with what its translator says of it."""
    return [_plain(one, at, reading.language) for at, one in enumerate(reading.clauses, start=1)]


def _plain(one: ClauseRead, at: int, language: str) -> Shown:
    return Shown(
        f"c{at}", one.number, one.heading, one.body, one.language, one.direction,
        notes=notes_of(one), is_other_language=one.language != language,
    )  # fmt: skip


def notes_of(one: ClauseRead) -> list[str]:
    """What a reader of a translation should know of a clause."""
    notes = []
    if not one.is_translated:
        notes.append(_("This clause is not translated yet: it stands in the language it was written in."))
    if one.is_behind:
        notes.append(_("This translation is out of date: the source was changed since."))
    if one.differs:
        notes.append(_("It differs from the source: %(how)s") % {"how": one.difference})
    return notes


def with_changes(compared: Compared) -> list[Shown]:
    """Returns every clause of both versions, with what was taken out and what was put in."""
    found, at = [], 0
    for one in compared.differences:
        at += one.after is not None
        found.append(_changed(one, at, compared.language))
    return found


def only_changes(compared: Compared) -> list[Shown]:
    return [shown for shown, one in zip(with_changes(compared), compared.differences, strict=True) if one.is_told]


def _changed(one: Difference, at: int, language: str) -> Shown:
    side = one.shown
    before = one.before if one.change != Change.NEW else None
    after = one.after if one.change != Change.REMOVED else None
    told = one.is_told
    return Shown(
        anchor=f"c{at}" if one.after else "", number=side.number, heading=side.heading, body=side.body, language=language,
        direction=direction_of(language), marks=_marks(one), is_gone=one.after is None,
        heading_pieces=pieces(before.heading if before else "", after.heading if after else "") if told else (),
        body_pieces=pieces(before.body if before else "", after.body if after else "") if told else (),
    )  # fmt: skip


def _marks(one: Difference) -> list[str]:
    words = {
        Change.NEW: _("New: it was not in the version before."),
        Change.REMOVED: _("Taken out: it is not in this version any more."),
        Change.CHANGED: _("Changed: what was taken out is struck through, what was put in is underlined."),
    }
    marks = [words[one.change]] if one.change in words else []
    if one.before and one.after and one.moved:
        marks.append(_("It stands at another place now: it was clause %(number)s.") % {"number": one.before.number})
    elif one.before and one.after and one.before.number != one.after.number and marks:
        marks.append(_("It was clause %(number)s.") % {"number": one.before.number})
    return marks


def sum_of_changes(compared: Compared) -> str:
    """Returns in a sentence how much changed."""
    told = len(compared.told)
    if not told:
        return _("No clause changed.")
    return ngettext(
        "%(n)s of %(of)s clauses changed since version %(label)s",
        "%(n)s of %(of)s clauses changed since version %(label)s",
        told,
    ) % {"n": told, "of": max(compared.of, told), "label": compared.before.version.label}


@dataclass(frozen=True)
class Named:
    """A clause that changed, to be linked to."""

    anchor: str
    words: str


def named_changes(compared: Compared) -> list[Named]:
    return [
        Named(one.anchor, f"{one.number}. {one.heading}" if one.heading else one.number)
        for one in only_changes(compared)
        if one.anchor
    ]


@dataclass(frozen=True)
class Tongue:
    """A language a text can be read in, and what is to be said of it there."""

    code: str
    name: str
    direction: str
    href: str
    is_here: bool
    hints: list[str] = field(default_factory=list)


def tongues_of(listed: Iterable[Standing], here: str, address: str) -> list[Tongue]:
    """Returns the languages of a version, its original first."""
    return [
        Tongue(
            one.language, tongues.own_name(one.language), one.direction, f"{address}?text={one.language}",
            one.language == here, standing_words(one),
        )
        for one in listed
    ]  # fmt: skip


def standing_words(one: Standing) -> list[str]:
    """How far a language is, in a few words each."""
    unread = [_("not yet read by a speaker")] if one.waits_for_a_reader else []
    if one.is_original:
        return [_("the original"), *unread]
    hints = [] if one.is_public else [_("a draft")]
    hints += gaps_of(one)
    if one.differing:
        hints.append(
            ngettext("%(n)s clause differs from the source", "%(n)s clauses differ from the source", one.differing)
            % {"n": one.differing}
        )
    return [*hints, *([_("read by a speaker")] if one.is_read else unread)]


def gaps_of(one: Standing) -> list[str]:
    """What a language lacks: clauses that are not translated, or not as the source is now."""
    hints = []
    if one.missing:
        hints.append(
            ngettext("%(n)s clause not translated", "%(n)s clauses not translated", one.missing) % {"n": one.missing}
        )
    if one.behind:
        hints.append(ngettext("%(n)s clause out of date", "%(n)s clauses out of date", one.behind) % {"n": one.behind})
    return hints


@dataclass(frozen=True)
class Edition:
    """One version in a list of them."""

    label: str
    href: str
    is_here: bool
    status: str
    words: str
    day: object
    changes: str


def editions(instrument: Instrument, listed: Iterable[Version], here: Version) -> list[Edition]:
    """Returns the versions of a text, each with the way to what changed in it."""
    versions = list(listed)
    standing = {one.number for one in versions if one.adopted_on}
    return [
        Edition(
            one.label, reverse("promise_version", args=[instrument.slug, one.slug]), one.pk == here.pk,
            VERSION_STATUS[one.state], str(VERSIONS[one.state]), one.adopted_on,
            reverse("promise_changes", args=[instrument.slug, one.slug])
            if any(number < one.number for number in standing)
            else "",
        )
        for one in versions
    ]  # fmt: skip


def eyebrow(version: Version, day_words: str) -> str:
    """The line above a text's name: which version this is, and since when it holds."""
    facts = {"label": version.label, "day": day_words}
    return {
        VersionState.ADOPTED: _("Version %(label)s, in force from %(day)s"),
        VersionState.SUPERSEDED: _("Version %(label)s, replaced on %(day)s"),
        VersionState.CONSULTATION: _("Version %(label)s, in consultation: not adopted"),
        VersionState.DRAFT: _("Version %(label)s, a draft: not adopted"),
        VersionState.DROPPED: _("Version %(label)s, given up"),
    }[VersionState(version.state)] % facts


@dataclass(frozen=True)
class Published:
    """A text as it could be read from a day on, in one language."""

    language: str
    name: str
    since: object
    fingerprint: str
    whole: str
    is_now: bool


def published_rows(version: Version) -> list[Published]:
    """Returns every wording of an adopted version that could be read, the latest first; is_now: as it stands."""
    rows = version.published.order_by("language", "-pk")
    latest = {one.language: one.pk for one in sorted(rows, key=lambda one: one.pk)}
    return [
        Published(
            one.language, tongues.own_name(one.language), one.since, grouped(one.fingerprint), one.fingerprint,
            latest[one.language] == one.pk,
        )
        for one in rows
    ]  # fmt: skip


def beside_of(version: Version, reading: Reading, wanted: str) -> Reading | None:
    """Returns the reading that stands beside: the language asked for, else the original, else another one there is."""
    others = [code for code in languages_of(version) if code != reading.language]
    if not others:
        return None
    return read(version, wanted if wanted in others else others[0])
