"""To whom somebody told what holds them back from signing, and what the two say to each other."""

import uuid

from django.db import models

from answerable.alliance.models import Network, Organisation
from answerable.kit.classification import INTERNAL, PERSONAL, SEALED, classified

from .signatures import HoldBack

ONE_OF_TWO = models.Q(organisation__isnull=False, network=None) | models.Q(organisation=None, network__isnull=False)


@classified(PERSONAL, keep="with what held somebody back")
class ToldTo(models.Model):
    """Those who were told: whoever speaks for an organisation, or keeps a network's records. What they answer stays
    between them and the person."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    held_back = models.ForeignKey(HoldBack, on_delete=models.CASCADE, related_name="told_to")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    network = models.ForeignKey(Network, null=True, blank=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(condition=ONE_OF_TWO, name="told_to_one_of_two"),
            models.UniqueConstraint(fields=("held_back", "organisation"), name="told_once_an_organisation"),
            models.UniqueConstraint(fields=("held_back", "network"), name="told_once_a_network"),
        )

    def __str__(self) -> str:
        return f"told {self.pk}"


@classified(PERSONAL, keep="with what held somebody back", sealed=SEALED, by=INTERNAL)
class HoldBackReply(models.Model):
    """What one of the two says to the other, sealed as the rest; `own`: whoever holds back says it."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    told = models.ForeignKey(ToldTo, on_delete=models.CASCADE, related_name="replies")
    own = models.BooleanField()
    sealed = models.BinaryField()
    written_on = models.DateField()
    by = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"reply {self.pk}"
