"""An organisation's policies: adopted on a day, to be looked at again by a day, made known to whom."""

import uuid

from django.db import models

from answerable.alliance.models import Organisation
from answerable.kit.classification import INTERNAL, PERSONAL, classified

from ..rules.saying import ClaimKind, PolicyKind, Told

KEEP = "with the organisation, or until it is taken back"


@classified(INTERNAL, keep=KEEP, words=PERSONAL, link=PERSONAL)
class Policy(models.Model):
    """One adopted policy. A newer one of its kind ends it; what was taken back stays as a row without its content."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    about = models.CharField(max_length=20, choices=[(one.value, one.value) for one in PolicyKind])
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=8, choices=[(one.value, one.value) for one in ClaimKind])
    words = models.TextField(max_length=20000, blank=True, default="")
    language = models.CharField(max_length=12)
    link = models.URLField(max_length=500, blank=True, default="")
    adopted_on = models.DateField()
    review_due = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    said_on = models.DateField()
    taken_back_on = models.DateField(null=True, blank=True)
    by = models.CharField(max_length=64)

    class Meta:
        ordering = ("-adopted_on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(review_due__gt=models.F("adopted_on")), name="policy_reviewed_after_adoption"
            ),
        )
        indexes = (models.Index(fields=("organisation", "about"), name="policy_organisation_about"),)

    def __str__(self) -> str:
        return f"policy {self.key}"


@classified(INTERNAL, keep="with the policy")
class PolicyTold(models.Model):
    """That a policy was made known to a group, and to how many of how many. Never changed."""

    policy = models.ForeignKey(Policy, on_delete=models.CASCADE, related_name="told")
    whom = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Told])
    reached = models.PositiveIntegerField(null=True, blank=True)
    of = models.PositiveIntegerField(null=True, blank=True)
    on = models.DateField()
    by = models.CharField(max_length=64)

    class Meta:
        ordering = ("on", "pk")

    def __str__(self) -> str:
        return f"telling {self.pk} of policy {self.policy_id}"


@classified(INTERNAL, keep="with the policy")
class PolicyReview(models.Model):
    """That a policy was looked at again: until when it had been good, and until when it is since. Never changed."""

    policy = models.ForeignKey(Policy, on_delete=models.CASCADE, related_name="reviews")
    before = models.DateField()
    due = models.DateField()
    on = models.DateField()
    by = models.CharField(max_length=64)

    class Meta:
        ordering = ("on", "pk")

    def __str__(self) -> str:
        return f"review {self.pk} of policy {self.policy_id}"
