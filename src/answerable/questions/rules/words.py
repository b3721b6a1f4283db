"""The words that this room’s rows are made of."""

from enum import StrEnum

SKIPPED = "skipped"  # no answer is an answer too: so every question has as many as there are people
READ = "read"  # the line “I have read it”, counted like a question with one choice


class Way(StrEnum):
    """How answers came. Each way is a pile of its own: who enters paper must not fill up the number of the others."""

    LINK = "link"
    PAPER = "paper"
