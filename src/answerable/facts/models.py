"""What is remembered of what happened."""

from django.db import models

from answerable.kit.classification import INTERNAL, PERSONAL, classified


@classified(INTERNAL, keep="as long as what it follows from is kept", subject=PERSONAL)
class Fact(models.Model):
    """That something was so of a subject, from–to (the last day included). Only `keeping` writes here."""

    subject = models.CharField(max_length=60)
    kind = models.CharField(max_length=60)
    source = models.CharField(max_length=60)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("subject", "kind", "source", "starts"), name="fact_once"),
            models.CheckConstraint(
                condition=models.Q(ends=None) | models.Q(ends__gte=models.F("starts")), name="fact_ends_after_start"
            ),
        )
        indexes = (models.Index(fields=("source",), name="fact_source"),)

    def __str__(self) -> str:
        return f"fact {self.pk}"


@classified(INTERNAL, keep="while the alliance exists")
class Telling(models.Model):
    """By which kinds a teller was last asked as a whole: where it has learned others since, it is asked again."""

    teller = models.CharField(max_length=60, unique=True)
    kinds = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"telling of {self.teller}"
