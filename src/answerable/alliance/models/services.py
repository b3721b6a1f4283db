"""Support services: whom somebody who was harmed can turn to. All of it is public; nobody who looks is remembered."""

import uuid

from django.db import models

from answerable.kit.classification import INTERNAL, PUBLIC, classified
from answerable.kit.translations import Translation

from ..rules.services import Cost
from .networks import Network


@classified(PUBLIC, keep="while the alliance exists")
class Need(models.Model):
    """What somebody may need: the alliance edits its own list."""

    code = models.SlugField(max_length=40, unique=True)
    order = models.PositiveSmallIntegerField(default=0)
    retired = models.BooleanField(default=False)

    class Meta:
        ordering = ("order", "code")

    def __str__(self) -> str:
        return self.code


@classified(PUBLIC, keep="while the alliance exists")
class NeedText(Translation):
    """The alliance's own words for a need; without one, the shipped words are shown."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(max_length=120)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("need", "language"), name="need_text_once_a_language"),)

    def __str__(self) -> str:
        return f"{self.need_id} in {self.language}"


@classified(PUBLIC, keep="until 1 year after it ended", by=INTERNAL, external_id=INTERNAL)
class SupportService(models.Model):
    """A service that helps. `language` is that of its own words; `network` keeps it; `checked_on`: it was seen to be so.

    There is no field for an address: where a shelter lies must not stand anywhere. A place is said in words, or not at all.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="+")
    external_id = models.CharField(max_length=80, blank=True, default="")
    language = models.CharField(max_length=12)
    sort_key = models.CharField(max_length=80, editable=False, default="")
    needs = models.ManyToManyField(Need, related_name="+")
    countries = models.JSONField(default=list, blank=True)
    everywhere = models.BooleanField(default=False)
    serves = models.JSONField(default=list, blank=True)
    languages = models.JSONField(default=list, blank=True)
    cost = models.CharField(max_length=8, choices=[(one.value, one.value) for one in Cost])
    day_and_night = models.BooleanField(default=False)
    telephone = models.CharField(max_length=40, blank=True, default="")
    text_number = models.CharField(max_length=40, blank=True, default="")
    website = models.URLField(max_length=300, blank=True, default="")
    chat = models.URLField(max_length=300, blank=True, default="")
    in_person = models.BooleanField(default=False)
    # None: nobody has asked them
    needs_name = models.BooleanField(null=True)
    confidential = models.BooleanField(null=True)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    checked_on = models.DateField()
    by = models.CharField(max_length=64)

    class Meta:
        ordering = ("sort_key", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("network", "external_id"), condition=~models.Q(external_id=""), name="service_external_id_once"
            ),
            models.CheckConstraint(
                condition=models.Q(ends=None) | models.Q(ends__gte=models.F("starts")),
                name="service_ends_after_starting",
            ),
        )

    def __str__(self) -> str:
        return f"support service {self.key}"


@classified(PUBLIC, keep="with the support service")
class SupportServiceText(Translation):
    """A service's words in one language; those of its own language are always there."""

    service = models.ForeignKey(SupportService, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(max_length=200)
    does = models.TextField(max_length=1000, blank=True, default="")
    reach = models.TextField(max_length=1000, blank=True, default="")
    place = models.CharField(max_length=300, blank=True, default="")
    hours = models.CharField(max_length=300, blank=True, default="")
    cost_words = models.CharField(max_length=300, blank=True, default="")
    folded = models.TextField(editable=False, default="")  # what a list’s question is compared with

    class Meta:
        constraints = (models.UniqueConstraint(fields=("service", "language"), name="service_text_once_a_language"),)

    def __str__(self) -> str:
        return f"text of support service {self.service_id} in {self.language}"
