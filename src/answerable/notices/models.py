"""What awaits whom, and how each person wants to hear of it."""

import uuid

from django.conf import settings
from django.db import models

from answerable.kit.classification import INTERNAL, PERSONAL, PUBLIC, SEALED, classified

from .rules.timing import Rhythm


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
        indexes = (
            models.Index(fields=("account", "read_on"), name="notice_account_read"),
            models.Index(
                fields=("account", "happened_at"),
                condition=models.Q(read_on=None, mailed_on=None),
                name="notice_to_be_mailed",
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("account", "kind", "url"), condition=models.Q(read_on=None), name="notice_unread_once_a_thing"
            ),
        )

    def __str__(self) -> str:
        return f"notice {self.id}"


@classified(PERSONAL, keep="while the account exists", id=INTERNAL, account=INTERNAL, digest_on=INTERNAL)
class Preference(models.Model):
    """When and of what an account wants to hear by mail, by the clock of `time_zone` (empty: its network's).

    `choices` maps kinds of notice to ways; `digest_on` is the day whose digest was begun last.
    """

    account = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    rhythm = models.CharField(
        max_length=6, choices=[(one.value, one.value) for one in Rhythm], default=Rhythm.DAILY.value
    )
    hour = models.PositiveSmallIntegerField(default=7)
    weekday = models.PositiveSmallIntegerField(default=0)
    time_zone = models.CharField(max_length=64, blank=True, default="")
    paused_until = models.DateField(null=True)
    choices = models.JSONField(default=dict)
    digest_on = models.DateField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(hour__lt=24), name="preference_hour_of_day"),
            models.CheckConstraint(condition=models.Q(weekday__lt=7), name="preference_day_of_week"),
        )

    def __str__(self) -> str:
        return f"preference {self.pk}"


@classified(INTERNAL, keep="60 days", mark=SEALED)
class Mailed(models.Model):
    """That a mail was written to an account, and whether it went: never what it said.

    `occasion` makes it one mail however often a job runs; `kinds` are those it named; `mark` is a keyed hash of the
    secret in its Message-ID, by which it is known again when it comes back.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    occasion = models.CharField(max_length=80)
    kinds = models.JSONField(default=list)
    mark = models.CharField(max_length=64, unique=True)
    begun_at = models.DateTimeField(null=True)
    written_on = models.DateField()
    sent_on = models.DateField(null=True)
    came_back = models.CharField(max_length=4, blank=True, default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("account", "occasion"), name="mailed_once_an_occasion"),)

    def __str__(self) -> str:
        return f"mail {self.id}"


@classified(PERSONAL, keep="until the address is proved to work, or the account is gone", id=INTERNAL, account=INTERNAL)
class Returns(models.Model):
    """How often mail to an account's address came back since it last worked; from `fails_since` on, notices pause.

    `address` is a keyed hash: another address begins anew. `keepers_told` says that those who keep the records know.
    """

    account = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    address = models.CharField(max_length=64)
    hard = models.PositiveSmallIntegerField(default=0)
    soft = models.PositiveSmallIntegerField(default=0)
    last_on = models.DateField()
    fails_since = models.DateField(null=True)
    keepers_told = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"returns {self.pk}"


@classified(PUBLIC, keep="while the alliance exists", by=INTERNAL)
class OwnWords(models.Model):
    """What an alliance says in place of shipped words, one row a change: the newest counts, an empty one means shipped."""

    kind = models.CharField(max_length=80)
    part = models.CharField(max_length=40)
    language = models.CharField(max_length=12)
    words = models.TextField(max_length=2000, blank=True)
    said_on = models.DateField()
    by = models.CharField(max_length=64)

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("language", "kind"), name="own_words_of_language"),)

    def __str__(self) -> str:
        return f"own words {self.pk}"


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
