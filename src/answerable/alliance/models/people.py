"""People: as little as possible, each with who can see it."""

import uuid

from django.conf import settings
from django.db import models

from answerable.kit.classification import INTERNAL, PERSONAL, classified

from ..rules.words import EndReason, Office, Visibility
from .networks import Network
from .organisations import Organisation


@classified(PERSONAL, keep="until the person deletes it, or 2 years after their last affiliation and office ended")
class Person(models.Model):
    """Somebody in the alliance. A deleted person stays as "a former member": name and address are gone."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(max_length=200, blank=True, default="")
    folded = models.CharField(max_length=200, editable=False, blank=True, default="")
    email = models.EmailField(blank=True, default="")
    languages = models.JSONField(default=list, blank=True)
    visibility = models.CharField(
        max_length=8, choices=[(one.value, one.value) for one in Visibility], default=Visibility.MEMBERS
    )
    created_on = models.DateField()
    former_since = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"person {self.key}"


@classified(PERSONAL, keep="with the person")
class Affiliation(models.Model):
    """A person in an organisation, from–to."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="affiliations")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="affiliations")
    title = models.CharField(max_length=120, blank=True, default="")
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends=None) | models.Q(ends__gte=models.F("starts")),
                name="affiliation_ends_after_start",
            ),
        )

    def __str__(self) -> str:
        return f"affiliation {self.pk}"


@classified(INTERNAL, keep="while the alliance exists, the person as a former member", end_words=PERSONAL)
class OfficeTerm(models.Model):
    """An office a person holds at a network or an organisation, from–to (the last day included), granted by whom.

    `follows`: the term it takes over from; `interim`: for a while, because nobody else was left.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="offices")
    office = models.CharField(max_length=24, choices=[(one.value, one.value) for one in Office])
    network = models.ForeignKey(Network, null=True, blank=True, on_delete=models.PROTECT, related_name="offices")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="offices"
    )
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    # where it continues an earlier one without a break: from when that was held
    held_since = models.DateField(null=True, blank=True)
    granted_by = models.CharField(max_length=64)
    follows = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="followed_by")
    interim = models.BooleanField(default=False)
    # why it ended before its time, where somebody said so; the sentence is for those who keep the records alone
    end_reason = models.CharField(
        max_length=16, choices=[(one.value, one.value) for one in EndReason], blank=True, default=""
    )
    end_words = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(network=None, organisation__isnull=False)
                | models.Q(network__isnull=False, organisation=None),
                name="office_stands_at_one_place",
            ),
            models.CheckConstraint(
                condition=models.Q(ends=None) | models.Q(ends__gte=models.F("starts")), name="office_ends_after_start"
            ),
        )
        indexes = (models.Index(fields=("person", "ends"), name="office_person_ends"),)

    def __str__(self) -> str:
        return f"office {self.pk}"
