"""Texts of raising in a network's own words, and what a country entered for them; each change a row."""

import uuid
from typing import ClassVar

from django.db import models

from answerable.alliance.models import Network
from answerable.kit.classification import INTERNAL, PUBLIC, classified

from .hidden import Held, Nothing


@classified(PUBLIC, keep="while the alliance exists", id=INTERNAL, by=INTERNAL)
class RaisingText(models.Model):
    """What a network says in a place of the raising pages, without one the alliance: the newest counts, empty is as shipped.

    `shipped` is what the program said when it was written; `checked_on`: when somebody last made sure of a number or a law.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    network = models.ForeignKey(Network, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=12)
    at = models.CharField(max_length=120)
    number = models.PositiveIntegerField()
    words = models.TextField(max_length=400, blank=True)
    shipped = models.TextField(max_length=400, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    day = models.DateField()
    by = models.CharField(max_length=64)

    objects: ClassVar[Nothing] = Nothing()
    held: ClassVar[Held] = Held()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("network", "language", "at", "number"), name="raising_text_once_a_network"),
            models.UniqueConstraint(
                fields=("language", "at", "number"),
                condition=models.Q(network=None),
                name="raising_text_once_an_alliance",
            ),
        )

    def __str__(self) -> str:
        return "text of raising"
