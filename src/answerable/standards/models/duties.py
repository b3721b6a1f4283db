"""Duties: what is asked of whom and how often, in versions. How it was asked before stays as it was."""

from django.db import models

from answerable.kit.classification import INTERNAL, PUBLIC, classified
from answerable.kit.translations import Translation

from ..rules.words import Cadence, Window

KEEP = "while the alliance exists"


@classified(PUBLIC, keep=KEEP)
class Duty(models.Model):
    """One duty by its number. `main`: among the first that a map shows; `followed`: whether standing is shown of it.

    `why_not_followed` is a code; `own`: written by the alliance itself, not shipped.
    """

    number = models.SlugField(max_length=12, unique=True)
    order = models.PositiveIntegerField(default=0)
    main = models.BooleanField(default=False)
    followed = models.BooleanField(default=True)
    why_not_followed = models.CharField(max_length=40, blank=True, default="")
    own = models.BooleanField(default=False)
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("order", "number")

    def __str__(self) -> str:
        return f"duty {self.number}"


@classified(PUBLIC, keep=KEEP, by=INTERNAL)
class DutyAsking(models.Model):
    """How a duty is asked from a day on: of whom, how often, proved by what. Never changed; the last of a day counts.

    `levels`, `kinds`, `offices`: whom it is asked of; `proofs`: the kinds of facts that prove it; `events`: those after which it is due;
    `begun_by`: those that show that it has begun.
    """

    duty = models.ForeignKey(Duty, on_delete=models.CASCADE, related_name="askings")
    starts = models.DateField()
    levels = models.JSONField()
    kinds = models.JSONField(default=list, blank=True)
    offices = models.JSONField(default=list, blank=True)
    cadence = models.CharField(max_length=16, choices=[(one.value, one.value) for one in Cadence])
    times = models.PositiveSmallIntegerField(default=1)
    months = models.PositiveSmallIntegerField(default=12)
    window = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Window], default=Window.ROLLING)
    grace_days = models.PositiveSmallIntegerField(default=0)
    first_due_days = models.PositiveSmallIntegerField(default=0)
    proofs = models.JSONField(default=list, blank=True)
    events = models.JSONField(default=list, blank=True)
    begun_by = models.JSONField(default=list, blank=True)
    checked_by = models.CharField(max_length=8, default="both")
    source = models.CharField(max_length=200, blank=True, default="")
    language = models.CharField(max_length=12, default="en")
    recorded_on = models.DateField()
    by = models.CharField(max_length=64)

    class Meta:
        ordering = ("starts", "pk")
        constraints = (
            models.CheckConstraint(condition=models.Q(times__gte=1, months__gte=1), name="duty_asks_for_something"),
        )

    def __str__(self) -> str:
        return f"duty {self.duty_id} as asked from {self.starts}"


@classified(PUBLIC, keep=KEEP)
class DutyText(Translation):
    """A duty in plain words, as it was asked: its name, what it means, what would show it, and an example."""

    asking = models.ForeignKey(DutyAsking, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(max_length=120)
    what = models.TextField(max_length=2000, blank=True, default="")
    proof = models.TextField(max_length=1000, blank=True, default="")
    example = models.TextField(max_length=1000, blank=True, default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("asking", "language"), name="duty_text_once_a_language"),)

    def __str__(self) -> str:
        return f"text of asking {self.asking_id} in {self.language}"
