"""What rooms above forget along with a person: each says it here, and hears of every person who is deleted.

also_forget(forget_contributions)  # in the room's own `ready`
"""

from typing import Protocol

from answerable.access.actors import Actor

from ..models import Person


class Forget(Protocol):
    def __call__(self, *, by: Actor, person: Person) -> object: ...


_declared: list[Forget] = []


def also_forget(do: Forget) -> None:
    """Has something forgotten with every person, in the same transaction, while their name and account are still there."""
    if do not in _declared:
        _declared.append(do)


def forget_elsewhere(*, by: Actor, person: Person) -> None:
    for do in _declared:
        do(by=by, person=person)
