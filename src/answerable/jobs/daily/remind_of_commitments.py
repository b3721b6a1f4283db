"""Reminds those who said they would do something: some days before, the day after, then once a month until something is said."""

import datetime as dt
from functools import cache

from django.urls import reverse

from answerable.access.actors import Actor
from answerable.alliance.queries.days import today_at
from answerable.commitments.queries.reminding import near_or_past
from answerable.commitments.queries.sides import accounts_of_owner, is_private
from answerable.commitments.rules.reminding import window
from answerable.kit import clock
from answerable.notices.actions import notify
from answerable.notices.queries import was_told

BY = Actor.of_system("job:remind_of_commitments")


def run() -> None:
    today = clock.today()
    there = cache(lambda path: min(today, today_at(path)))  # whose day is not over yet is not late
    for one in near_or_past(today):
        day = there(one.place.path)
        begun = window(one.due, day)
        if begun is None:
            continue
        kind = "commitments.private" if is_private(one) else f"commitments.{'overdue' if one.due < day else 'soon'}"
        url, since = reverse("commitment", args=[one.key]), dt.datetime.combine(begun, dt.time(), tzinfo=dt.UTC)
        untold = [one for one in accounts_of_owner(one, today) if not was_told(one, kind=kind, url=url, since=since)]
        notify(kind, to=untold, url=url, by=BY)
