"""Whoever was never heard of is invited to tell how they stand: that it was done is kept, so that it is done once."""

from collections.abc import Collection

from django.db import transaction

from answerable.access.actors import Actor
from answerable.kit import clock

from ..models import Subject


@transaction.atomic
def note_invited(*, by: Actor, subjects: Collection[int]) -> None:
    """Notes that those who speak for some subjects were invited today."""
    Subject.objects.filter(pk__in=subjects).update(invited_on=clock.today())
