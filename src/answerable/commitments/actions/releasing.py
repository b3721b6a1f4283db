"""An owner asks to be let go; those it was made to decide."""

import datetime as dt

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.kit import clock

from ..models import Commitment, OwedTo, ReleaseAnswer, ReleaseRequest
from ..permissions import require
from ..queries.sides import Sides, accounts_of_owed, accounts_of_owner, loses_it, recorded_parties
from ..rules.releasing import Verdict, verdict
from ..rules.words import State, Turn
from .moving import _move_to
from .recording import _turn, enter, happened, locked, locked_by_owner, tell


@transaction.atomic
def ask_release(*, by: Actor, commitment: Commitment, words: str, on: dt.date | None = None) -> ReleaseRequest:
    """Asks those it was made to for being let go, and says why."""
    found = locked_by_owner(by, commitment)
    if found.state != State.OPEN:
        raise Unacceptable("closed_already", field="said")
    if not recorded_parties(found):
        raise Unacceptable("nobody_can_release", field="said")
    if found.requests.filter(closed_on=None).exists():
        raise Unacceptable("asked_already", field="said")
    if not words.strip():
        raise Unacceptable("say_why", field="said")
    made = ReleaseRequest.objects.create(
        commitment=found, words=words.strip(), asked_on=happened(found, on), by=by.opaque_id
    )
    _turn(by, found, Turn.ASKED, made.asked_on, words=words)
    enter(by, "ask_release", found)
    tell(by, found, "release_asked", accounts_of_owed(found, clock.today()))
    return made


@transaction.atomic
def withdraw_request(*, by: Actor, commitment: Commitment) -> None:
    """Takes the question back: one keeps the commitment after all."""
    found = locked_by_owner(by, commitment)
    if not found.requests.filter(closed_on=None).update(closed_on=clock.today()):
        raise Unacceptable("not_asked")
    enter(by, "withdraw_request", found)


@transaction.atomic
def answer_release(
    *,
    by: Actor,
    commitment: Commitment,
    agrees: bool,
    words: str = "",
    party: OwedTo | None = None,
    on: dt.date | None = None,
) -> Verdict:
    """Answers for one of those it was made to. Once all agree its owner is let go; one no settles the question."""
    found, sides = locked(by, commitment)
    speaking = party or (sides.owed[0] if sides.owed else None)
    require(speaking is not None and speaking in sides.owed)
    request = found.requests.filter(closed_on=None).first()
    if request is None or speaking is None:
        raise Unacceptable("not_asked", field="agrees")
    if request.answers.filter(party=speaking).exists():
        raise Unacceptable("answered_already", field="agrees")
    if agrees and _is_of_the_owner(by, found, sides, request):
        raise Unacceptable("own_wish", field="agrees")
    if not agrees and not words.strip():
        raise Unacceptable("say_why", field="said")
    day = happened(found, on)
    ReleaseAnswer.objects.create(
        request=request, party=speaking, agrees=agrees, words=words.strip(), on=day, by=by.opaque_id
    )
    _turn(by, found, Turn.ANSWERED, day, state=State.RELEASED if agrees else State.OPEN, words=words, party=speaking)
    answers = dict(request.answers.values_list("party_id", "agrees"))
    come_to = verdict([one.pk for one in recorded_parties(found)], answers)
    if come_to == Verdict.RELEASED:
        _move_to(by, found, State.RELEASED, day, "")
    elif come_to == Verdict.DECLINED:
        ReleaseRequest.objects.filter(pk=request.pk).update(closed_on=day)
    enter(by, "answer_release", found, {"agrees": agrees, "verdict": str(come_to)})
    tell(by, found, "release_answered", accounts_of_owner(found, clock.today()))
    return come_to


def _is_of_the_owner(by: Actor, found: Commitment, sides: Sides, request: ReleaseRequest) -> bool:
    """Nobody lets go themself: neither who asked, nor who speaks for the owner as well, unless only from above."""
    if by.system:
        return False
    return request.by == by.opaque_id or (sides.owner and not loses_it(by, found))
