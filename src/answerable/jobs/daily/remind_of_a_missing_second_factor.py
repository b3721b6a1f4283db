"""Reminds those in office who have no second factor yet, a week apart."""

import datetime as dt

from answerable.access.actors import Actor
from answerable.alliance.queries.sign_in import without_factor
from answerable.kit import clock
from answerable.notices.actions import notify
from answerable.notices.queries import was_told

KIND, URL = "alliance.second_factor_needed", "/me/security"
AGAIN_AFTER = dt.timedelta(days=7)
BY = Actor.of_system("job:remind_of_a_missing_second_factor")


def run() -> None:
    since = clock.now() - AGAIN_AFTER
    untold = [one for one in without_factor(clock.today()) if not was_told(one, kind=KIND, url=URL, since=since)]
    notify(KIND, to=untold, url=URL, by=BY)
