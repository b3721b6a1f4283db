"""Moments at which it is another day where the invented networks live than where the server counts.

They lie some days from now, whenever that is: the cast took up their offices today.
"""

import datetime as dt

from answerable.kit import clock

from .conftest import at_noon

DAY = dt.timedelta(days=1)
with at_noon():
    THE_FIRST = clock.today() + 10 * DAY
THE_DAY_BEFORE, THE_SECOND = THE_FIRST - DAY, THE_FIRST + DAY
EVENING_IN_LIMA = dt.datetime.combine(THE_SECOND, dt.time(2), tzinfo=dt.UTC)  # the first, nine in the evening
MORNING_IN_APIA = dt.datetime.combine(THE_DAY_BEFORE, dt.time(14), tzinfo=dt.UTC)  # the first, three in the morning
