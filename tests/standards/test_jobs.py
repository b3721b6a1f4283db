"""What is done by itself: sums, setting right, and reminding, which never becomes a drip."""

import datetime as dt
from collections import Counter

import pytest
import time_machine
from django.core import mail

from answerable.alliance.models import Network
from answerable.jobs import schedules
from answerable.jobs.daily import remind_of_duties, sum_up_standing
from answerable.jobs.hourly import send_digests, take_changes_into_sums
from answerable.jobs.weekly import set_standing_right
from answerable.kit import clock, queue
from answerable.notices.models import Notice
from answerable.standards.actions.claiming import Said, claim
from answerable.standards.actions.duties import NewDuty, add_duty
from answerable.standards.actions.helping import ask_for_help
from answerable.standards.models import Checkpoint, Duty, Reckoning, Subject, Tally, Turn
from answerable.standards.queries.counting import counts_at
from answerable.standards.rules.reminding import newest, told_since
from answerable.standards.rules.summing import MEMBERS
from answerable.standards.rules.words import State
from tests import cast

from .given import CONSOLE, asking, duty, forget_what_was_reckoned, said, subject, written

pytestmark = pytest.mark.django_db
NOON = dt.time(12)


def on(day: dt.date) -> time_machine.travel:
    return time_machine.travel(dt.datetime.combine(day, NOON, dt.UTC), tick=False)


def told(alliance: cast.Alliance, role: str) -> Counter[str]:
    rows = Notice.objects.filter(account=alliance.accounts[role], kind__startswith="standards.")
    return Counter({str(row.kind): int(row.times) for row in rows if row.kind in KINDS})


KINDS = {"standards.soon", "standards.overdue", "standards.near_overdue"}


def met_once(alliance: cast.Alliance, number: str = "X1") -> tuple[Duty, dt.date]:
    """Tumaini Circle met once, of once in any two months; returns the last day on which that counts."""
    one = duty(number, times=1, months=2)
    said(alliance, one, about_from=clock.today(), about_to=clock.today())
    turn = Turn.objects.get(duty=one, subject=subject(alliance.circle), state=State.IN_PLACE)
    assert turn.due is not None
    return one, turn.due


def walk(first: dt.date, last: dt.date) -> None:
    """Lets the job run on every day."""
    day = first
    while day <= last:
        with on(day):
            remind_of_duties.run()
        day += dt.timedelta(days=1)


def test_owner_is_reminded_once_before_once_after_and_once_a_month(alliance: cast.Alliance) -> None:
    _one, due = met_once(alliance)
    walk(due - dt.timedelta(days=32), due - dt.timedelta(days=31))
    assert told(alliance, "focal_point_here") == {}
    walk(due - dt.timedelta(days=30), due)
    assert told(alliance, "focal_point_here") == {"standards.soon": 1}
    walk(due + dt.timedelta(days=1), due + dt.timedelta(days=29))
    assert told(alliance, "focal_point_here") == {"standards.soon": 1, "standards.overdue": 1}
    walk(due + dt.timedelta(days=30), due + dt.timedelta(days=60))
    assert told(alliance, "focal_point_here")["standards.overdue"] == 2


def test_keepers_hear_only_after_the_owner_had_time(alliance: cast.Alliance) -> None:
    _one, due = met_once(alliance)
    walk(due + dt.timedelta(days=1), due + dt.timedelta(days=30))
    assert told(alliance, "coordinator_here") == {}
    walk(due + dt.timedelta(days=31), due + dt.timedelta(days=32))
    assert told(alliance, "coordinator_here") == {"standards.near_overdue": 1}
    assert told(alliance, "coordinator_elsewhere") == told(alliance, "secretariat") == {}


def test_what_came_to_be_known_late_is_not_the_owners_silence(alliance: cast.Alliance) -> None:
    """The job runs for the first time long after the day: the owner is told then, and has the same time."""
    _one, due = met_once(alliance)
    late = due + dt.timedelta(days=100)
    walk(late, late + dt.timedelta(days=1))
    assert (told(alliance, "focal_point_here"), told(alliance, "coordinator_here")) == ({"standards.overdue": 1}, {})
    walk(late + dt.timedelta(days=30), late + dt.timedelta(days=30))
    assert told(alliance, "coordinator_here") == {"standards.near_overdue": 1}


