"""What whoever leaves an office or a seat leaves behind for whoever follows. Sealed: those who keep the records read none."""

import uuid

from django.db import models

from answerable.kit.classification import INTERNAL, SEALED, classified

from .bodies import Term
from .people import OfficeTerm


@classified(
    INTERNAL,
    keep="400 days after it was accepted, else 3 years after it was written and the term was over",
    sealed=SEALED,
)
class Handover(models.Model):
    """A note with a list of open things, for one term of an office or of a seat.

    `by_holder`: the one that the holder of the term writes and may change. Others who keep the place only add.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(OfficeTerm, null=True, on_delete=models.CASCADE, related_name="handovers")
    seat = models.ForeignKey(Term, null=True, on_delete=models.CASCADE, related_name="handovers")
    by_holder = models.BooleanField()
    sealed = models.BinaryField()
    written_on = models.DateField()
    accepted_on = models.DateField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(office=None, seat__isnull=False) | models.Q(office__isnull=False, seat=None),
                name="handover_of_one_term",
            ),
            models.UniqueConstraint(
                fields=("office",), condition=models.Q(by_holder=True), name="handover_once_by_office_holder"
            ),
            models.UniqueConstraint(
                fields=("seat",), condition=models.Q(by_holder=True), name="handover_once_by_seat_holder"
            ),
        )

    def __str__(self) -> str:
        return f"handover {self.pk}"
