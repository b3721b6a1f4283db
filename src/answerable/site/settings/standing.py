"""How standing is reckoned and shown."""

from .numbers import number_of

STANDING_YEARS_AHEAD = number_of(
    "ANSWERABLE_STANDING_YEARS_AHEAD", 10, least=1, most=50
)  # turns are known so far ahead
# A network's picture: from so many in a hundred of those who are asked.
STANDING_IN_PLACE_FROM = number_of("ANSWERABLE_STANDING_IN_PLACE_FROM", 80, least=1, most=100)
STANDING_PARTLY_FROM = number_of("ANSWERABLE_STANDING_PARTLY_FROM", 34, least=1, most=100)
STANDING_OVERDUE_FROM = number_of("ANSWERABLE_STANDING_OVERDUE_FROM", 34, least=1, most=100)
# Whoever keeps the records is told only after the owner had so many days.
STANDING_DAYS_FOR_THE_OWNER = number_of("ANSWERABLE_STANDING_DAYS_FOR_THE_OWNER", 30, least=1, most=365)
