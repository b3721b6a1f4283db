"""Asking for help with a duty, and who offered to help or to vouch. A partner's silence means nothing."""

import uuid

from django.db import models

from answerable.alliance.models import Network, Organisation
from answerable.kit.classification import INTERNAL, PERSONAL, classified

from ..rules.saying import HelpMove, HelpState, OfferKind
from .duties import Duty
from .standing import Subject


@classified(INTERNAL, keep="with the organisation", by=INTERNAL)
class Offer(models.Model):
    """An organisation said that it may be asked: to vouch for what others claim, or to help, in a network, until it says otherwise."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=6, choices=[(one.value, one.value) for one in OfferKind])
    since = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    by = models.CharField(max_length=64)

    class Meta:
        ordering = ("since", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "network", "kind"),
                condition=models.Q(ended_on=None),
                name="offered_once_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"offer {self.pk}"


@classified(INTERNAL, keep="with whom it concerns", words=PERSONAL)
class HelpRequest(models.Model):
    """Somebody asks for help with a duty of theirs. `to_partners`: partners who offered may read it too."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="+")
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="help_requests")
    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(max_length=4000)
    language = models.CharField(max_length=12)
    to_partners = models.BooleanField(default=False)
    state = models.CharField(
        max_length=8, choices=[(one.value, one.value) for one in HelpState], default=HelpState.OPEN
    )
    asked_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    by = models.CharField(max_length=64)

    class Meta:
        ordering = ("-asked_on", "-pk")
        indexes = (models.Index(fields=("network", "state"), name="help_network_state"),)

    def __str__(self) -> str:
        return f"help request {self.key}"


@classified(INTERNAL, keep="with the request", words=PERSONAL)
class HelpAnswer(models.Model):
    """One thing said about a request: an offer, an answer, the asker's word, the end. Never changed."""

    request = models.ForeignKey(HelpRequest, on_delete=models.CASCADE, related_name="answers")
    move = models.CharField(max_length=8, choices=[(one.value, one.value) for one in HelpMove])
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    words = models.TextField(max_length=4000, blank=True, default="")
    language = models.CharField(max_length=12)
    on = models.DateField()
    by = models.CharField(max_length=64)
    office = models.CharField(max_length=24, blank=True, default="")

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"answer {self.pk}"
