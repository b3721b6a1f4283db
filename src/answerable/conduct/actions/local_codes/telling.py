"""What is told once a day of local codes: what waits, what is overdue, and that there are new answers."""

import datetime as dt
import json

from django.db import transaction
from django.urls import reverse

from answerable.access.actors import Actor
from answerable.kit import clock
from answerable.ledger.models import Entry
from answerable.notices.actions import notify
from answerable.notices.queries import was_told

from ...models import Answer, LocalCode
from ...queries.local_codes import of_all_networks
from ...queries.standing import writing_group
from ...rules.local_codes import OVERDUE_TOLD_EVERY
from ..telling_many import tell_soon
from .contributing import count_contributions

DAYS_BACK = 7  # a server that stood still some days counts them afterwards
COUNTED = "conduct.count_contributions"


def tell_of_local_codes(*, by: Actor) -> None:
    """Does for every local code that is being written what is due today."""
    today = clock.today()
    for code in of_all_networks():
        with transaction.atomic():
            _count(by, code, today)
            _tell_writers(by, code, today)
            _tell_of_answers(by, code, today)


def _count(by: Actor, code: LocalCode, today: dt.date) -> None:
    counted = Entry.objects.filter(act=COUNTED, subject_kind="local_code", subject_id=str(code.pk))
    days = {json.loads(detail).get("on") for detail in counted.values_list("detail", flat=True)}
    for ago in range(1, DAYS_BACK + 1):
        day = today - dt.timedelta(days=ago)
        if day.isoformat() not in days:
            count_contributions(by=by, code=code, on=day)


def _tell_writers(by: Actor, code: LocalCode, today: dt.date) -> None:
    waiting = code.contributions.filter(answers=None, taken_back_on=None)
    page, group = (
        reverse("local_answers", args=[code.version.instrument.network.slug, code.pk]),
        writing_group(code, today),
    )
    if waiting.filter(made_on=today - dt.timedelta(days=1)).exists():
        notify("conduct.contributions_wait", to=group, url=page, by=by)
    if waiting.filter(answer_by__lt=today).exists():
        since = clock.now() - dt.timedelta(days=OVERDUE_TOLD_EVERY)
        late = f"{page}?which=overdue"
        told = [one for one in group if not was_told(one, kind="conduct.answers_overdue", url=late, since=since)]
        notify("conduct.answers_overdue", to=told, url=late, by=by)


def _tell_of_answers(by: Actor, code: LocalCode, today: dt.date) -> None:
    """Whoever showed a name heard of their answer already; of all others, everybody who takes part is told the same."""
    given = Answer.objects.filter(
        contribution__local_code=code, contribution__person=None, on=today - dt.timedelta(days=1)
    )
    if given.exists():
        tell_soon("conduct.answers_given", code.pk, by=by)
