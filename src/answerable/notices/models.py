"""What awaits whom, and how each person wants to hear of it."""

import uuid

from django.conf import settings
from django.db import models

from answerable.kit.classification import INTERNAL, PERSONAL, classified


@classified(INTERNAL, keep="90 days after it was read, 400 days unread")
class Notice(models.Model):
    """Something awaits an account at an address. Facts hold codes, counts and public names; the hour is cut."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    facts = models.JSONField(default=dict)
    url = models.CharField(max_length=300)
    times = models.PositiveIntegerField(default=1)
    happened_at = models.DateTimeField()
    read_on = models.DateField(null=True)
    mailed_on = models.DateField(null=True)

    class Meta:
        ordering = ("-happened_at", "kind")
        indexes = (models.Index(fields=("account", "read_on"), name="notice_account_read"),)
        constraints = (
            models.UniqueConstraint(
                fields=("account", "kind", "url"), condition=models.Q(read_on=None), name="notice_unread_once_a_thing"
            ),
        )

    def __str__(self) -> str:
        return f"notice {self.id}"


class Rhythm(models.TextChoices):
    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"


@classified(PERSONAL, keep="while the account exists", id=INTERNAL, account=INTERNAL, digest_on=INTERNAL)
class Preference(models.Model):
    """When and of what an account wants to hear by mail; hours are the alliance's own. `digest_on`: the last digest."""

    account = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    rhythm = models.CharField(max_length=6, choices=Rhythm.choices, default=Rhythm.DAILY)
    hour = models.PositiveSmallIntegerField(default=7)
    paused_until = models.DateField(null=True)
    muted = models.JSONField(default=list)
    digest_on = models.DateField(null=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(hour__lt=24), name="preference_hour_of_day"),)

    def __str__(self) -> str:
        return f"preference {self.pk}"


@classified(PERSONAL, keep="until the demo starts over")
class DemoLetter(models.Model):
    """A mail that the demo would have sent: written in the demo alone, where all people are invented."""

    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True, default="")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("-written_at", "-pk")

    def __str__(self) -> str:
        return f"letter {self.pk}"
