"""A body's composition as bars: who holds the seats, with the rule as a line across."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ...queries.bodies import PERSONAL_MEASURES, Composition, RuleStanding
from ...rules.composition import Standing
from ...rules.words import WOMENS_RIGHTS, Measure
from ..words import BODIES, MEASURES

# A standing's status class (its glyph is the face's) and its words.
STATUS = {Standing.KEPT: "ok", Standing.ENDING: "start", Standing.BROKEN: "late"}


@dataclass(frozen=True)
class KindBar:
    label: str
    number: int
    of: int
    percent: int
    at: int | None = None
    status: str = ""
    words: str = ""
    colour: str = ""


@dataclass(frozen=True)
class BodyPicture:
    """What the page shows of one body. `shares` is empty and `too_few` true where people are too few to show."""

    slug: str
    name: str
    kind: str
    seats: int
    vacant: int
    bars: list[KindBar]
    shares: list[KindBar]
    too_few: bool
    untold: list[str]
    standing: str


def percent(number: int, of: int) -> int:
    return round(100 * number / of) if of else 0


def picture(composition: Composition, name: str, kind_names: dict[str, str]) -> BodyPicture:
    """Returns the bars of one body: kinds of organisation, then the self-declared shares that may be shown."""
    return BodyPicture(
        slug=composition.body.slug,
        name=name,
        kind=str(BODIES[composition.body.kind]),
        seats=composition.seats,
        vacant=max(composition.seats - composition.filled, 0),
        bars=_kind_bars(composition, kind_names),
        shares=_share_bars(composition),
        too_few=not composition.shares,
        untold=[
            str(MEASURES[one])
            for one in PERSONAL_MEASURES
            if composition.shares and one.value not in composition.shares
        ],
        standing=worst(composition),
    )


def shown_rules(composition: Composition) -> list[RuleStanding]:
    """Rules over what people say of themselves are shown only where their shares are."""
    personal = {measure.value for measure in PERSONAL_MEASURES}
    return [
        one for one in composition.rules if one.rule.measure not in personal or one.rule.measure in composition.shares
    ]


def worst(composition: Composition) -> str:
    standings = {one.verdict.standing for one in shown_rules(composition)}
    return next((STATUS[one] for one in (Standing.BROKEN, Standing.ENDING, Standing.KEPT) if one in standings), "none")


def _kind_bars(composition: Composition, kind_names: dict[str, str]) -> list[KindBar]:
    rules = {one.rule.measure: one for one in shown_rules(composition)}
    ruled = rules.get(Measure.WOMENS_RIGHTS_ORGANISATIONS)
    numbers = {WOMENS_RIGHTS: 0, **composition.by_kind} if ruled else composition.by_kind
    ordered = sorted(numbers.items(), key=lambda item: (item[0] != WOMENS_RIGHTS, -item[1], item[0]))
    bars = []
    for kind, number in ordered:
        rule = ruled if kind == WOMENS_RIGHTS else None
        bars.append(
            _bar(kind_names.get(kind, kind), number, composition.seats, rule, "plum" if kind == WOMENS_RIGHTS else "")
        )
    return bars


def _share_bars(composition: Composition) -> list[KindBar]:
    rules = {one.rule.measure: one for one in shown_rules(composition)}
    return [
        _bar(str(MEASURES[measure]), number, composition.declared, rules.get(measure))
        for measure, number in composition.shares.items()
    ]


def _bar(label: str, number: int, of: int, rule: RuleStanding | None, colour: str = "") -> KindBar:
    if rule is None:
        return KindBar(label, number, of, percent(number, of), colour=colour)
    verdict = rule.verdict
    return KindBar(
        label, number, of, percent(number, of), at=percent(verdict.needed, of), status=STATUS[verdict.standing],
        words=standing_words(rule), colour=colour,
    )  # fmt: skip


def standing_words(standing: RuleStanding) -> str:
    """Says in words how a rule stands."""
    verdict = standing.verdict
    if verdict.standing == Standing.KEPT:
        return _("rule kept")
    if verdict.standing == Standing.ENDING and verdict.on:
        return _("rule kept until a term ends")
    lacking = verdict.needed - verdict.number
    return ngettext("%(number)s too few", "%(number)s too few", lacking) % {"number": lacking}
