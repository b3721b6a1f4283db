"""How many seats one organisation holds on a body: the body's own rule, and what a merge of two records does to it."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.urls import reverse

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.kit import clock
from answerable.notices.actions import notify

from ..models import Body, Term
from ..permissions import may_keep_network, require
from ..queries.days import today_at
from ..queries.people import nearest_keepers
from ..rules.terms import Span, overlapping
from ..rules.words import EndReason
from .recording import enter

MOST_SEATS = 20


@transaction.atomic
def limit_seats(*, by: Actor, body: Body, most_seats: int) -> Body:
    """Sets how many seats one organisation may hold on a body at a time; terms that run already stay."""
    require(may_keep_network(by, body.network.path))
    if not 1 <= most_seats <= MOST_SEATS:
        raise Unacceptable("seats_out_of_range", field="most_seats", most=MOST_SEATS)
    body.most_seats = most_seats
    body.save(update_fields=["most_seats"])
    enter(by, "limit_seats", subject=("body", body.pk), place=body.network.path, detail={"most": most_seats})
    return body


def give_up(*, by: Actor, surplus: Iterable[Term]) -> list[dict[str, Any]]:
    """Ends the terms that a merge makes too many, the day before; one that has not begun is taken away.

    Returns what it takes to give them back.
    """
    taken = []
    for term in surplus:
        before = {
            "term": term.pk, "seat": term.seat_id, "person": term.person_id, "organisation": term.organisation_id, "by": term.by,
            "starts": str(term.starts), "ends": str(term.ends) if term.ends else "", "ended": "", "reason": term.end_reason,
        }  # fmt: skip
        body, today = term.seat.body, today_at(term.seat.body.network.path)
        if term.starts > today:
            term.delete()
        else:
            term.ends = max(term.starts, today - dt.timedelta(days=1))
            term.end_reason = EndReason.ARRANGED_ANEW
            term.save(update_fields=["ends", "end_reason"])
            before["ended"] = str(term.ends)
        taken.append(before)
        enter(by, "give_up_seat", subject=("seat", term.seat_id), place=body.network.path)
        _tell(by, term, body)
    return taken


def _tell(by: Actor, term: Term, body: Body) -> None:
    """Tells whoever sat there, and those who keep the body, who may give the seat to somebody else."""
    keepers = nearest_keepers(body.network.path, clock.today())
    facts = {"body": body.name}
    holder = term.person.account_id if term.person else None
    notify(
        "alliance.seat_given_up",
        to=[holder] if holder else [],
        url=reverse("body", args=[body.slug]),
        facts=facts,
        by=by,
    )
    others = [one for one in keepers if one != holder]
    notify("alliance.seat_given_up", to=others, url=reverse("desk_body", args=[body.slug]), facts=facts, by=by)


def give_back(*, by: Actor, taken: Iterable[dict[str, Any]]) -> None:
    """Gives back what a merge took, where the seat is still free; whoever was seated since stays."""
    for before in taken:
        term = Term.objects.filter(pk=before["term"]).select_related("seat__body__network").first()
        span = Span(_day(before["starts"]) or dt.date.min, _day(before["ends"]))
        if term is None:
            term = Term(
                pk=before["term"], seat_id=before["seat"], person_id=before["person"], organisation_id=before["organisation"],
                by=before["by"], starts=span.starts,
            )  # fmt: skip
        elif str(term.ends or "") != before["ended"]:  # somebody has changed it since
            continue
        term.ends, term.end_reason = span.ends, before["reason"]
        if _is_free(term, span):
            term.save()
            enter(by, "give_seat_back", subject=("seat", term.seat_id), place=term.seat.body.network.path)


def _is_free(term: Term, span: Span) -> bool:
    """Whether the seat is open, and neither it nor its holder has another term in those days."""
    seat, person = term.seat, term.person
    if seat.closed_on or seat.body.closed_on or person is None or person.former_since:
        return False
    others = Term.objects.exclude(pk=term.pk)
    near = others.filter(seat=seat) | others.filter(seat__body=seat.body, person=person)
    return overlapping(span, [Span(*one) for one in near.values_list("starts", "ends")]) is None


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
