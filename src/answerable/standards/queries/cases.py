"""Everything that is known of some subjects, as pure cases for the rules: what happened, what was claimed, what is asked and when."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from answerable.facts.models import Fact
from answerable.facts.queries import by_subject
from answerable.facts.telling import kinds

from ..models import Claim, Excuse, Subject
from ..rules.asking import Asked as AskedOf
from ..rules.asking import applies
from ..rules.belonging import Stretches
from ..rules.saying import ClaimMove, PolicyKind, Step, held_until
from ..rules.shapes import Case, Claimed, Happening, Weight
from ..rules.summing import Within
from ..rules.words import Basis, Level
from .belonging import Belongings
from .duties import KIND, OFFICE, Asked
from .kinds import kinds_through
from .merged import with_duplicates

LEVELS = {"alliance": Level.GLOBAL, "region": Level.REGIONAL, "country": Level.NATIONAL, "local": Level.NATIONAL}
BASES = {ClaimMove.CONFIRMED: Basis.CONFIRMED, ClaimMove.VOUCHED: Basis.VOUCHED}
# facts that are an organisation's own word: nobody else saw them
OWN_WORD = frozenset({"standards.policies_told", *(f"standards.policy.{one}" for one in PolicyKind)})
FOR_EVERYBODY = "text:"  # facts about a text concern whoever is asked to sign it


class Cases:
    """Loads some subjects together: the number of queries does not grow with theirs."""

    def __init__(self, subjects: Collection[Subject], asked: Collection[Asked]) -> None:
        self.asked = asked
        self._belongings = Belongings(subjects)
        self._facts = by_subject([one.name for one in subjects])
        self._events = events_of_texts(asked)
        self._passing = {name for name, kind in kinds().items() if kind.passing}
        whose = with_duplicates(subjects)
        self._claims, self._excuses = _claims_of(whose), _excuses_of(whose)

    def places(self, subject: Subject) -> list[Within]:
        return self._belongings.places(subject)

    def kinds(self, subject: Subject) -> list[str]:
        return self._belongings.kinds(subject)

    def asked_of(self, subject: Subject) -> AskedOf:
        """Returns what is known of a subject for the question whether a duty is asked of it."""
        level = Level.ORGANISATION if subject.organisation_id else Level.INDIVIDUAL
        if subject.network_id:
            level = LEVELS[self._belongings.levels[subject.network_id]]
        traits: dict[str, Stretches] = {f"{KIND}{kind}": spans for kind, spans in kinds_through(subject)}
        traits |= {f"{OFFICE}{code}": tuple(spans) for code, spans in self._belongings.offices(subject).items()}
        return AskedOf(level, self._belongings.asked(subject), traits)

    def case(self, subject: Subject, asked_of: AskedOf, asked: Asked) -> Case:
        """Returns one subject's case on one duty."""
        days = applies(asked.whom, asked_of)
        looked_at, pk = asked.kinds(), asked.duty.pk
        happened = [
            Happening(
                one.kind, one.starts, one.ends, one.source, Basis.DECLARED if one.kind in OWN_WORD else Basis.FACT,
                lasts=one.kind not in self._passing, of=one.subject,
            )
            for one in (*self._facts.get(subject.name, ()), *self._events)
            if one.kind in looked_at
        ]  # fmt: skip
        told = (*happened, *self._claims.get((subject.pk, pk), ()))
        return Case(asked.rules, told, days, tuple(self._excuses.get((subject.pk, pk), ())))


def events_of_texts(asked: Iterable[Asked]) -> list[Fact]:
    """Returns what happened to texts that concerns everybody: versions that were adopted."""
    kinds = frozenset().union(*(rule.events for one in asked for rule in one.rules)) if asked else frozenset()
    return list(Fact.objects.filter(kind__in=kinds, subject__startswith=FOR_EVERYBODY).order_by("starts", "pk"))


def claimed(one: Claim) -> Claimed:
    """Returns a claim as the rules read it; its steps should be prefetched."""
    steps = steps_of(one)
    weights = tuple(
        Weight(step.on, BASES[step.move], held_until(steps, at)) for at, step in enumerate(steps) if step.move in BASES
    )
    return Claimed(
        about_from=one.about_from, about_to=one.about_to, said_on=one.said_on, steps=weights, only_started=one.only_started,
        withdrawn_on=one.taken_back_on, source=f"claim:{one.key}", many=one.many, lasts=one.about_to is None,
    )  # fmt: skip


def steps_of(one: Claim) -> list[Step]:
    """Returns what others did with a claim, in its order; its steps should be prefetched."""
    return [Step(step.on, ClaimMove(step.move), step.organisation_id) for step in one.steps.all()]


def _claims_of(whose: Mapping[int, int]) -> dict[tuple[int, int], list[Claimed]]:
    """Returns the claims on each duty by whose they are: those of a duplicate that became part of a subject count as its own."""
    found: dict[tuple[int, int], list[Claimed]] = defaultdict(list)
    for one in Claim.objects.filter(subject__in=whose).prefetch_related("steps").order_by("pk"):
        found[whose[one.subject_id], one.duty_id].append(claimed(one))
    return found


def _excuses_of(whose: Mapping[int, int]) -> dict[tuple[int, int], list[tuple[dt.date, dt.date | None, str]]]:
    found: dict[tuple[int, int], list[tuple[dt.date, dt.date | None, str]]] = defaultdict(list)
    for one in Excuse.objects.filter(subject__in=whose).order_by("pk"):
        found[whose[one.subject_id], one.duty_id].append((one.starts, one.ends, f"excuse:{one.pk}"))
    return found
