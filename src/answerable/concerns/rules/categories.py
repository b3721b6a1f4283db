"""Of what a concern is, the principle each kind belongs to, and how serious it is at least."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum


class Severity(IntEnum):
    """How serious something is. `UNKNOWN` until somebody looked at it; a kind's own floor holds from then on."""

    UNKNOWN = 0
    LOW = 1
    MEDIUM = 2
    HIGH = 3
    CRITICAL = 4


@dataclass(frozen=True)
class Category:
    """A kind of conduct: its principle, others it touches, and the severity below which it is never put."""

    code: str
    main: str
    also: tuple[str, ...]
    floor: Severity


# code, main principle, other principles, floor
_ROWS = """
ENV-01 P1 P3 1|ENV-02 P1 P4 2|ENV-03 P1 P6 2|ENV-04 P1 P3 2|ENV-05 P1 P3,P7 1
OUT-01 P2 P3 1|OUT-02 P2 P4 2|OUT-03 P2 P5 1|OUT-04 P2 P5 3
DIS-01 P3 P1 2|DIS-02 P3 - 2|DIS-03 P3 - 2|DIS-04 P3 - 2|DIS-05 P3 P4 3|DIS-06 P3 P5 1
VIO-01 P4 P1 2|VIO-02 P4 P5 4|VIO-03 P4 P5 4|VIO-04 P4 - 3|VIO-05 P4 P2 3|VIO-06 P4 P1 2
VIO-07 P4 - 3|VIO-08 P4 P5 3|VIO-09 P4 P5 4|VIO-10 P4 P3 2
SAF-01 P5 P4,P6 4|SAF-02 P5 P4 4|SAF-03 P5 P4 4|SAF-04 P5 - 3|SAF-05 P5 - 2|SAF-06 P5 P8 2|SAF-07 P5 P7 3|SAF-08 P5 P1 2
COI-01 P6 P8 1|COI-02 P6 P8 2|COI-03 P6 P1,P5 2|COI-04 P6 P8 3|COI-05 P6 P7 3
ACC-01 P7 P5 3|ACC-02 P7 P4 3|ACC-03 P7 P8 3|ACC-04 P7 - 2|ACC-05 P7 - 2|ACC-06 P7 P8 1|ACC-07 P7 P1 1
TRA-01 P8 - 1|TRA-02 P8 P6 3|TRA-03 P8 P7 3|TRA-04 P8 P1 1
"""


def _category(row: str) -> Category:
    code, main, also, floor = row.split()
    others = () if also == "-" else tuple(also.split(","))
    return Category(code, main, others, Severity(int(floor)))


CATEGORIES: Mapping[str, Category] = {
    one.code: one for one in (_category(row) for row in _ROWS.strip().replace("\n", "|").split("|"))
}
# Ties are never managed where one of these is told: whoever has any stands aside.
SEXUAL_HARM = frozenset({"VIO-01", "VIO-02", "VIO-03", "VIO-08", "OUT-04", "SAF-01", "SAF-02"})


def floor(codes: Iterable[str], *, under_18: bool) -> Severity:
    """Returns the severity below which a case is not put: the highest of its kinds; of a child always the highest."""
    if under_18:
        return Severity.CRITICAL
    return max((CATEGORIES[code].floor for code in codes), default=Severity.UNKNOWN)


def severity(codes: Iterable[str], *, under_18: bool, heavier: bool) -> Severity:
    """Returns a first proposal: the floor, one more where somebody is at risk, it is repeated, or many did it."""
    least = floor(codes, under_18=under_18)
    return Severity(min(Severity.CRITICAL, least + 1)) if heavier and least else least


def why_not_severity(wanted: Severity, least: Severity, *, by_lead: bool, words: str) -> str:
    """Returns why a case cannot be put so, or nothing: below its floor only the lead may, and says why."""
    if wanted >= least:
        return ""
    if not by_lead:
        return "below_the_floor"
    return "" if words.strip() else "say_why"
