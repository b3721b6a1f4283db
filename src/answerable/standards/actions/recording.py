"""How every act here ends: the ledger, who stands anew, who is told."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from django.urls import reverse

from answerable.access.actors import Actor
from answerable.ledger import actions as ledger
from answerable.notices.actions import notify

from ..models import Duty, Subject
from ..permissions import acting_office, keeps, organisation_path, speaks_for_organisation
from ..queries.merged import kept_subject, organisation_of
from ..queries.sides import home_of
from .reckoning import prepared, reckon

Detail = dict[str, str | int | bool | list[str]]
_bulk: ContextVar[set[str] | None] = ContextVar("bulk", default=None)


def enter(by: Actor, verb: str, subject: Subject, duty: Duty | None = None, detail: Detail | None = None) -> None:
    """Writes the entry: of a person that something was done, of an organisation or network also which duty it was about."""
    if _bulk.get() is not None:
        return
    subject = kept_subject(subject)
    if subject.person_id:
        ledger.record(by, f"standards.{verb}", subject=("person", subject.name.partition(":")[2]))
        return
    told: Detail = {"duty": duty.number} if duty else {}
    ledger.record(
        by, f"standards.{verb}", subject=(subject.kind, subject.name.partition(":")[2]), office=office_of(by, subject),
        place=home_of(subject), detail=told | (detail or {}),
    )  # fmt: skip


def office_of(by: Actor, subject: Subject) -> str:
    """The office in which somebody acts towards a subject; empty for one's own."""
    organisation = organisation_of(subject)
    if organisation is not None and (
        office := acting_office(by, organisation_path(organisation.pk), speaks_for_organisation)
    ):
        return office
    return "" if subject.person_id else acting_office(by, home_of(subject), keeps)


def stands_anew(subject: Subject) -> None:
    """Reckons a subject within the act, or at the end of a bulk act."""
    held, name = _bulk.get(), kept_subject(subject).name
    if held is not None:
        held.add(name)
    else:
        reckon([name])


def hold(subject: Subject) -> Subject:
    """Locks whom an act is about, and returns them: of a duplicate, the record it became part of, locked as well.

    What two do at once is reckoned one after the other. The ledger is held first, as it is where acts of other rooms reckon.
    """
    ledger.hold()
    kept = kept_subject(subject)
    if not kept.pk:
        (kept,) = prepared([kept.name])
    rows = Subject.objects.select_for_update(of=("self",)).select_related("organisation", "network", "person")
    held = {one.pk: one for one in rows.filter(pk__in={subject.pk, kept.pk} - {None}).order_by("pk")}
    return held[kept.pk]


def held_names() -> set[str] | None:
    """Returns where a bulk act gathers who stands anew; None where none goes on."""
    return _bulk.get()


@contextmanager
def as_one_act() -> Iterator[set[str]]:
    """Within it the single verbs write no entries and tell nobody; yields the names of those who stand anew at its end."""
    held: set[str] = set()
    token = _bulk.set(held)
    try:
        yield held
    finally:
        _bulk.reset(token)


def tell(by: Actor, kind: str, to: Callable[[], Iterable[UUID]] | Iterable[UUID], url: str, *args: object) -> None:
    """Leaves a notice: that something awaits somebody, never what. Whom is asked only where somebody is told."""
    if _bulk.get() is None:
        others = [one for one in (to() if callable(to) else to) if one != by.account_id]
        notify(f"standards.{kind}", to=others, url=reverse(url, args=list(args)), by=by)
