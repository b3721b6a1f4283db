"""A team of people who have a mailbox, in an alliance that sends mail; and what an hour or a day brings."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

import time_machine
from django.core import mail
from django.core.mail import EmailMessage

from answerable.access import actions as access
from answerable.access.actors import Actor
from answerable.alliance.actions.setting_up import set_up_alliance
from answerable.concerns import actions
from answerable.concerns.rules.words import Desk, Role
from answerable.jobs.daily import remind_at_the_desks
from answerable.jobs.hourly import see_that_desks_can_read, send_digests
from answerable.kit import clock, queue

from . import world
from .world import KENYA, OfTeam

CONSOLE = Actor.of_system("console")


def set_up() -> None:
    set_up_alliance(by=CONSOLE, name="Common Thread", languages=("en", "es", "ar"), time_zone="Africa/Nairobi")


def mailed_team(*names: str, desk: Desk = Desk.COUNTRY, place: str = KENYA, language: str = "en", role: Role = Role.CASE_MANAGER) -> OfTeam:  # fmt: skip
    """Returns an open team of people with accounts; their addresses begin with their names."""
    team = actions.set_up_team(by=world.SECRETARIAT, desk=desk, place=place)
    both = []
    for name in names:
        account = access.create_account(by=CONSOLE, email=f"{name}@example.org", language=language)
        both.append(world.person(team, Actor(account_id=account.pk), role=role))
    people = [one for one, _ in both]
    world.found(team, people, people)
    for one, words in both:
        world.clear(one, words)
    actions.open_channel(by=people[0])
    team.refresh_from_db()
    return OfTeam(team, people)


def a_day_passes() -> list[EmailMessage]:
    """Runs what runs by itself from midnight to midnight, by the hour, and returns what was mailed."""
    before = len(mail.outbox)
    begins = clock.now().replace(hour=0, minute=3, second=0, microsecond=0)
    for hour in range(24):
        with time_machine.travel(begins + dt.timedelta(hours=hour), tick=False):
            if hour == 0:
                remind_at_the_desks.run()
            see_that_desks_can_read.run()
            send_digests.run()
            queue.run_ready()
    return list(mail.outbox[before:])


@contextmanager
def on(day: dt.date) -> Iterator[None]:
    with time_machine.travel(dt.datetime.combine(day, dt.time(9), dt.UTC), tick=False):
        yield
