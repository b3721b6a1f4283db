"""Which open commitments somebody might be reminded of."""

import datetime as dt
from collections.abc import Iterator

from ..models import Commitment
from ..rules.reminding import BEFORE
from ..rules.words import State


def near_or_past(on: dt.date) -> Iterator[Commitment]:
    """Yields what is open and due soon, or past its day; what a former member left is nobody’s to be reminded of."""
    near = Commitment.objects.filter(state=State.OPEN, due__lte=on + dt.timedelta(days=max(BEFORE)))
    listed = near.exclude(person__isnull=False, person__account=None).order_by("due", "pk")
    yield from listed.select_related("person", "organisation__merged_into", "network", "place").iterator(chunk_size=500)
