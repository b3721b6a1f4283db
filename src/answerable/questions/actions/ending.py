"""The end of a round: the last picture is taken, and what is too little for one is let go of."""

from contextlib import suppress

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.alliance.queries.days import today_at

from ..models import Pile, Round
from ..queries.rounds import over_by_now, subject_of
from ..queries.subjects import place_of
from ..rules.pictures import is_due_at_the_end
from .picturing import _drop_what_waits, _take_picture
from .recording import enter, locked_by_holder
from .telling import _tell_once


@transaction.atomic
def close_round(*, by: Actor, found: Round) -> Round:
    """Takes no more answers. Five or more that wait are told; fewer are let go of, so that nobody finds them out."""
    kept = locked_by_holder(by, found)
    if kept.closed_on is not None:
        raise Unacceptable("round_over")
    for pile in Pile.objects.select_for_update().filter(round=kept):
        if is_due_at_the_end(pile.waiting):
            _take_picture(pile)
        else:
            _drop_what_waits(pile)
    kept.closed_on = min(today_at(place_of(subject_of(kept))), kept.ends)
    kept.save(update_fields=["closed_on"])
    enter(by, "close_round", kept)
    _tell_once(by, kept)
    return kept


def end_rounds(*, by: Actor) -> int:
    """Closes every round whose last day is over; returns how many there were."""
    ended = 0
    for one in over_by_now():
        with suppress(Unacceptable, Round.DoesNotExist):  # closed meanwhile, or gone with what it was about
            close_round(by=by, found=one)
            ended += 1
    return ended
