"""Everything that is known of some subjects, as pure cases for the rules: what happened, what was claimed, what is asked and when."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable

from answerable.facts.models import Fact
from answerable.facts.queries import by_subject
from answerable.facts.telling import kinds

from ..models import Claim, Excuse, Subject
from ..rules.asking import Asked as AskedOf
from ..rules.asking import applies
from ..rules.belonging import Stretches, until_changed
from ..rules.saying import ClaimMove, PolicyKind
from ..rules.shapes import Case, Claimed, Happening
from ..rules.summing import Within
from ..rules.words import Basis, Level
from .belonging import Belongings
from .duties import KIND, OFFICE, Asked

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
        saved = [one.pk for one in subjects if one.pk]
        self._claims, self._excuses = _claims_of(saved), _excuses_of(saved)

    def places(self, subject: Subject) -> list[Within]:
        return self._belongings.places(subject)

    def kinds(self, subject: Subject) -> list[str]:
        return self._belongings.kinds(subject)

    def asked_of(self, subject: Subject) -> AskedOf:
        """Returns what is known of a subject for the question whether a duty is asked of it."""
        level = Level.ORGANISATION if subject.organisation_id else Level.INDIVIDUAL
        if subject.network_id:
            level = LEVELS[self._belongings.levels[subject.network_id]]
        traits: dict[str, Stretches] = dict(_kinds_on(subject))
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


def _kinds_on(subject: Subject) -> Iterable[tuple[str, Stretches]]:
    """Yields each kind of organisation that a subject was, with its days."""
    rows = [(dt.date.fromisoformat(day), codes) for day, codes in subject.traits]
    runs = {one.starts: one for one in until_changed(day for day, _codes in rows)}
    for kind in sorted({code for _day, codes in rows for code in codes}):
        yield f"{KIND}{kind}", tuple(runs[day] for day, codes in rows if kind in codes)


def events_of_texts(asked: Iterable[Asked]) -> list[Fact]:
    """Returns what happened to texts that concerns everybody: versions that were adopted."""
    kinds = frozenset().union(*(rule.events for one in asked for rule in one.rules)) if asked else frozenset()
    return list(Fact.objects.filter(kind__in=kinds, subject__startswith=FOR_EVERYBODY).order_by("starts", "pk"))


def claimed(one: Claim) -> Claimed:
    """Returns a claim as the rules read it; its steps should be prefetched."""
    steps = tuple((step.on, BASES[ClaimMove(step.move)]) for step in one.steps.all() if step.move in BASES)
    return Claimed(
        about_from=one.about_from, about_to=one.about_to, said_on=one.said_on, steps=steps, only_started=one.only_started,
        withdrawn_on=one.taken_back_on, source=f"claim:{one.key}", many=one.many, lasts=one.about_to is None,
    )  # fmt: skip


def _claims_of(subjects: Collection[int]) -> dict[tuple[int, int], list[Claimed]]:
    """Returns the claims of each subject on each duty; those of a duplicate that became part of one count as its own."""
    found: dict[tuple[int, int], list[Claimed]] = defaultdict(list)
    rows = Claim.objects.filter(subject__in=subjects).prefetch_related("steps").order_by("pk")
    for one in rows:
        found[one.subject_id, one.duty_id].append(claimed(one))
    kept = dict(
        Subject.objects.filter(pk__in=subjects, organisation__isnull=False).values_list("organisation_id", "pk")
    )
    of_duplicates = Claim.objects.filter(subject__organisation__merged_into__in=kept).prefetch_related("steps")
    for one in of_duplicates.select_related("subject__organisation").order_by("pk"):
        organisation = one.subject.organisation
        if organisation is not None and organisation.merged_into_id:
            found[kept[organisation.merged_into_id], one.duty_id].append(claimed(one))
    return found


def _excuses_of(subjects: Collection[int]) -> dict[tuple[int, int], list[tuple[dt.date, dt.date | None, str]]]:
    found: dict[tuple[int, int], list[tuple[dt.date, dt.date | None, str]]] = defaultdict(list)
    for one in Excuse.objects.filter(subject__in=subjects).order_by("pk"):
        found[one.subject_id, one.duty_id].append((one.starts, one.ends, f"excuse:{one.pk}"))
    return found
