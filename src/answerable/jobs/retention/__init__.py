"""How long everything is kept, and that it goes when its time is over: one declared place for all rooms.

A model says its retention in words (`@classified(…, keep=…)`). Here the same model says what ends it: a job, when its
words name a period, with the rows that are due; or an act, when they say "as long as". A test walks all models.
"""

from .declared import ENDED, TIMED
from .keeping import Figure, figures, keep_to_it

__all__ = ["ENDED", "TIMED", "Figure", "figures", "keep_to_it"]
