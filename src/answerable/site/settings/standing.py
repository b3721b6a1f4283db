"""How standing is reckoned and shown."""

from .numbers import number_of

STANDING_YEARS_AHEAD = number_of(
    "ANSWERABLE_STANDING_YEARS_AHEAD", 10, least=1, most=50
)  # turns are known so far ahead
# A network's picture: from so many in a hundred of those who are asked.
STANDING_IN_PLACE_FROM = number_of("ANSWERABLE_STANDING_IN_PLACE_FROM", 80, least=1, most=100)
STANDING_PARTLY_FROM = number_of("ANSWERABLE_STANDING_PARTLY_FROM", 33, least=1, most=100)
STANDING_OVERDUE_FROM = number_of("ANSWERABLE_STANDING_OVERDUE_FROM", 34, least=1, most=100)
# Whoever keeps the records is told only after the owner had so many days.
STANDING_DAYS_FOR_THE_OWNER = number_of("ANSWERABLE_STANDING_DAYS_FOR_THE_OWNER", 30, least=1, most=365)
# A policy is understood where of those who answered so many in a hundred knew each answer.
POLICY_UNDERSTOOD_FROM = number_of("ANSWERABLE_POLICY_UNDERSTOOD_FROM", 80, least=1, most=100)
# For so many days a link to a passport is good, unless it says otherwise.
PASSPORT_DAYS = number_of("ANSWERABLE_PASSPORT_DAYS", 90, least=1, most=366)
# Whoever never said anything is invited to, so many days apart at least; 0: never.
STANDING_DAYS_BETWEEN_INVITATIONS = number_of("ANSWERABLE_STANDING_DAYS_BETWEEN_INVITATIONS", 91, least=0, most=366)
# An owner is reminded so many days before a duty is due.
STANDING_DAYS_BEFORE = number_of("ANSWERABLE_STANDING_DAYS_BEFORE", 30, least=1, most=365)
# An act waits until so many of those whom it concerns stand anew; more are left to the queue.
STANDING_RECKONED_AT_ONCE = number_of("ANSWERABLE_STANDING_RECKONED_AT_ONCE", 25, least=1, most=500)
