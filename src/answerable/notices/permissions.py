"""Who may change what messages say: those who keep the whole alliance."""

from answerable.access.actors import Actor
from answerable.access.policy import holds

WHOLE = "0001"  # the place of the alliance itself
SECRETARIAT = "secretariat"

keeps_words = holds(SECRETARIAT)


def may_change_words(actor: Actor) -> bool:
    return keeps_words.covers(actor, WHOLE)
