"""From when to when an organisation belongs to a network."""

from collections.abc import Collection, Iterator
from itertools import groupby

from django.utils.translation import gettext_lazy as _

from answerable.facts.subjects import NETWORK, ORGANISATION, each, keys_of, subject
from answerable.facts.telling import Kind, Teller, Told, declare

from ..models import Membership, MembershipStatus
from ..rules.memberships import belonging

BELONGS = Kind("membership.organisation", _("The organisation belongs to a network."))


def tell(subjects: Collection[str] | None) -> Iterator[Told]:
    """A duplicate tells nothing: what moved with a merge is told of the record that stayed."""
    steps = MembershipStatus.objects.filter(membership__organisation__merged_into=None)
    if subjects is not None:
        steps = steps.filter(membership__organisation__key__in=keys_of(subjects, ORGANISATION))
    rows = steps.order_by("membership_id", "starts", "pk").values_list(
        "membership_id", "membership__organisation__key", "membership__network_id", "starts", "state"
    )
    for _membership, some in groupby(rows.iterator(chunk_size=1000), key=lambda row: row[0]):
        told = list(some)
        of, source = subject(ORGANISATION, told[0][1]), subject(NETWORK, told[0][2])
        for span in belonging((starts, state) for *_rest, starts, state in told):
            yield Told(of, BELONGS.name, source, span.starts, span.ends)


def of_memberships(keys: Collection[str]) -> list[str]:
    """Returns whose memberships these are: where very many move at once, each is touched for itself."""
    rows = Membership.objects.filter(pk__in=[int(key) for key in keys])
    return [subject(ORGANISATION, key) for key in rows.values_list("organisation__key", flat=True)]


declare(
    Teller(
        "alliance.memberships", kinds=(BELONGS,), of=frozenset({ORGANISATION}), tell=tell,
        about={"organisation": each(ORGANISATION), "membership": of_memberships},
    )
)  # fmt: skip
