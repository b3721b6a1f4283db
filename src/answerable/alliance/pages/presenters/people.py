"""People in charge: a name where the reader may see it, else only the office."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from answerable.access.actors import Actor

from ...models import OfficeTerm, Organisation, Person, Term
from ...queries.naming import organisation_name
from ...queries.organisations import seen_by as organisations_seen_by
from ...queries.people import seen_by
from ..words import OFFICES
from .seats import seat_name


@dataclass(frozen=True)
class InCharge:
    """`name` is empty where it is shown to fewer readers; `former` where the person's data was deleted."""

    name: str
    former: bool
    role: str
    on_behalf: str
    ends: dt.date | None
    slug: str = ""
    interim: bool = False


def in_charge(terms: Iterable[OfficeTerm], actor: Actor, on: dt.date) -> list[InCharge]:
    """Returns who holds which office, one query for the names that may be read."""
    listed = list(terms)
    names = names_seen({term.person_id for term in listed}, actor, on)
    return [
        InCharge(
            names.get(term.person_id, ""),
            bool(term.person.former_since),
            str(OFFICES[term.office]),
            "",
            term.ends,
            interim=term.interim,
        )
        for term in listed
    ]


def names_seen(people: set[int], actor: Actor, on: dt.date) -> dict[int, str]:
    return dict(seen_by(actor, on).filter(pk__in=people).values_list("pk", "name"))


def sitting(terms: Iterable[Term], actor: Actor, on: dt.date, language: str) -> dict[int, InCharge]:
    """Returns who sits on each seat, by seat; organisations the reader may not see are not named."""
    listed = list(terms)
    names = names_seen({term.person_id for term in listed if term.person_id}, actor, on)
    wanted = {term.organisation_id for term in listed if term.organisation_id}
    shown = {one.pk: one for one in organisations_seen_by(actor).filter(pk__in=wanted).prefetch_related("texts")}
    return {term.seat_id: _sitter(term, names, shown.get(term.organisation_id or 0), language) for term in listed}


def _sitter(term: Term, names: dict[int, str], organisation: Organisation | None, language: str) -> InCharge:
    person: Person | None = term.person
    return InCharge(
        name=names.get(term.person_id or 0, ""),
        former=person is None or bool(person.former_since),
        role=seat_name(term.seat, language),
        on_behalf=organisation_name(organisation, language) if organisation else "",
        ends=term.ends,
        slug=organisation.slug if organisation else "",
    )
