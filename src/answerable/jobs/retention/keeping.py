"""Takes away what is due, counts it, and enters the counts in the ledger."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import structlog
from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.forgetting import forget_what_is_over
from answerable.alliance.actions import admitting, services
from answerable.alliance.actions import retention as alliance
from answerable.concerns.actions.ending import delete_drafts_over
from answerable.conduct.actions.holding_back import forget_old_words
from answerable.kit import clock, queue
from answerable.kit.imports import remove_old_files
from answerable.ledger.actions import record
from answerable.notices import actions as notices
from answerable.standards.actions.passports import forget_old_shares

from ..models import ScheduleRun
from .declared import DAILY, HOURLY, TIMED

log = structlog.get_logger("answerable.retention")
BY = Actor.of_system("job:keep_to_retention")
SCHEDULE = f"{DAILY}.keep_to_retention"
LONGEST_GAP = dt.timedelta(hours=48)

ENDING: dict[str, tuple[Callable[[dt.datetime], object], ...]] = {
    HOURLY: (lambda _now: forget_what_is_over(), remove_old_files, lambda _now: delete_drafts_over(by=BY)),
    DAILY: (
        lambda _now: notices.forget_old(by=BY),
        lambda now: queue.forget_finished(before=now - dt.timedelta(days=14)),
        lambda now: ScheduleRun.objects.filter(begun_at__lt=now - dt.timedelta(days=396)).delete(),
        lambda _now: admitting.forget_old_requests(by=BY),
        lambda _now: forget_old_words(by=BY),
        lambda _now: alliance.forget_people_long_gone(by=BY),
        lambda _now: alliance.remove_organisations_long_gone(by=BY),
        lambda _now: alliance.delete_handovers_long_over(by=BY),
        lambda _now: services.remove_services_long_ended(by=BY),
        lambda _now: alliance.drop_drafts_left_lying(by=BY),
        lambda now: forget_old_shares(by=BY, before=now.date() - dt.timedelta(days=30)),
    ),
}


@dataclass(frozen=True)
class Figure:
    """Of a model's rows so many are there, so many are due, and so many went."""

    model: str
    every: str
    there: int
    due: int
    gone: int = 0


def figures(every: str = "") -> list[Figure]:
    """Returns what is there and what is due. Nothing is changed."""
    now = clock.now()
    asked = [one for one in TIMED if one.counted and every in {"", one.every}]
    return [Figure(one.label, one.every, one.model._default_manager.count(), one.due(now).count()) for one in asked]


def keep_to_it(*rhythms: str) -> list[Figure]:
    """Takes away what is due, room by room; returns what went. One room that fails keeps no other from its own."""
    asked = rhythms or (HOURLY, DAILY)
    before = [one for every in asked for one in figures(every)]
    failed: list[Exception] = []
    for end in (end for every in asked for end in ENDING[every]):
        try:
            end(clock.now())
        except Exception as fault:
            log.warning("retention_failed", **queue.described(fault))
            failed.append(fault)
    left = {one.model: one.due for every in asked for one in figures(every)}
    done = [Figure(one.model, one.every, one.there, one.due, max(0, one.due - left[one.model])) for one in before]
    _enter(done)
    if failed:
        raise failed[0]
    return done


def _enter(done: list[Figure]) -> None:
    """One entry for the day's work. What ends by the hour, sessions and codes, is nobody's to count."""
    counts: dict[str, str | int | bool | list[str]] = {
        one.model: one.gone for one in done if one.gone and one.every == DAILY
    }
    if counts:
        with transaction.atomic():
            record(BY, "jobs.keep_to_retention", detail=counts)


def is_paused() -> bool:
    """Whether the clock has leapt: after more than two days without a run nothing is taken away, until the next day.

    A clock that was set wrong would otherwise end in one night what has years to go. Whoever sets it right in time loses
    nothing; a server that stood still loses one day.
    """
    last = ScheduleRun.objects.filter(name=SCHEDULE).order_by("-begun_at")[1:2].first()
    return last is not None and clock.now() - last.begun_at > LONGEST_GAP
