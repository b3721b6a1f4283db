"""What somebody laid before, and what others said of it: each weight by itself, never mixed."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from answerable import vault
from answerable.access.actors import Actor
from answerable.alliance.models import Organisation
from answerable.alliance.queries.merging import what_stayed
from answerable.alliance.queries.naming import organisation_name
from answerable.alliance.queries.organisations import seen_by

from ...models import Claim, ClaimStep
from ...queries import documents
from ...queries.cases import claimed
from ...rules.saying import ClaimKind, ClaimMove, ShownTo
from ...rules.words import Basis
from ..days import language
from ..saying import day_words
from ..words import BASES, CLAIM_KINDS, CLAIM_MOVES, SHOWN_TO

COLOURS = {Basis.CONFIRMED: "teal", Basis.VOUCHED: "plum"}
BASIS = {ClaimMove.CONFIRMED: Basis.CONFIRMED, ClaimMove.VOUCHED: Basis.VOUCHED}
GLYPHS = {ClaimMove.ASKED_BACK: "?", ClaimMove.TAKEN_BACK: "–"}


@dataclass(frozen=True)
class Event:
    """A step as the timeline shows it."""

    day: dt.date
    words: str
    hint: str = ""
    state: str = ""
    glyph: str = "·"


@dataclass(frozen=True)
class Laid:
    """A claim in a list: what it is and of when; `weights` are what it reached, each with its colour."""

    href: str
    kind: str
    when: str
    said_on: dt.date
    taken_back_on: dt.date | None
    words: str
    language: str
    link: str
    weights: list[tuple[str, str]]
    is_asked_back: bool
    only_started: bool


@dataclass(frozen=True)
class File:
    """What a document is called, how large it is, and where it is."""

    href: str
    name: str
    size: int


def laid_of(claims: Iterable[Claim], day: dt.date) -> list[Laid]:
    """Returns what was said by a day, as far as others had gone along by then; steps should be prefetched."""
    return [_laid(one, day) for one in claims if one.said_on <= day]


def _laid(one: Claim, day: dt.date) -> Laid:
    steps = [step for step in one.steps.all() if step.on <= day]
    weights = [weight.basis for weight in claimed(one).steps if weight.holds(day)]
    reached = [Basis.DECLARED, *dict.fromkeys(weights)]
    return Laid(
        href=reverse("claim", args=[one.key]), kind=str(CLAIM_KINDS[ClaimKind(one.kind)]), when=when_words(one),
        said_on=one.said_on, taken_back_on=one.taken_back_on, words=one.words, language=one.language, link=one.link,
        weights=[(str(BASES[basis]), COLOURS.get(basis, "")) for basis in reached],
        is_asked_back=bool(steps) and steps[-1].move == ClaimMove.ASKED_BACK, only_started=one.only_started,
    )  # fmt: skip


def when_words(one: Claim) -> str:
    """Says of when a claim tells: a day, from–to, or since."""
    if one.about_to is None:
        return _("from %(day)s on") % {"day": day_words(one.about_from)}
    if one.about_to == one.about_from:
        return day_words(one.about_from)
    return _("%(first)s to %(last)s") % {"first": day_words(one.about_from), "last": day_words(one.about_to)}


def file_of(claim: Claim) -> File | None:
    """Returns the document of a claim; one that cannot be opened any more is not offered."""
    document = getattr(claim, "document", None)
    if document is None:
        return None
    try:
        about = documents.about(document)
    except vault.Unreadable:
        return None
    return File(reverse("claim_document", args=[claim.key]), about.name, about.size)


def events_of(claim: Claim, known: Mapping[int, str], *, with_words: bool) -> list[Event]:
    """Returns what became of a claim, the oldest first: said, then each weight by itself."""
    events = [Event(claim.said_on, str(BASES[Basis.DECLARED]), glyph="○")]
    events += [_event(step, known, with_words=with_words) for step in claim.steps.all()]
    if claim.taken_back_on:
        events.append(Event(claim.taken_back_on, _("Taken back. Its content is deleted."), glyph="–"))
    return events


def _event(step: ClaimStep, known: Mapping[int, str], *, with_words: bool) -> Event:
    words = str(BASES[BASIS[ClaimMove(step.move)]] if step.move in BASIS else CLAIM_MOVES[ClaimMove(step.move)])
    if step.organisation_id:
        who = known.get(step.organisation_id, _("a partner organisation"))
        said = _("Vouched for by %(who)s") if step.move in BASIS else _("No longer vouched for by %(who)s")
        words = said % {"who": who}
    glyph = "✓" if step.move in BASIS else GLYPHS[ClaimMove(step.move)]
    return Event(
        step.on, words, step.words if with_words else "", glyph=glyph, state="done" if step.move in BASIS else ""
    )


def known_partners(claims: Sequence[Claim], actor: Actor) -> dict[int, str]:
    """Returns the names of the partners that vouched, as far as this reader may know of them."""
    wanted = {step.organisation_id for one in claims for step in one.steps.all() if step.organisation_id}
    if not wanted:
        return {}
    now = {pk: pk for pk in wanted} | what_stayed(wanted)
    rows = seen_by(actor).filter(pk__in=set(now.values())).prefetch_related("texts")
    names = {one.pk: organisation_name(one, language()) for one in rows}
    return {pk: names[kept] for pk, kept in now.items() if kept in names}


def names_of(organisations: Iterable[Organisation]) -> list[tuple[Organisation, str]]:
    return [(one, organisation_name(one, language())) for one in organisations]


def who_reads(claim: Claim, name: str) -> str:
    """Says who may read a claim: what the program does."""
    if claim.subject.person_id:
        return _("Only you.")
    if claim.shown == ShownTo.MEMBERS:
        return _("Everybody who belongs to the alliance and may know of %(name)s.") % {"name": name}
    return _("%(who)s, and those who speak for %(name)s.") % {"who": str(SHOWN_TO[ShownTo.KEEPERS]), "name": name}
