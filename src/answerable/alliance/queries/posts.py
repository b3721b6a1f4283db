"""Which posts an account holds: its offices, and membership through affiliations and seats."""

import datetime as dt
from uuid import UUID

from django.db.models import Q

from answerable.access.actors import Post

from ..models import Affiliation, Membership, OfficeTerm, Term
from ..permissions import MEMBER, organisation_path
from ..rules.memberships import LIVE


def running(on: dt.date) -> Q:
    """The filter for whatever has starts and ends and covers a day."""
    return Q(starts__lte=on) & (Q(ends=None) | Q(ends__gte=on))


def posts_of(account_id: UUID, on: dt.date) -> tuple[Post, ...]:
    """Returns the posts an account holds on a day; an office at a closed network counts no more."""
    offices = OfficeTerm.objects.filter(running(on), person__account_id=account_id).filter(
        Q(network=None) | Q(network__closed_on=None) | Q(network__closed_on__gt=on)
    )
    posts = {
        Post(office, network or organisation_path(organisation), since)
        for office, network, organisation, since in offices.values_list(
            "office", "network__path", "organisation_id", "starts"
        )
    }
    homes = set(
        Affiliation.objects.filter(running(on), person__account_id=account_id).values_list("organisation_id", flat=True)
    )
    homes |= {int(post.path[4:]) for post in posts if post.path.startswith("org:")}
    places = set(
        Membership.objects.filter(organisation_id__in=homes, state__in=LIVE).values_list("network__path", flat=True)
    ) | set(
        Term.objects.filter(running(on), person__account_id=account_id).values_list(
            "seat__body__network__path", flat=True
        )
    )
    posts |= {Post(MEMBER, organisation_path(home)) for home in homes} | {Post(MEMBER, place) for place in places}
    return tuple(sorted(posts))
