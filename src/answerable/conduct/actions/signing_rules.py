"""Who must sign a text because of the office they hold."""

import datetime as dt

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.alliance.queries.posts import running
from answerable.alliance.rules.words import Office
from answerable.kit import clock

from ..models import Instrument, SigningRule
from ..permissions import may_set_signing_rules, require
from .recording import enter

MOST_DAYS = 365


@transaction.atomic
def set_signing_rule(
    *,
    by: Actor,
    instrument: Instrument,
    office: str,
    within_days: int = 30,
    source: str = "",
    starts: dt.date | None = None,
) -> SigningRule:
    """From a day on, whoever holds an office signs a text within so many days; offices already held count from that day."""
    require(may_set_signing_rules(by, instrument.network.path))
    if office not in set(Office):
        raise Unacceptable("office_unknown", field="office")
    if not 1 <= within_days <= MOST_DAYS:
        raise Unacceptable("days_out_of_bounds", field="within_days", most=MOST_DAYS)
    Instrument.objects.select_for_update().get(pk=instrument.pk)
    day = starts or clock.today()
    if SigningRule.objects.filter(running(day), instrument=instrument, office=office).exists():
        raise Unacceptable("rule_there_already", field="office")
    made: SigningRule = SigningRule.objects.create(
        instrument=instrument, office=office, within_days=within_days, source=source.strip(), starts=day
    )
    enter(
        by, "set_signing_rule", subject=("signing_rule", made.pk), place=instrument.network.path,
        detail={"office": office, "days": within_days},
    )  # fmt: skip
    return made


@transaction.atomic
def end_signing_rule(*, by: Actor, rule: SigningRule, ends: dt.date | None = None) -> SigningRule:
    """Ends a rule with a day; what was signed under it stays."""
    require(may_set_signing_rules(by, rule.instrument.network.path))
    day = ends or clock.today() - dt.timedelta(days=1)
    rule.ends = max(day, rule.starts)
    rule.save(update_fields=["ends"])
    enter(by, "end_signing_rule", subject=("signing_rule", rule.pk), place=rule.instrument.network.path)
    return rule
