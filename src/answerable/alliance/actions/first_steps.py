"""Saying that a first step is not needed, and taking it up again."""

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.kit import clock

from ..models import StepAside
from ..permissions import ROOT_PATH, may_keep_alliance, require
from ..rules.first_steps import ALWAYS_NEEDED, FirstStep
from .recording import enter


@transaction.atomic
def set_step_aside(*, by: Actor, step: FirstStep) -> StepAside:
    """Keeps that the alliance does not need a step; it stands aside until somebody takes it up again."""
    require(may_keep_alliance(by), "needs_secretariat")
    if step in ALWAYS_NEEDED:
        raise Unacceptable("step_always_needed")
    aside, is_new = StepAside.objects.get_or_create(step=step, defaults={"set_aside_on": clock.today()})
    if is_new:
        enter(by, "set_step_aside", subject=("first_step", step), place=ROOT_PATH)
    return aside


@transaction.atomic
def take_step_up(*, by: Actor, step: FirstStep) -> None:
    """Takes back that a step is not needed."""
    require(may_keep_alliance(by), "needs_secretariat")
    deleted, _rows = StepAside.objects.filter(step=step).delete()
    if deleted:
        enter(by, "take_step_up", subject=("first_step", step), place=ROOT_PATH)
