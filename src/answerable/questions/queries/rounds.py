"""Rounds, by their key, by their link, and of a subject."""

import hashlib
from uuid import UUID

from django.db.models import QuerySet

from answerable.alliance.queries.days import earliest_at
from answerable.kit import clock

from ..models import Round
from .subjects import Subject, place_of


def hashed(link: str) -> str:
    """Returns what is kept of a link: it leads nowhere when it is typed as one."""
    return hashlib.sha256(link.encode()).hexdigest()


def subject_of(found: Round) -> Subject:
    return Subject(found.kind, found.subject)


def by_key(key: UUID) -> Round | None:
    return Round.objects.filter(key=key).first()


def by_link(link: str) -> Round | None:
    return Round.objects.filter(link_hash=hashed(link)).first()


def of_subject(subject: Subject) -> QuerySet[Round]:
    """Returns the rounds about something, the newest first."""
    return Round.objects.filter(kind=subject.kind, subject=subject.id)


def is_open(found: Round) -> bool:
    """Whether answers are taken: through the last day, by the clock of the place."""
    return found.closed_on is None and earliest_at(place_of(subject_of(found))) <= found.ends


def open_about(subject: Subject) -> set[int]:
    """Returns which rounds about something take answers, in one question however many there are."""
    rows = of_subject(subject).filter(closed_on=None, ends__gte=earliest_at(place_of(subject)))
    return set(rows.values_list("pk", flat=True))


def untold() -> list[int]:
    """Returns the open rounds that have results of which nobody was told."""
    found = Round.objects.filter(closed_on=None, is_told=False, piles__shown__gt=0).distinct().order_by("pk")
    return list(found.values_list("pk", flat=True))


def over_by_now() -> list[Round]:
    """Returns the rounds whose last day is over and that are not closed yet."""
    past = Round.objects.filter(closed_on=None, ends__lt=clock.today()).order_by("pk")
    return [one for one in past if not is_open(one)]
