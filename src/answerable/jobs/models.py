"""Which schedule was begun for which period: the row that makes it once, however many workers there are."""

from django.db import models

from answerable.kit.classification import INTERNAL, classified


class Outcome(models.TextChoices):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@classified(INTERNAL, keep="13 months")
class ScheduleRun(models.Model):
    """A schedule in one period, for example `hourly.send_digests` in `2026-03-01T07`."""

    name = models.CharField(max_length=100)
    period = models.CharField(max_length=16)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, default=Outcome.WAITING)
    begun_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-begun_at", "name")
        constraints = (models.UniqueConstraint(fields=("name", "period"), name="schedule_once_a_period"),)

    def __str__(self) -> str:
        return f"{self.name} in {self.period}"
