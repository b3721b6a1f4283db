"""Invitations: whom the alliance asked to sign in and to take an office."""

import uuid

from django.db import models

from answerable.kit.classification import INTERNAL, PERSONAL, SEALED, classified

from ..rules.invitations import LIVE
from ..rules.words import InvitationState, Office
from .networks import Network
from .organisations import Organisation
from .people import Person

IS_LIVE = models.Q(state__in=sorted(LIVE))


@classified(
    INTERNAL,
    keep="until as many days after its end as the alliance keeps requests",
    email=PERSONAL,
    person=PERSONAL,
    digest=SEALED,
)
class Invitation(models.Model):
    """One address asked to take an office at one place. Of the link only a keyed hash is kept; `ends_on` is its last
    day. `state` repeats the newest step."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="invitations"
    )
    network = models.ForeignKey(Network, null=True, blank=True, on_delete=models.CASCADE, related_name="invitations")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="invitations")
    email = models.EmailField()
    office = models.CharField(max_length=24, choices=[(one.value, one.value) for one in Office])
    office_ends = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=12, blank=True, default="")
    digest = models.CharField(max_length=128, unique=True)
    state = models.CharField(
        max_length=12, choices=[(one.value, one.value) for one in InvitationState], default=InvitationState.SENT
    )
    sent_on = models.DateField()
    ends_on = models.DateField()
    times = models.PositiveSmallIntegerField(default=1)
    by = models.CharField(max_length=64)

    class Meta:
        ordering = ("-sent_on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(network=None, organisation__isnull=False)
                | models.Q(network__isnull=False, organisation=None),
                name="invitation_stands_at_one_place",
            ),
            models.UniqueConstraint(
                fields=("organisation", "email"), condition=IS_LIVE, name="invitation_live_once_an_organisation"
            ),
            models.UniqueConstraint(
                fields=("network", "email"), condition=IS_LIVE, name="invitation_live_once_a_network"
            ),
        )
        indexes = (models.Index(fields=("state", "ends_on"), name="invitation_state_ends"),)

    def __str__(self) -> str:
        return f"invitation {self.pk}"


@classified(INTERNAL, keep="with the invitation")
class InvitationStep(models.Model):
    """One step of an invitation: which state, on which day, by whom. Never changed."""

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField(max_length=12, choices=[(one.value, one.value) for one in InvitationState])
    by = models.CharField(max_length=64)
    on = models.DateField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"step {self.pk} of invitation {self.invitation_id}"
