"""Figures stated about a network, in the reader's language."""

from django.utils.functional import Promise

from ...models import CountClaim, Network
from ...queries.naming import claim_source
from ..words import COUNTED


def claims_in(network: Network, language: str) -> list[tuple[str | Promise, CountClaim, str]]:
    """Returns what each figure counts, the figure, and where it comes from."""
    listed = network.claims.prefetch_related("texts")
    return [(COUNTED[one.counted], one, claim_source(one, language)) for one in listed]
