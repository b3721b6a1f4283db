"""Who must agree before an owner is let go, and what their answers come to."""

from collections.abc import Collection, Mapping
from enum import StrEnum


class Verdict(StrEnum):
    WAITING = "waiting"
    RELEASED = "released"
    DECLINED = "declined"


def verdict(parties: Collection[int], answers: Mapping[int, bool]) -> Verdict:
    """Returns what the answers of those it was made to come to: each of them must agree, and one no decides.

    Answers of anybody else count for nothing. Where nobody could answer, nobody is released.
    """
    given = [answers[party] for party in parties if party in answers]
    if False in given:
        return Verdict.DECLINED
    return Verdict.RELEASED if parties and len(given) == len(set(parties)) else Verdict.WAITING
