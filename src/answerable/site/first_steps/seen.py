"""What is there, over all rooms: nothing here is kept, all of it is asked anew."""

import datetime as dt
from dataclasses import dataclass

from answerable.access import second_factor
from answerable.access.actors import Actor
from answerable.alliance.models import Network, Profile
from answerable.alliance.queries.first_steps import Records, records
from answerable.backups import journal, keys
from answerable.jobs.models import Outcome, ScheduleRun
from answerable.kit import clock
from answerable.notices import mail
from answerable.standards.models import Duty

AWAKE = dt.timedelta(hours=3)  # within which the hourly jobs of a running server have been done


@dataclass(frozen=True)
class Seen:
    """What the steps are judged by. `records` are the alliance's; days are those on which something was last done."""

    records: Records
    root: str
    has_second_step: bool
    can_send: bool
    duties: int
    jobs_run: bool
    has_backup_key: bool
    keys_apart_on: dt.date | None
    backup_on: dt.date | None


def look(actor: Actor, root: Network, kept: Profile) -> Seen:
    """Returns what is there, for one member of the secretariat."""
    return Seen(
        records=records(actor, root, kept),
        root=root.slug,
        has_second_step=actor.account_id is not None and second_factor.has_any(actor.account_id),
        can_send=mail.can_send(),
        duties=Duty.objects.count(),
        jobs_run=ScheduleRun.objects.filter(outcome=Outcome.DONE, finished_at__gte=clock.now() - AWAKE).exists(),
        has_backup_key=keys.kept() is not None,
        keys_apart_on=_day(journal.SECRETS),
        backup_on=_day(journal.MADE),
    )


def _day(what: str) -> dt.date | None:
    found = journal.latest(what)
    return found.date() if found else None
