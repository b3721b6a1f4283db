"""Which posts an account holds: its offices, and membership through affiliations and seats."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from answerable.access.actors import Post
from answerable.kit import clock

from ..models import Affiliation, Membership, OfficeTerm, Term
from ..permissions import MEMBER, ROOT_PATH, organisation_path
from ..rules.memberships import LIVE
from ..rules.terms import Span
from .days import homes_of, todays_at
from .posts import NOT_MERGED, standing

DAY = dt.timedelta(days=1)


def running_near(on: dt.date) -> Q:
    """As `running`, with the day before and the day after: somewhere on earth it is that day now."""
    return Q(starts__lte=on + DAY) & (Q(ends=None) | Q(ends__gte=on - DAY))


def posts_of(account_id: UUID, on: dt.date) -> tuple[Post, ...]:
    """Returns the posts an account holds on a day; an office at a closed network counts no more.

    Where the day is today, an office begins and ends with the day of its own place: at midnight of its time zone.
    """
    offices = OfficeTerm.objects.filter(running_near(on), NOT_MERGED, person__account_id=account_id).filter(
        Q(network=None) | Q(network__closed_on=None) | Q(network__closed_on__gt=on)
    )
    rows = list(offices.values_list("office", "network__path", "organisation_id", "starts", "ends", "held_since"))
    held = running_there(
        ((network or "", organisation, starts, ends) for _, network, organisation, starts, ends, _ in rows), on
    )
    posts = {
        Post(office, network or organisation_path(organisation), since or starts)
        for (office, network, organisation, starts, _, since), runs in zip(rows, held, strict=True)
        if runs
    }
    homes = set(
        Affiliation.objects.filter(standing(on), person__account_id=account_id).values_list(
            "organisation_id", flat=True
        )
    )
    homes |= {int(post.path[4:]) for post in posts if post.path.startswith("org:")}
    seats = Term.objects.filter(running_near(on), person__account_id=account_id)
    sat = list(seats.values_list("seat__body__network__path", "starts", "ends"))
    sits = running_there(((path, None, starts, ends) for path, starts, ends in sat), on)
    places = set(
        Membership.objects.filter(organisation_id__in=homes, state__in=LIVE).values_list("network__path", flat=True)
    ) | {path for (path, _, _), runs in zip(sat, sits, strict=True) if runs}
    posts |= {Post(MEMBER, organisation_path(home)) for home in homes} | {Post(MEMBER, place) for place in places}
    return tuple(sorted(posts))


def running_there(rows: Iterable[tuple[str, int | None, dt.date, dt.date | None]], on: dt.date) -> list[bool]:
    """Says of each (path, organisation, starts, ends) whether it covers the day, as its own place counts days.

    Only what begins or ends about that very day needs its place's clock: nothing more is asked for all the others.
    """
    listed = list(rows)
    plain = [Span(starts, ends).covers(on) for _, _, starts, ends in listed]
    if on != clock.today():
        return plain
    edge = [starts in (on, on + DAY) or ends in (on - DAY, on) for _, _, starts, ends in listed]
    if not any(edge):
        return plain
    homes = homes_of({organisation for _, organisation, _, _ in listed if organisation})
    paths = [path or homes.get(organisation or 0, ROOT_PATH) for path, organisation, _, _ in listed]
    days = todays_at(paths)
    return [Span(starts, ends).covers(days[path]) for path, (_, _, starts, ends) in zip(paths, listed, strict=True)]
