"""What people from outside ask: to speak for an organisation that is recorded, or to join with one that is not."""

import uuid

from django.conf import settings
from django.db import models

from answerable.kit.classification import INTERNAL, PERSONAL, classified

from ..rules.words import ApproachState, Office
from .networks import Network
from .organisations import Organisation

STATES = [(one.value, one.value) for one in ApproachState]
KEEP = "as many days after its answer as the alliance keeps requests, 400 days unanswered"


class Approach(models.Model):
    """Somebody from outside, whose address was proved. `place` is the network whose keepers answer."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    place = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(max_length=200)
    email = models.EmailField()
    language = models.CharField(max_length=12, blank=True, default="")
    title = models.CharField(max_length=120, blank=True, default="")
    state = models.CharField(max_length=12, choices=STATES, default=ApproachState.WAITING)
    asked_on = models.DateField()
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


class ApproachStep(models.Model):
    """One step of a request: which state, in which words, on which day, by whom. Never changed."""

    state = models.CharField(max_length=12, choices=STATES)
    words = models.TextField(max_length=2000, blank=True, default="")
    by = models.CharField(max_length=64)
    on = models.DateField()

    class Meta:
        abstract = True


PRIVATE = {
    "account": PERSONAL, "name": PERSONAL, "email": PERSONAL, "title": PERSONAL,
}  # fmt: skip


@classified(INTERNAL, keep=KEEP, organisation_name=PERSONAL, proof=PERSONAL, **PRIVATE)
class Introduction(Approach):
    """Somebody says that they work at an organisation. `organisation` is empty where what was typed names none."""

    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="introductions"
    )
    organisation_name = models.CharField(max_length=250)
    country = models.CharField(max_length=2, blank=True, default="")
    office = models.CharField(
        max_length=24, choices=[(one.value, one.value) for one in Office], default=Office.FOCAL_POINT
    )
    proof = models.TextField(max_length=2000)

    class Meta:
        ordering = ("asked_on", "pk")
        indexes = (models.Index(fields=("state", "asked_on"), name="introduction_state_asked"),)

    def __str__(self) -> str:
        return f"introduction {self.pk}"


@classified(INTERNAL, keep="with the introduction", words=PERSONAL)
class IntroductionStep(ApproachStep):
    about = models.ForeignKey(Introduction, on_delete=models.CASCADE, related_name="steps")

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"step {self.pk} of introduction {self.about_id}"


@classified(INTERNAL, keep=KEEP, organisation_name=PERSONAL, why=PERSONAL, website=PERSONAL, **PRIVATE)
class Application(Approach):
    """An organisation asks to join. `organisation` is what it became, once it was accepted."""

    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="applications"
    )
    organisation_name = models.CharField(max_length=250)
    name_language = models.CharField(max_length=12, default="en")
    country = models.CharField(max_length=2, blank=True, default="")
    kinds = models.JSONField(default=list, blank=True)
    website = models.URLField(max_length=300, blank=True, default="")
    why = models.TextField(max_length=4000)
    at_risk = models.BooleanField(default=False)

    class Meta:
        ordering = ("asked_on", "pk")
        indexes = (models.Index(fields=("state", "asked_on"), name="application_state_asked"),)

    def __str__(self) -> str:
        return f"application {self.pk}"


@classified(INTERNAL, keep="with the application", words=PERSONAL)
class ApplicationStep(ApproachStep):
    about = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="steps")

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"step {self.pk} of application {self.about_id}"