@pytest.mark.parametrize("how", ["claim", "help"])
def test_whoever_says_something_is_left_in_peace(alliance: cast.Alliance, how: str) -> None:
    one, due = met_once(alliance)
    walk(due + dt.timedelta(days=1), due + dt.timedelta(days=1))
    with on(due + dt.timedelta(days=2)):
        actor = alliance.actor("focal_point_here")
        if how == "claim":
            claim(
                by=actor, subject=subject(alliance.circle), duty=one, said=Said(words="We plan it.", only_started=True)
            )
        else:
            ask_for_help(by=actor, subject=subject(alliance.circle), duty=one, words="Who has done this?")
    walk(due + dt.timedelta(days=3), due + dt.timedelta(days=70))
    assert told(alliance, "focal_point_here")["standards.overdue"] == 1
    assert told(alliance, "coordinator_here") == {}


def test_many_duties_of_one_day_are_one_line_and_one_mail(alliance: cast.Alliance) -> None:
    met = [met_once(alliance, f"X{number}") for number in range(1, 6)]
    due = met[0][1]
    assert {day for _one, day in met} == {due}
    queue.run_ready()
    Notice.objects.all().delete()
    mail.outbox.clear()
    with on(due + dt.timedelta(days=1)) as time:
        remind_of_duties.run()
        for hour in range(24):
            time.shift(dt.timedelta(hours=1))
            send_digests.run()
            queue.run_ready()
            assert len(_mails(alliance)) <= 1, hour
    assert told(alliance, "focal_point_here") == {"standards.overdue": 1}
    assert len(_mails(alliance)) == 1


def _mails(alliance: cast.Alliance) -> list[str]:
    address = alliance.accounts["focal_point_here"].email
    return [str(one.subject) for one in mail.outbox if address in one.to]


def test_whoever_was_never_heard_of_is_not_reminded(alliance: cast.Alliance) -> None:
    duty(times=1, months=2)
    walk(clock.today() + dt.timedelta(days=400), clock.today() + dt.timedelta(days=401))
    assert not Notice.objects.filter(kind__in=KINDS).exists()


def test_duty_given_up_reminds_nobody(alliance: cast.Alliance) -> None:
    one, due = met_once(alliance)
    Duty.objects.filter(pk=one.pk).update(retired_on=due)
    walk(due + dt.timedelta(days=1), due + dt.timedelta(days=2))
    assert not Notice.objects.filter(kind__in=KINDS).exists()


def test_told_since_is_the_newest_reason_or_a_month_ago() -> None:
    today = dt.date(2026, 5, 31)
    assert told_since([], today) is None
    assert told_since([dt.date(2026, 6, 1)], today) is None
    assert told_since([dt.date(2026, 5, 30), dt.date(2026, 1, 1)], today) == dt.date(2026, 5, 30)
    assert told_since([dt.date(2026, 1, 1)], today) == dt.date(2026, 5, 2)
    assert newest([dt.date(2026, 1, 1), dt.date(2026, 6, 1)], today) == dt.date(2026, 1, 1)


def test_alliance_that_was_never_reckoned_is_reckoned_by_the_daily_job(alliance: cast.Alliance) -> None:
    add_duty(by=CONSOLE, duty=NewDuty("X1", asking()))
    queue.run_ready()
    before = written()
    forget_what_was_reckoned()
    for model in (Subject, Reckoning):
        model.objects.all().delete()
    sum_up_standing.run()
    assert written()["turns"] == before["turns"]
    assert Reckoning.objects.get().ended_at is not None
    assert Checkpoint.objects.get().day == clock.today()


def test_hourly_job_takes_into_the_sums_what_pages_would_add_up(alliance: cast.Alliance) -> None:
    """What came in today waits for no night; the figures are the same before and after."""
    met_once(alliance)
    networks = list(Network.objects.values_list("pk", flat=True))
    before = counts_at(networks, clock.today(), kinds=(MEMBERS, "network"))
    waiting = Tally.objects.filter(summed=False, day__lte=clock.today())
    assert waiting.exists()
    assert "hourly.take_changes_into_sums" in schedules.names()
    take_changes_into_sums.run()
    assert not waiting.exists()
    assert before
    assert counts_at(networks, clock.today(), kinds=(MEMBERS, "network")) == before


def test_weekly_job_sets_right_what_was_made_wrong(alliance: cast.Alliance) -> None:
    one, _due = met_once(alliance)
    before = written()
    Turn.objects.filter(duty=one).update(state=State.OVERDUE)
    Tally.objects.filter(duty=one).delete()
    assert "weekly.set_standing_right" in schedules.names()
    set_standing_right.run()
    assert written() == before
