"""A commitment’s words in the reader’s language, and the names of its two sides as they may be read."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from answerable.access.actors import Actor
from answerable.alliance.queries import naming, organisations, people
from answerable.alliance.queries.merging import kept_record
from answerable.kit.translations import in_language

from ..models import Commitment, CommitmentText, OwedTo
from .sides import Sides, sides_of


def text_of(commitment: Commitment, language: str) -> CommitmentText:
    """Returns a commitment’s words in a language; its own words where there are none. Texts should be prefetched."""
    texts = list(commitment.texts.all())
    own = next((one for one in texts if one.language == commitment.language), None)
    return in_language(texts, language) or own or CommitmentText(language=commitment.language)


@dataclass
class Names:
    """The names that a reader may read, looked up for many commitments at once."""

    actor: Actor
    language: str
    people: dict[int, str] = field(default_factory=dict)
    organisations: set[int] = field(default_factory=set)

    @classmethod
    def of(
        cls, commitments: Iterable[Commitment], actor: Actor, language: str, on: dt.date, *, leaving: bool = False
    ) -> "Names":
        """Looks up the names of many; `leaving`: for a list that leaves the house, which never holds one at risk."""
        listed = list(commitments)
        persons = {one.person_id for one in listed if one.person_id}
        wanted = {owed.organisation_id for one in listed for owed in one.owed.all() if owed.organisation_id}
        wanted |= {kept_record(owed.organisation).pk for one in listed for owed in one.owed.all() if owed.organisation}
        made = cls(actor, language)
        if persons:
            made.people = dict(people.seen_by(actor, on).filter(pk__in=persons).values_list("pk", "name"))
        if wanted:
            seen = organisations.seen_by(actor).filter(pk__in=wanted)
            seen = seen.filter(at_risk=False) if leaving else seen
            made.organisations = set(seen.values_list("pk", flat=True))
        return made

    def owner(self, commitment: Commitment) -> str:
        """Returns who made it; empty for a person whose name this reader may not read."""
        if commitment.person_id:
            return self.people.get(commitment.person_id, "")
        if commitment.organisation:
            return naming.organisation_name(kept_record(commitment.organisation), self.language)
        return naming.network_name(commitment.network, self.language) if commitment.network else ""

    def party(self, party: OwedTo) -> str:
        """Returns one of those it was made to; empty for an organisation that this reader may not know of."""
        if party.organisation:
            kept = kept_record(party.organisation)
            return naming.organisation_name(kept, self.language) if kept.pk in self.organisations else ""
        if party.network:
            return naming.network_name(party.network, self.language)
        return party.words

    def sides(self, commitment: Commitment) -> Sides:
        return sides_of(self.actor, commitment)
