"""How a local code came about, in figures that everybody may read: no small number of people or of what they said."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from answerable.kit.pictures.small_groups import shares

from ..models import Adoption, LocalCode, Moment
from ..rules.local_codes import SMALLEST_TOLD, Readiness, told
from . import alignment, partners
from .contributions import figures_of
from .local_codes import clauses_of


@dataclass(frozen=True)
class MomentTold:
    """A moment that was held; `people` none where few were there, or where nobody counted."""

    moment: Moment
    people: int | None
    is_small: bool


@dataclass(frozen=True)
class CameAbout:
    """`contributions` none where there were few; `outcomes` only those that give no small group away."""

    begun_on: dt.date
    moments: tuple[MomentTold, ...]
    contributions: int | None
    is_small: bool
    outcomes: Mapping[str, int]
    partners: int
    adoption: Adoption | None


def came_about(code: LocalCode, adoption: Adoption | None = None) -> CameAbout:
    """Returns what a text can say of how it came about."""
    said = figures_of(code)
    shown = shares(said["outcomes"], smallest=SMALLEST_TOLD) if said["answered"] == said["all"] else None
    moments = [one for one in code.moments.all() if one.held_on]
    return CameAbout(
        begun_on=code.begun_on, moments=tuple(_told(one) for one in moments), contributions=told(said["all"]),
        is_small=0 < said["all"] < SMALLEST_TOLD, outcomes=shown.shown if shown else {},
        partners=partners.how_many_asked(code, adoption.held_on if adoption else None), adoption=adoption,
    )  # fmt: skip


def _told(moment: Moment) -> MomentTold:
    return MomentTold(moment, told(moment.people), moment.people is not None and told(moment.people) is None)


def readiness(code: LocalCode, on: dt.date, reason: str = "") -> Readiness:
    """Returns what stands between a draft and its adoption on a day, in numbers: who is asked later was not asked before."""
    said = figures_of(code)
    return Readiness(
        clauses=len(clauses_of(code.version)), open_parent_clauses=alignment.how_many_open(alignment.table(code)),
        waiting=said["all"] - said["answered"], partners_asked=partners.how_many_asked(code, on), reason=reason,
        partners_not_waited_for=partners.how_many_not_waited_for(code, on),
    )  # fmt: skip


def decisions(code: LocalCode) -> list[Adoption]:
    """Returns what bodies decided on a local code, the newest first."""
    found = (
        Adoption.objects.filter(version=code.version).select_related("body").prefetch_related("voices", "body__texts")
    )
    return list(found.order_by("-held_on", "-pk"))
