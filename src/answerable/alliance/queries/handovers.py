"""Whose handover one may read: the holder's own while they hold, the predecessor's when one follows."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from answerable import vault
from answerable.access.actors import Actor, Post
from answerable.kit import clock

from ..models import Handover, Network, OfficeTerm, Organisation, Term
from ..permissions import organisation_path
from ..rules.handovers import OpenThing, Text, mark_of_thing, read
from .holding import running_there
from .profile import profile

PURPOSE = "alliance.handover"
OVERLAP_DAYS = SEAT_NOTES_DAYS = 14
KEPT_AFTER_ACCEPTING, KEPT_YEARS_OPEN = 400, 3
Held = OfficeTerm | Term


@dataclass(frozen=True)
class Note:
    """One handover, opened."""

    row: Handover
    text: Text


def overlap_days() -> int:
    kept = profile()
    return kept.overlap_days if kept else OVERLAP_DAYS


def seat_notes_days() -> int:
    kept = profile()
    return kept.seat_notes_days if kept else SEAT_NOTES_DAYS


def mark_of(term: Held) -> str:
    """Names a term in an address."""
    return f"office-{term.pk}" if isinstance(term, OfficeTerm) else f"seat-{term.pk}"


def by_mark(mark: str) -> Held | None:
    kind, _, number = mark.partition("-")
    if not (number.isascii() and number.isdecimal()) or len(number) > 18:
        return None
    if kind == "office":
        return OfficeTerm.objects.filter(pk=int(number)).select_related("person", "network", "organisation").first()
    if kind == "seat":
        return Term.objects.filter(pk=int(number)).select_related("person", "seat__body__network").first()
    return None


def rows_of(term: Held) -> QuerySet[Handover]:
    return Handover.objects.filter(office=term) if isinstance(term, OfficeTerm) else Handover.objects.filter(seat=term)


def opened(row: Handover) -> Text:
    return read(vault.unseal(PURPOSE, bytes(row.sealed), bound_to=str(row.key)))


def notes_of(term: Held) -> list[Note]:
    """Returns what was written for a term; whoever asks must have been found to hold or to follow it."""
    return [Note(row, opened(row)) for row in rows_of(term)]


def things_of(notes: Iterable[Note]) -> list[tuple[str, OpenThing]]:
    """Returns the open things of some notes, each with the mark by which it is ticked."""
    return [(f"{one.row.pk}-{mark_of_thing(thing.words)}", thing) for one in notes for thing in one.text.things]


def done_of(notes: Iterable[Note]) -> list[str]:
    return [mark for mark, thing in things_of(notes) if thing.done_on]


def own_text(term: Held) -> Text:
    """Returns what the holder of a term wrote; whoever asks must have been found to hold it."""
    row = rows_of(term).filter(by_holder=True).first()
    return opened(row) if row else Text()


def place_of(term: Held) -> str:
    if isinstance(term, Term):
        return str(term.seat.body.network.path)
    return str(term.network.path) if term.network else organisation_path(term.organisation_id or 0)


def followers_of(term: Held) -> list[Held]:
    """Returns who takes over from a term: of an office whoever follows, and after an interim holder the next as well."""
    if isinstance(term, Term):
        after = Term.objects.filter(seat=term.seat, starts__gt=term.starts).select_related(
            "person", "seat__body__network"
        )
        return list(after.order_by("starts", "pk")[:1])
    found = Q(follows=term) | Q(follows__follows=term, follows__interim=True)
    return list(OfficeTerm.objects.filter(found).select_related("person", "network", "organisation").order_by("starts"))


def left_open(
    starts: dt.date, *, office: str, network: Network | None, organisation: Organisation | None
) -> OfficeTerm | None:
    """Returns the term of an office that ends before one that begins then, or soon after, and that nobody follows yet.

    Of several, one whose holder left something to read, and the last of these.
    """
    at = OfficeTerm.objects.filter(office=office, network=network, organisation=organisation, starts__lt=starts)
    latest = dt.date.fromordinal(min(dt.date.max.toordinal(), starts.toordinal() + overlap_days()))
    left = Exists(Handover.objects.filter(office=OuterRef("pk")))
    return at.filter(ends__lt=latest, followed_by=None).order_by(left.desc(), "-ends", "-pk").first()


def is_of(actor: Actor, term: Held) -> bool:
    """Whether a term is or was the actor's own, on whatever days."""
    return actor.account_id is not None and term.person is not None and term.person.account_id == actor.account_id


def holds(actor: Actor, term: Held, *, early: int = 0) -> bool:
    """Whether the actor holds this very term today, as its place counts days, and the office does not rest."""
    if not is_of(actor, term):
        return False
    path, organisation = place_of(term), None
    if isinstance(term, OfficeTerm):
        if Post(term.office, path) not in actor.posts:
            return False
        path, organisation = ("" if term.organisation_id else path), term.organisation_id
    starts = dt.date.fromordinal(max(1, term.starts.toordinal() - early))
    return running_there([(path, organisation, starts, term.ends)], clock.today())[0]


def followed_as(actor: Actor, term: Held, *, begun: bool = False) -> Held | None:
    """Returns the actor's own term that takes over from this one, once they may read; a seat's some days before."""
    early = 0 if begun or isinstance(term, OfficeTerm) else seat_notes_days()
    return next((one for one in followers_of(term) if holds(actor, one, early=early)), None)


def may_read(actor: Actor, term: Held) -> bool:
    return holds(actor, term) or followed_as(actor, term) is not None


def own_terms(account_id: UUID | None, on: dt.date) -> list[Held]:
    """Returns every term that an account holds or soon will, offices first."""
    if account_id is None:
        return []
    near = Q(person__account_id=account_id) & (Q(ends=None) | Q(ends__gte=on - dt.timedelta(days=1)))
    offices = OfficeTerm.objects.filter(near).select_related(
        "person", "network", "organisation", "follows__network", "follows__organisation", "follows__person"
    )
    seats = (
        Term.objects.filter(near)
        .select_related("person", "seat__body__network")
        .prefetch_related("seat__body__texts", "seat__texts")
    )
    return [*offices.order_by("starts", "pk"), *seats.order_by("starts", "pk")]


def preceding(term: Held) -> list[Held]:
    """Returns the terms that a term takes over from."""
    if isinstance(term, Term):
        before = Term.objects.filter(seat=term.seat, starts__lt=term.starts).select_related(
            "person", "seat__body__network"
        )
        return list(before.order_by("-starts", "-pk")[:1])
    first = term.follows
    second = first.follows if first and first.interim else None
    return [one for one in (first, second) if one]


def waiting() -> Iterable[tuple[Held, Held]]:
    """Returns each term whose handover nobody accepted yet, with the term of whoever takes it over."""
    for row in Handover.objects.filter(accepted_on=None).select_related(
        "office__person", "office__network", "office__organisation", "seat__person", "seat__seat__body__network"
    ):
        term = row.office or row.seat
        if term is not None:
            yield from ((term, one) for one in followers_of(term))


def long_over(on: dt.date) -> QuerySet[Handover]:
    """Accepted long ago; or never accepted, long after it was written and after its term ended."""
    since = on - dt.timedelta(days=365 * KEPT_YEARS_OPEN + 1)
    over = Q(office__ends__lt=since) | Q(seat__ends__lt=since)
    accepted = Q(accepted_on__lt=on - dt.timedelta(days=KEPT_AFTER_ACCEPTING))
    return Handover.objects.filter(accepted | (Q(accepted_on=None, written_on__lt=since) & over))
