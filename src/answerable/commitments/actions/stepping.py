"""Steps on the way."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from answerable.access.actors import Actor
from answerable.access.refusals import Hidden, Unacceptable
from answerable.kit import clock
from answerable.kit.meanwhile import look_again

from ..models import Commitment, Step
from ..rules.words import State
from .recording import enter, locked_by_owner

MOST_STEPS, LONGEST_STEP = 40, 300


@dataclass(frozen=True)
class NewStep:
    words: str
    due: dt.date | None = None
    done_on: dt.date | None = None


def _write_steps(commitment: Commitment, steps: Sequence[NewStep]) -> None:
    """Adds steps after those that are there; an empty one is none."""
    listed = [one for one in steps if one.words.strip()]
    there = commitment.steps.aggregate(last=Max("order"))["last"] or 0
    if there + len(listed) > MOST_STEPS:
        raise Unacceptable("too_many_steps", field="steps", most=MOST_STEPS)
    if any(len(one.words.strip()) > LONGEST_STEP for one in listed):
        raise Unacceptable("step_too_long", field="steps", most=LONGEST_STEP)
    Step.objects.bulk_create(
        Step(commitment=commitment, order=there + at, words=one.words.strip(), due=one.due, done_on=one.done_on)
        for at, one in enumerate(listed, start=1)
    )


def _going(by: Actor, commitment: Commitment, *, field: str = "steps") -> Commitment:
    """Returns a commitment whose steps may still be written: once it is closed, they tell what became of it."""
    found = locked_by_owner(by, commitment)
    if found.state != State.OPEN:
        raise Unacceptable("closed_already", field=field)
    return found


@transaction.atomic
def add_steps(*, by: Actor, commitment: Commitment, steps: Sequence[NewStep]) -> Commitment:
    """Adds steps on the way."""
    found = _going(by, commitment)
    if not any(one.words.strip() for one in steps):
        raise Unacceptable("step_needed", field="steps")
    _write_steps(found, steps)
    enter(by, "add_steps", found, {"steps": len(steps)})
    return found


@transaction.atomic
def tick_steps(
    *,
    by: Actor,
    commitment: Commitment,
    done: Collection[int],
    shown: Collection[int] | None = None,
    was: Collection[int] = (),
) -> Commitment:
    """Says which steps are done; one that was done before keeps its day.

    `shown`: the steps that stood on their page, and `was`: those done there. What they did not touch stays as it is now.
    """
    found = locked_by_owner(by, commitment)
    touched = None if shown is None else {pk for pk in shown if (pk in done) != (pk in was)}
    for step in found.steps.all():
        if touched is not None and step.pk not in touched:
            continue
        day = (step.done_on or clock.today()) if step.pk in done else None
        if day != step.done_on:
            step.done_on = day
            step.save(update_fields=["done_on"])
    enter(by, "tick_steps", found, {"done": len(done)})
    return found


@transaction.atomic
def change_step(
    *, by: Actor, commitment: Commitment, step: Step, words: str, due: dt.date | None, began: str = ""
) -> Step:
    """Says a step in other words, or gives it another day."""
    found = _going(by, commitment, field="said")
    kept = _of(found, step)
    if not words.strip():
        raise Unacceptable("step_needed", field="said")
    look_again(began, now=step_now(kept), typed={"said": words, "due": due})
    kept.words, kept.due = words.strip()[:LONGEST_STEP], due
    kept.save(update_fields=["words", "due"])
    enter(by, "change_step", found)
    return kept


@transaction.atomic
def remove_step(*, by: Actor, commitment: Commitment, step: Step, began: str = "") -> None:
    """Takes away a step that is not needed; evidence for it stays with the commitment."""
    found = _going(by, commitment, field="said")
    kept = _of(found, step)
    look_again(began, now=step_now(kept), typed={})
    kept.delete()
    enter(by, "remove_step", found)


def step_now(step: Step) -> dict[str, object]:
    return {"said": step.words, "due": step.due}


def _of(commitment: Commitment, step: Step) -> Step:
    kept = commitment.steps.filter(pk=step.pk).first()
    if kept is None:
        raise Hidden
    return kept
