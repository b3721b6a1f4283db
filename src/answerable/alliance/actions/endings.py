"""What comes when a term ends: one more for the same person, within the rules; and who is told beforehand."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable

from ..models import Body, Profile, Term
from ..permissions import ROOT_PATH, may_keep_alliance, may_keep_network, require
from ..rules.handovers import MOST_DAYS
from .bodies import seat_person
from .recording import enter

LONGEST_LEAD, MOST_LEADS = 365, 5


@transaction.atomic
def limit_terms(*, by: Actor, body: Body, most_terms: int | None, source: str = "") -> Body:
    """Sets how many terms in a row one person may sit on a body, and where that stands; None: as many as they are given."""
    require(may_keep_network(by, body.network.path))
    if most_terms is not None and not source.strip():
        raise Unacceptable("source_needed", field="source")
    body.most_terms, body.most_terms_source = most_terms, source.strip() if most_terms else ""
    body.save(update_fields=["most_terms", "most_terms_source"])
    enter(by, "limit_terms", subject=("body", body.pk), place=body.network.path, detail={"most": most_terms or 0})
    return body


@transaction.atomic
def renew_term(*, by: Actor, term: Term, ends: dt.date) -> Term:
    """Gives the same person one more term on the same seat, from the day after this one ends."""
    if term.ends is None:
        raise Unacceptable("term_has_no_end")
    if term.person is None:
        raise Unacceptable("former_member")
    starts = term.ends + dt.timedelta(days=1)
    return seat_person(
        by=by, seat=term.seat, person=term.person, organisation=term.organisation, starts=starts, ends=ends
    )


@transaction.atomic
def set_leads(
    *,
    by: Actor,
    profile: Profile,
    leads: Sequence[int],
    overlap_days: int | None = None,
    seat_notes_days: int | None = None,
) -> Profile:
    """Sets how many days before the end of a term it is told of, and for how many two may know of one office or seat."""
    require(may_keep_alliance(by), "needs_secretariat")
    chosen = sorted(set(leads), reverse=True)
    if not 0 < len(chosen) <= MOST_LEADS or not all(0 < one <= LONGEST_LEAD for one in chosen):
        raise Unacceptable("leads_unclear", field="leads")
    profile.ending_leads = chosen
    for field, days in (("overlap_days", overlap_days), ("seat_notes_days", seat_notes_days)):
        if days is not None and not 0 <= days <= MOST_DAYS:
            raise Unacceptable("days_out_of_range", field=field, least=0, most=MOST_DAYS)
        setattr(profile, field, getattr(profile, field) if days is None else days)
    profile.save(update_fields=["ending_leads", "overlap_days", "seat_notes_days"])
    enter(
        by,
        "set_leads",
        subject=("profile", profile.pk),
        place=ROOT_PATH,
        detail={"leads": [str(one) for one in chosen]},
    )
    return profile
