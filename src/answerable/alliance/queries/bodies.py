"""Bodies, who sits on them, and how their composition stands against the rules."""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from answerable import vault
from answerable.access.policy import ALWAYS

from ..models import Body, CompositionRule, Network, Organisation, Seat, SelfDeclaration, Term
from ..rules.composition import Sitting, Verdict, counted, judge
from ..rules.terms import Span, until
from ..rules.words import WOMENS_RIGHTS, BodyKind, Level, Measure
from .days import open_now, opened, todays_at
from .history import bodies_on
from .posts import running

DECLARATION = "alliance.declaration"
PERSONAL_MEASURES = (Measure.WOMEN, Measure.YOUTH, Measure.LGBTIQ, Measure.GLOBAL_SOUTH)

AT_A_RISK = frozenset({Measure.LGBTIQ})  # one of five, beside five names, would be a person


@dataclass(frozen=True)
class RuleStanding:
    rule: CompositionRule
    verdict: Verdict


@dataclass(frozen=True)
class Composition:
    """A body on a day. `shares` is empty where fewer people than the smallest shown group declared something;
    rules over what people say of themselves are among `rules` only where their share is among `shares`."""

    body: Body
    day: dt.date
    seats: int
    filled: int
    by_kind: dict[str, int]
    rules: tuple[RuleStanding, ...]
    shares: dict[str, int]
    declared: int


def bodies_in_order(network: Network, on: dt.date) -> list[Body]:
    """Returns a network's open bodies with their names, the board first, as the enum has them."""
    ranks = list(BodyKind)
    return sorted(bodies_on(network, on), key=lambda body: (ranks.index(BodyKind(body.kind)), body.pk))


def seats_of(body: Body, on: dt.date) -> QuerySet[Seat]:
    return Seat.objects.filter(opened(on), body=body).prefetch_related("texts")


def terms_of(body: Body, on: dt.date) -> QuerySet[Term]:
    """Returns who sits on a body on a day."""
    open_seats = seats_of(body, on).values("pk")
    return (
        Term.objects.filter(running(on), seat__in=open_seats)
        .select_related("seat", "person", "organisation")
        .prefetch_related("seat__texts")
        .order_by("seat__order", "seat_id")
    )


def rules_for(body: Body, on: dt.date) -> list[CompositionRule]:
    """Returns the rules in force for a body: of its kind and level, set at its network or above."""
    return _applying(body, _rules_in_force({on}), on)


def _rules_in_force(days: set[dt.date]) -> list[CompositionRule]:
    """Returns the rules that hold on any of some days, which lie close together."""
    about = Q(starts__lte=max(days)) & (Q(ends=None) | Q(ends__gte=min(days)))
    return list(CompositionRule.objects.filter(about).select_related("network").order_by("pk"))


def _applying(body: Body, rules: Iterable[CompositionRule], on: dt.date) -> list[CompositionRule]:
    network = body.network
    return [
        rule
        for rule in rules
        if rule.body_kind == body.kind
        and Span(rule.starts, rule.ends).covers(on)
        and network.path.startswith(rule.network.path)
        and rule.level in ("", network.level_kind)
    ]


def sittings_of(bodies: Iterable[Body], known: QuerySet[Organisation] | None = None) -> dict[int, list[Sitting]]:
    """Returns every term on the bodies' seats as pure sittings, by body, with what each counts towards: a seat that closes
    on a day is empty from then on.

    Where the reader knows only some organisations, one at risk beyond them counts towards nothing.
    """
    rows = Term.objects.filter(seat__body__in=[body.pk for body in bodies]).values_list(
        "seat__body_id", "seat_id", "starts", "ends", "organisation_id", "person_id", "seat__closed_on"
    )
    terms = list(rows)
    kinds = _kinds_of({row[4] for row in terms if row[4]}, known)
    said = _declared_by({row[5] for row in terms if row[5]})
    sittings: dict[int, list[Sitting]] = defaultdict(list)
    for body, seat, starts, ends, organisation, person, closed in terms:
        span = until(Span(starts, ends), closed)
        if span is None:
            continue
        measures = _measures_of(kinds.get(organisation or 0, frozenset()), said.get(person or 0, frozenset()))
        sittings[body].append(Sitting(seat, span, measures, organisation, person))
    return sittings


def _measures_of(kinds: frozenset[str], said: frozenset[str]) -> frozenset[str]:
    counts = {Measure.WOMENS_RIGHTS_ORGANISATIONS.value} if WOMENS_RIGHTS in kinds else set()
    return frozenset(counts) | {f"kind:{kind}" for kind in kinds} | said


