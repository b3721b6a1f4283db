"""Who may open a case: only whoever said of this very case, as it now stands, that they have no ties to it.

A declaration counts by the number of times the parties changed, not by days: a new party on the same day asks again.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from .categories import SEXUAL_HARM
from .data_classes import BEHIND_THE_DECLARATION, CLASSES, DataClass
from .words import Conflict


@dataclass(frozen=True)
class Declaration:
    """What a handler said of a case. `parties`: how often its parties had changed by then; `approved_by`: for managed ties."""

    handler: str
    answer: Conflict
    parties: int
    approved_by: str = ""


@dataclass(frozen=True)
class Standing:
    """What else is known of the handler. `registered`: the register of interests shows ties; `on_case`: a party to it.

    `namesake`: they are called like somebody whose name was written, and nobody said that it is somebody else.
    """

    parties: int
    categories: frozenset[str] = frozenset()
    registered: bool = False
    on_case: bool = False
    namesake: bool = False


def may_read(said: Declaration | None, standing: Standing) -> tuple[bool, str]:
    """Whether what lies behind the declaration opens (invariants 1 to 4, guard G1), and why not."""
    if standing.on_case:
        return False, "party"
    if said is None:
        return False, "not_declared"
    if said.parties < standing.parties:
        return False, "declare_again"
    if said.answer in {Conflict.YES, Conflict.UNSURE}:
        return False, "tied" if said.answer == Conflict.YES else "unsure"
    return _may_with_ties(said, standing)


def _may_with_ties(said: Declaration, standing: Standing) -> tuple[bool, str]:
    if said.answer == Conflict.NONE:
        if standing.registered:
            return False, "registered_ties"
        return (False, "namesake") if standing.namesake else (True, "")
    if standing.categories & SEXUAL_HARM:
        return False, "never_managed"
    if not said.approved_by or said.approved_by == said.handler:
        return False, "not_approved"
    return True, ""


def opens(said: Declaration | None, standing: Standing, *, promised_secrecy: bool) -> frozenset[DataClass]:
    """Returns what a handler on a case is shown: the header, then who it is about, then the rest."""
    if standing.on_case or (said is not None and said.answer == Conflict.YES):
        return frozenset()
    if may_read(said, standing)[0]:
        return frozenset(CLASSES)
    first = frozenset({DataClass.HEADER})
    return first | {DataClass.RESPONDENT_IDENTITY} if promised_secrecy else first


def why_not_approve(approver: Declaration | None, said: Declaration, standing: Standing, *, is_lead: bool) -> str:
    """Returns why ties cannot be managed so, or nothing: the lead agrees, with none of their own, and never of themselves."""
    if not is_lead:
        return "not_the_lead"
    if said.answer != Conflict.MANAGED:
        return "nothing_to_manage"
    if approver is None or approver.handler == said.handler:
        return "own_act" if approver else "not_declared"
    if standing.categories & SEXUAL_HARM:
        return "never_managed"
    clear = approver.answer == Conflict.NONE and approver.parties >= standing.parties
    return "" if clear else "approver_not_clear"


def to_declare(said: Iterable[Declaration], standing: Standing) -> frozenset[str]:
    """Returns who must declare again since the parties changed; they write nothing until they have."""
    latest: dict[str, int] = {}
    for one in said:
        latest[one.handler] = max(latest.get(one.handler, -1), one.parties)
    return frozenset(handler for handler, parties in latest.items() if parties < standing.parties)


@dataclass(frozen=True)
class StoodAside:
    """What follows when somebody stands aside: their keys end at once, and others are found where too few stay."""

    ends: frozenset[DataClass]
    left: tuple[str, ...]
    find_others: bool


def stand_aside(handler: str, readers: Iterable[str], *, needed: int) -> StoodAside:
    """Returns what happens in one step; nobody asks for a reason."""
    left = tuple(one for one in readers if one != handler)
    return StoodAside(BEHIND_THE_DECLARATION | {DataClass.HEADER}, left, len(left) < needed)
