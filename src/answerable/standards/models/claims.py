"""What somebody says of a duty of theirs, and with what weight: declared, confirmed, vouched for. The three are never mixed."""

import uuid

from django.db import models

from answerable.alliance.models import Organisation
from answerable.kit.classification import INTERNAL, PERSONAL, classified

from ..rules.saying import ClaimKind, ClaimMove, ExcuseReason, ShownTo
from .duties import Duty
from .standing import Subject

KEEP = "with whom it concerns, or until it is taken back"


@classified(INTERNAL, keep=KEEP, words=PERSONAL, link=PERSONAL)
class Claim(models.Model):
    """Evidence for a duty: words, a link, or a document. `about_from`, `about_to`: when what it tells of was so.

    `many`: how many it tells of, two seats for example; `only_started`: it says that something is begun. What was taken back stays as a row without its content.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="+")
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="claims")
    kind = models.CharField(max_length=8, choices=[(one.value, one.value) for one in ClaimKind])
    words = models.TextField(max_length=4000, blank=True, default="")
    language = models.CharField(max_length=12)
    link = models.URLField(max_length=500, blank=True, default="")
    about_from = models.DateField()
    about_to = models.DateField(null=True, blank=True)
    only_started = models.BooleanField(default=False)
    many = models.PositiveSmallIntegerField(default=1)
    shown = models.CharField(max_length=8, choices=[(one.value, one.value) for one in ShownTo], default=ShownTo.MEMBERS)
    said_on = models.DateField()
    taken_back_on = models.DateField(null=True, blank=True)
    external_id = models.CharField(max_length=80, blank=True, default="")
    by = models.CharField(max_length=64)
    office = models.CharField(max_length=24, blank=True, default="")

    class Meta:
        ordering = ("-said_on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(about_to=None) | models.Q(about_to__gte=models.F("about_from")),
                name="claim_ends_after_start",
            ),
        )
        indexes = (models.Index(fields=("subject", "duty"), name="claim_subject_duty"),)

    def __str__(self) -> str:
        return f"claim {self.key}"


@classified(INTERNAL, keep=KEEP, words=PERSONAL)
class ClaimStep(models.Model):
    """What others said of a claim: confirmed by who keeps the records, vouched for by a partner, or asked back. Never changed."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="steps")
    move = models.CharField(max_length=12, choices=[(one.value, one.value) for one in ClaimMove])
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    words = models.TextField(max_length=2000, blank=True, default="")
    on = models.DateField()
    by = models.CharField(max_length=64)
    office = models.CharField(max_length=24, blank=True, default="")

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"step {self.pk} of claim {self.claim_id}"


@classified(INTERNAL, keep="with whom it concerns", words=PERSONAL)
class Excuse(models.Model):
    """Why a duty does not fit somebody for a while, said by themselves and shown with its reason. An end is a day, never a deletion."""

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="+")
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="excuses")
    reason = models.CharField(max_length=20, choices=[(one.value, one.value) for one in ExcuseReason])
    words = models.CharField(max_length=500, blank=True, default="")
    language = models.CharField(max_length=12)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    by = models.CharField(max_length=64)
    ended_by = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        ordering = ("starts", "pk")

    def __str__(self) -> str:
        return f"excuse {self.pk}"
