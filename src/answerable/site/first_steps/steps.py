"""The steps as the secretariat reads them: each with its state in words, and how many are left."""

from collections.abc import Sequence
from dataclasses import dataclass

from answerable.access.actors import Actor
from answerable.alliance.permissions import may_keep_alliance
from answerable.alliance.queries import networks
from answerable.alliance.queries.profile import profile
from answerable.alliance.rules.first_steps import ALWAYS_NEEDED, FirstStep, StepState, state_of

from .judging import IS_DONE, command_of, fact_of, place_of
from .seen import Seen, look
from .words import STATES, STEPS

SETTLED = frozenset({StepState.DONE, StepState.NOT_NEEDED})
FEW = 3  # shown at the desk itself


@dataclass(frozen=True)
class Step:
    """One step. `href` leads to where it is done; `command` is what is typed on the server instead."""

    code: str
    title: str
    why: str
    fact: str
    state: StepState
    href: str
    command: str
    aside: str

    @property
    def sign(self) -> str:
        return STATES[self.state][0]

    @property
    def words(self) -> str:
        return str(STATES[self.state][1])

    @property
    def is_settled(self) -> bool:
        return self.state in SETTLED

    @property
    def brings_in(self) -> bool:
        """Whether one begins with a file."""
        return self.code == FirstStep.ORGANISATIONS


@dataclass(frozen=True)
class FirstSteps:
    """All steps that concern this reader; `root` is the network of the whole alliance."""

    steps: Sequence[Step]
    root: str

    @property
    def left(self) -> list[Step]:
        return [one for one in self.steps if not one.is_settled]

    @property
    def own(self) -> list[Step]:
        """What the secretariat can do itself."""
        return self._in(StepState.TO_DO)

    @property
    def elsewhere(self) -> list[Step]:
        return self._in(StepState.ELSEWHERE)

    @property
    def done(self) -> list[Step]:
        return self._in(StepState.DONE)

    @property
    def aside(self) -> list[Step]:
        return self._in(StepState.NOT_NEEDED)

    @property
    def next(self) -> list[Step]:
        """The first few of what is left, one's own before those of somebody else."""
        return [*self.own, *self.elsewhere][:FEW]

    def _in(self, state: StepState) -> list[Step]:
        return [one for one in self.steps if one.state == state]


def first_steps(actor: Actor) -> FirstSteps | None:
    """Returns the first steps for a member of the secretariat; nothing for anybody else, or before there is an alliance."""
    kept, root = profile(), networks.root()
    if kept is None or root is None or not may_keep_alliance(actor):
        return None
    seen = look(actor, root, kept)
    return FirstSteps([_step(step, seen) for step in FirstStep if _concerns(step, seen)], root.slug)


def _concerns(step: FirstStep, seen: Seen) -> bool:
    """Where no office asks for a second step, whether one sets it up is nobody else's matter."""
    return step != FirstStep.OWN_FACTOR or seen.records.needs_second_step


def _step(step: FirstStep, seen: Seen) -> Step:
    words = STEPS[step]
    return Step(
        code=step.value,
        title=str(words.title),
        why=str(words.why),
        fact=fact_of(step, seen),
        state=state_of(step, is_done=IS_DONE[step](seen), is_aside=step in seen.records.aside),
        href=place_of(step, seen),
        command=command_of(step, seen),
        aside="" if step in ALWAYS_NEEDED else str(words.aside),
    )
