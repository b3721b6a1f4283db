"""What a team promises of its own, each change a row: what was promised before stays to be read."""

import uuid
from typing import ClassVar

from django.db import models

from answerable.kit.classification import INTERNAL, PUBLIC, classified

from .hidden import Held, Nothing
from .teams import Team


@classified(PUBLIC, keep="while the alliance exists", id=INTERNAL, team=INTERNAL, by=INTERNAL)
class TeamPromises(models.Model):
    """A team's numbers from a day on, by their names; `weekend` counts Monday as 0, `holidays` are days."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    numbers = models.JSONField(default=dict)
    may_extend = models.BooleanField(default=True)
    weekend = models.JSONField(default=list)
    holidays = models.JSONField(default=list)
    day = models.DateField()
    by = models.CharField(max_length=64)

    objects: ClassVar[Nothing] = Nothing()
    held: ClassVar[Held] = Held()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("team", "number"), name="promises_once_a_number"),)

    def __str__(self) -> str:
        return "promises of a team"