def _kinds_of(organisations: set[int], known: QuerySet[Organisation] | None) -> dict[int, frozenset[str]]:
    kinds: dict[int, set[str]] = defaultdict(set)
    shown = ALWAYS if known is None else Q(at_risk=False) | Q(pk__in=known.values("pk"))
    for organisation, kind in Organisation.objects.filter(shown, pk__in=organisations).values_list("pk", "kinds__code"):
        kinds[organisation].add(kind or "")
    return {pk: frozenset(codes - {""}) for pk, codes in kinds.items()}


def _declared_by(people: set[int]) -> dict[int, frozenset[str]]:
    """What people say of themselves, unsealed for counting only; every value goes no further than a number."""
    rows = SelfDeclaration.objects.filter(person_id__in=people).values_list("person_id", "person__key", "sealed")
    return {
        person: frozenset(json.loads(vault.unseal(DECLARATION, bytes(sealed), bound_to=str(key)))) | {"declared"}
        for person, key, sealed in rows
    }


def compositions(
    bodies: Iterable[Body],
    on: dt.date | None = None,
    *,
    horizon: int = 120,
    smallest: int = 5,
    known: QuerySet[Organisation] | None = None,
) -> list[Composition]:
    """Returns how each body is composed on a day and how its rules stand, looking `horizon` days ahead.

    Without a day it is today, where each body is.
    `known` are the organisations the reader may know of: without them, as for those who keep the records, all count.
    The number of queries does not grow with the number of bodies; their networks should be loaded with them.
    """
    listed = list(bodies)
    sittings = sittings_of(listed, known)
    seats = _seat_counts(listed, on)
    paths = [body.network.path for body in listed]
    days = dict.fromkeys(paths, on) if on else todays_at(paths)
    rules = _rules_in_force(set(days.values())) if days else []
    composed = []
    for body in listed:
        day = days[body.network.path]
        standings = _standings(_applying(body, rules, day), sittings[body.pk], day, horizon)
        composed.append(
            _composition(
                body, sittings[body.pk], seats=seats.get(body.pk, 0), rules=standings, on=day, smallest=smallest
            )
        )
    return composed


def _seat_counts(bodies: Iterable[Body], on: dt.date | None) -> dict[int, int]:
    are_open = opened(on) if on else open_now("body__network__path")
    rows = Seat.objects.filter(are_open, body__in=[body.pk for body in bodies])
    return dict(rows.values_list("body").annotate(number=Count("pk")).order_by())


def _composition(
    body: Body, sittings: list[Sitting], *, seats: int, rules: tuple[RuleStanding, ...], on: dt.date, smallest: int
) -> Composition:
    present = [one for one in sittings if one.span.covers(on)]
    by_kind: dict[str, set[int]] = defaultdict(set)
    for one in present:
        for measure in one.measures:
            if measure.startswith("kind:") and one.organisation:
                by_kind[measure[5:]].add(one.organisation)
    declared = sum("declared" in one.measures for one in present)
    numbers = {one: counted(sittings, one, on)[0] for one in PERSONAL_MEASURES}
    shares = shown_shares(numbers, declared, smallest)
    return Composition(
        body=body,
        day=on,
        seats=seats,
        filled=len(present),
        by_kind={kind: len(who) for kind, who in sorted(by_kind.items())},
        rules=tuple(one for one in rules if one.rule.measure in shares or one.rule.measure not in PERSONAL_MEASURES),
        shares=shares,
        declared=declared,
    )


def shown_shares(numbers: dict[Measure, int], declared: int, smallest: int) -> dict[str, int]:
    """Self-declared shares are shown from `smallest` people up; what is said at a risk only where as many say it."""
    if declared < smallest:
        return {}
    return {
        measure.value: number for measure, number in numbers.items() if measure not in AT_A_RISK or number >= smallest
    }


def _standings(
    rules: Iterable[CompositionRule], sittings: list[Sitting], on: dt.date, horizon: int
) -> tuple[RuleStanding, ...]:
    return tuple(
        RuleStanding(
            rule,
            judge(
                sittings,
                rule.measure,
                at_least=rule.at_least,
                at_least_percent=rule.at_least_percent,
                day=on,
                # the day on which a self-declared share would break names the one whose term ends
                horizon=0 if rule.measure in PERSONAL_MEASURES else horizon,
            ),
        )
        for rule in rules
    )


def national_committees() -> list[Body]:
    """Returns the open steering committees of the country networks, with their networks."""
    found = Body.objects.filter(kind=BodyKind.STEERING, network__level_kind=Level.COUNTRY, network__closed_on=None)
    return list(found.filter(open_now()).select_related("network").order_by("network__path", "pk"))
