"""What the alliance asks of those in office when they sign in."""

from django.db import models

from answerable.access.required import DAYS_OF_GRACE, HOURS_TO_WAIT
from answerable.kit.classification import INTERNAL, classified


@classified(INTERNAL, keep="while the alliance exists")
class SignInRules(models.Model):
    """One row, once the secretariat has changed something: offices that ask for a second factor, each since which day."""

    offices = models.JSONField(default=dict)
    grace_days = models.PositiveSmallIntegerField(default=DAYS_OF_GRACE)
    wait_hours = models.PositiveSmallIntegerField(default=HOURS_TO_WAIT)

    def __str__(self) -> str:
        return "rules of sign-in"
