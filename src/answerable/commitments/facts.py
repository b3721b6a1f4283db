"""What is told of commitments: that one was made, that it was kept. Never of a private one, nor of a former member's."""

from collections.abc import Collection, Iterator
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from answerable.alliance.queries.merging import keys_that_stayed, records_of
from answerable.facts.queries import subjects_from
from answerable.facts.subjects import NETWORK, ORGANISATION, PERSON, each, keys_of, numbers_of, subject
from answerable.facts.telling import Kind, Teller, Told, declare

from .models import Commitment
from .rules.states import DONE
from .rules.words import Shown, State

MADE = Kind("commitment.made", _("A commitment was made."), passing=True)
KEPT = Kind("commitment.kept", _("A commitment was kept."), passing=True)


def tell(subjects: Collection[str] | None) -> Iterator[Told]:
    rows = Commitment.objects.exclude(shown=Shown.PRIVATE).filter(person__former_since=None).order_by("pk")
    if subjects is None:
        yield from _told(rows, keys_that_stayed())
        return
    if people := keys_of(subjects, PERSON):
        yield from _told(rows.filter(person__key__in=people), {})
    if networks := numbers_of(subjects, NETWORK):
        yield from _told(rows.filter(network__in=networks), {})
    if keys := keys_of(subjects, ORGANISATION):
        records = records_of(keys)
        yield from _told(rows.filter(organisation__in=list(records)), records)


def _told(rows: QuerySet[Commitment], records: dict[int, str]) -> Iterator[Told]:
    told = rows.values_list(
        "key", "person__key", "network_id", "organisation_id", "organisation__key", "made_on", "state", "closed_on"
    )
    for key, person, network, organisation, own, made_on, state, closed_on in told.iterator(chunk_size=1000):
        of, source = _owner(person, network, records.get(organisation or 0) or own), subject("commitment", key)
        yield Told(of, MADE.name, source, made_on)
        if State(state) in DONE and closed_on:
            yield Told(of, KEPT.name, source, closed_on)


def _owner(person: UUID | None, network: int | None, organisation: UUID | str | None) -> str:
    if person:
        return subject(PERSON, person)
    return subject(NETWORK, network) if network else subject(ORGANISATION, organisation)


def of_commitments(keys: Collection[str]) -> list[str]:
    """Returns whose these commitments are; of one that was deleted, whose it was."""
    rows = Commitment.objects.filter(key__in=list(keys))
    told = list(rows.values_list("person__key", "network_id", "organisation_id", "organisation__key"))
    merged = keys_that_stayed({home for *_rest, home, _key in told if home})
    owners = [_owner(person, network, merged.get(home or 0) or key) for person, network, home, key in told]
    return [*owners, *subjects_from(subject("commitment", key) for key in keys)]


declare(
    Teller(
        "commitments.commitments", kinds=(MADE, KEPT), of=frozenset({PERSON, ORGANISATION, NETWORK}), tell=tell,
        about={"commitment": of_commitments, "person": each(PERSON), "organisation": each(ORGANISATION)},
    )
)  # fmt: skip
