"""What is not sent yet: kept for days where somebody asked for it, sealed under their code, and read by nobody."""

import uuid
from typing import ClassVar

from django.db import models

from answerable.kit.classification import INTERNAL, SEALED, classified

from .hidden import Held, Nothing


@classified(
    SEALED, keep="until it is sent, 7 days at most where the settings say nothing else", id=INTERNAL, until=INTERNAL
)
class Draft(models.Model):
    """Something begun. Its id becomes that of the case, since its files are sealed to it already.

    Without a look-up it was not kept on purpose: files of a visit that is still going on, gone the day after.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    look_up = models.BinaryField(unique=True, max_length=16, null=True, blank=True)
    until = models.DateField()
    body = models.BinaryField(blank=True, default=b"")

    objects: ClassVar[Nothing] = Nothing()
    held: ClassVar[Held] = Held()

    def __str__(self) -> str:
        return "draft"


@classified(INTERNAL, keep="with the draft", blob=SEALED)
class DraftPiece(models.Model):
    """A piece of a sealed file that goes over to the case when it is sent."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="+")
    file = models.UUIDField()
    number = models.PositiveIntegerField()
    blob = models.BinaryField()

    objects: ClassVar[Nothing] = Nothing()
    held: ClassVar[Held] = Held()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("file", "number"), name="draft_piece_once_a_number"),)

    def __str__(self) -> str:
        return "piece of a draft's file"
