"""What those who keep one network ask of those who keep an organisation elsewhere: that it gets a place with them too."""

import uuid

from django.db import models

from answerable.kit.classification import INTERNAL, PERSONAL, classified

from ..rules.invitations import OPEN
from ..rules.words import ApproachState, MembershipState
from .approaches import KEEP, STATES, ApproachStep
from .networks import Network
from .organisations import Organisation


@classified(INTERNAL, keep=KEEP, why=PERSONAL)
class PlaceRequest(models.Model):
    """An organisation that others keep is asked for. `state` repeats the newest step, `membership` is what it would become."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="place_requests")
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    membership = models.CharField(max_length=12, choices=[(one.value, one.value) for one in MembershipState])
    since = models.CharField(max_length=10, blank=True, default="")
    why = models.TextField(max_length=2000)
    state = models.CharField(max_length=12, choices=STATES, default=ApproachState.WAITING)
    by = models.CharField(max_length=64)
    asked_on = models.DateField()
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("asked_on", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "network"),
                condition=models.Q(state__in=sorted(OPEN)),
                name="place_asked_for_once",
            ),
        )
        indexes = (models.Index(fields=("state", "asked_on"), name="place_request_state_asked"),)

    def __str__(self) -> str:
        return f"place request {self.pk}"


@classified(INTERNAL, keep="with the place request", words=PERSONAL)
class PlaceRequestStep(ApproachStep):
    about = models.ForeignKey(PlaceRequest, on_delete=models.CASCADE, related_name="steps")

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"step {self.pk} of place request {self.about_id}"
