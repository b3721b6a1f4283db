"""Handing over an office or a seat: the note, the acceptance, what is done, and two for a while."""

import datetime as dt
from collections.abc import Collection, Sequence

from django.db import transaction
from django.urls import reverse

from answerable.access.actors import Actor
from answerable.access.refusals import Hidden, Unacceptable
from answerable.kit import clock
from answerable.kit.meanwhile import look_again
from answerable.notices.actions import notify

from ..models import Handover, OfficeTerm, Person, Term
from ..permissions import may_keep_network, require
from ..queries import handovers as queries
from ..queries.days import today_where
from ..rules.handovers import ticked
from ..rules.terms import FAR
from .handover_texts import Held, leave_note, seal_into
from .offices import end_office, grant_office, may_hand_over_office
from .recording import enter


def may_add(by: Actor, term: Held) -> bool:
    """Whoever keeps the place may leave a note for whoever follows; none of theirs or of others do they read."""
    if isinstance(term, Term):
        return may_keep_network(by, queries.place_of(term))
    return may_hand_over_office(by, term)


@transaction.atomic
def write_handover(*, by: Actor, term: Held, note: str, things: Sequence[str] = (), began: str = "") -> None:
    """Leaves a note and open things: the holder while they hold, or whoever keeps the place."""
    is_holder = queries.holds(by, term)
    if not (is_holder or may_add(by, term)):
        if queries.is_of(by, term):  # they know of it: what they wrote meanwhile is given back to them
            raise Unacceptable("hidden_meanwhile")
        raise Hidden
    leave_note(by=by, term=term, note=note, things=things, add=not is_holder, began=began)


@transaction.atomic
def accept_handover(*, by: Actor, term: Held) -> None:
    """Says, from the first day of one's own term, that one has taken over; the holder before is told."""
    followed = queries.followed_as(by, term, begun=True)
    if followed is None:
        raise Hidden
    if not queries.rows_of(term).filter(accepted_on=None).update(accepted_on=clock.today()):
        raise Unacceptable("nothing_to_accept")
    enter(by, "accept_handover", subject=_subject(followed), place=queries.place_of(term))
    before = term.person.account_id if term.person else None
    if before and before != by.account_id:
        notify("alliance.handover_accepted", to=[before], url=reverse("handovers"), by=by)


@transaction.atomic
def tick_things(*, by: Actor, term: Held, done: Collection[str], began: str = "") -> None:
    """Says which open things are done, each by the mark of its note and words; whoever took over may."""
    followed = queries.followed_as(by, term, begun=True)
    if followed is None:
        raise Hidden
    listed = Handover.objects.select_for_update().filter(pk__in=queries.rows_of(term).values("pk"))
    notes = [queries.Note(row, queries.opened(row)) for row in listed]
    look_again(began, now={"done": queries.done_of(notes)}, typed={"done": list(done)})
    for one in notes:
        words = frozenset(thing.words for mark, thing in queries.things_of([one]) if mark in done)
        seal_into(one.row, ticked(one.text, words, clock.today().isoformat())).save()
    enter(by, "tick_things", subject=_subject(followed), place=queries.place_of(term), detail={"done": len(done)})


def _subject(term: Held) -> tuple[str, object]:
    return ("person", term.person.key) if isinstance(term, OfficeTerm) else ("seat", term.seat_id)


@transaction.atomic
def hand_over_office(
    *,
    by: Actor,
    term: OfficeTerm,
    to: Person,
    on: dt.date | None = None,
    overlap: int = 0,
    until: dt.date | None = None,
    handover: str = "",
) -> OfficeTerm:
    """Passes an office on; both hold it for `overlap` days, and a sealed note says what is open.

    `until` is the last day of the new holder; without it they serve out what was left of the old term, if anything was.
    """
    day = on or today_where(term)
    _check_handing_over(by, term, to, day, overlap)
    last = day + dt.timedelta(days=overlap - 1) if overlap < (FAR - day).days else FAR
    rest = term.ends if term.ends and term.ends > last else None
    if handover.strip():
        leave_note(by=by, term=term, note=handover, add=True)
    following = grant_office(
        by=by, person=to, office=term.office, network=term.network, organisation=term.organisation, starts=day,
        ends=until or rest, follows=term,
    )  # fmt: skip
    if term.ends is None or term.ends > last:
        end_office(by=by, term=term, ends=last)
    return following


def earliest_handover(term: OfficeTerm) -> dt.date:
    """Returns the first day on which somebody else may begin: whoever holds an office holds it for a day at least."""
    return term.starts + dt.timedelta(days=1)


def _check_handing_over(by: Actor, term: OfficeTerm, to: Person, day: dt.date, overlap: int) -> None:
    if to.pk == term.person_id:
        raise Unacceptable("same_person", field="to")
    require(may_hand_over_office(by, term))
    if day < earliest_handover(term):
        raise Unacceptable("handed_over_too_early", field="on", day=earliest_handover(term))
    if not 0 <= overlap <= queries.overlap_days():
        raise Unacceptable("overlap_too_long", field="overlap", most=queries.overlap_days())
