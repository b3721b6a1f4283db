"""Organisations that were written down twice, as tests of merged records need them."""

from typing import Any

from answerable.alliance.actions.merging import merge_organisations
from answerable.alliance.actions.parting import undo_merge
from answerable.alliance.models import Organisation, OrganisationMerge
from answerable.kit import queue
from answerable.standards.actions.claiming import Said, claim
from answerable.standards.models import Claim
from answerable.standards.rules.saying import PolicyKind
from answerable.standards.rules.words import State
from tests import cast
from tests.cast import CONSOLE

from .given import stands, subject

KIND = PolicyKind.CHILD_PROTECTION


def merged(alliance: cast.Alliance, *twins: Organisation) -> OrganisationMerge:
    """Each becomes part of the next, and the last of Tumaini Circle."""
    for gone, kept in zip(twins, (*twins[1:], alliance.circle), strict=True):
        made = merge_organisations(by=CONSOLE, kept=kept, gone=gone, reason="Written down twice.")
    queue.run_ready()
    return made


def parted(merge: OrganisationMerge) -> None:
    undo_merge(by=CONSOLE, merge=merge, reason="They are two after all.")
    queue.run_ready()


def state_of(thing: Organisation, on: Any) -> State | None:
    judged = stands(thing, on)
    return judged.state if judged else None


def laid_before(of: Organisation, on: Any, **more: Any) -> Claim:
    return claim(by=CONSOLE, subject=subject(of), duty=on, said=Said(**{"words": "We met Tumbili.", **more}))
