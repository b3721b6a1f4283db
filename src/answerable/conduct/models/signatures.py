"""Who signed which version, who must, and how a signature ends."""

import uuid

from django.db import models

from answerable.alliance.models import Network, Organisation, Person
from answerable.kit.classification import INTERNAL, PERSONAL, SEALED, classified

from ..rules.words import EndKind, Signer, Way
from .instruments import Instrument, Version

ONE_SIGNER = (
    models.Q(kind="person", organisation=None, network=None)
    | models.Q(kind="organisation", person=None, network=None)
    | models.Q(kind="network", person=None, organisation=None)
)


@classified(
    INTERNAL,
    keep="while the alliance exists, the person as a former member",
    name=PERSONAL,
    person=PERSONAL,
    witness=PERSONAL,
)
class Signature(models.Model):
    """A person, an organisation or a network signed a version they were shown whole, in one language.

    `name`, `signatory`: as they want to be shown; for an organisation or network who signed for it, in which office.
    A deleted person leaves the signature without person and name. `stands` repeats whether it has no `SignatureEnd`, so
    that nobody signs a version twice.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="signatures")
    kind = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Signer])
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    network = models.ForeignKey(Network, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200, blank=True, default="")
    signed_for_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    office = models.CharField(max_length=24, blank=True, default="")
    # a network signs by what one of its bodies decided
    adoption = models.ForeignKey("Adoption", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    signed_on = models.DateField()
    entered_on = models.DateField()
    language = models.CharField(max_length=12)
    fingerprint = models.CharField(max_length=64)
    way = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Way], default=Way.PAGE)
    witness = models.CharField(max_length=200, blank=True, default="")
    public = models.BooleanField(default=False)
    stands = models.BooleanField(default=True)
    by = models.CharField(max_length=64)

    class Meta:
        ordering = ("signed_on", "pk")
        constraints = (
            *(
                models.UniqueConstraint(
                    fields=("version", one),
                    condition=models.Q(stands=True, kind=one, **{f"{one}__isnull": False}),
                    name=f"signature_stands_once_a_{one}",
                )
                for one in ("person", "organisation", "network")
            ),
            models.CheckConstraint(condition=ONE_SIGNER, name="signature_of_one_signer"),
            models.CheckConstraint(
                condition=~models.Q(way__in=("paper", "assembly")) | ~models.Q(witness=""),
                name="signature_elsewhere_has_a_witness",
            ),
        )
        indexes = (models.Index(fields=("version", "kind"), name="signature_version_kind"),)

    def __str__(self) -> str:
        return f"signature {self.key}"


@classified(INTERNAL, keep="with the signature", reason=PERSONAL)
class SignatureEnd(models.Model):
    """A signature that no longer stands, and why. The signature itself stays."""

    signature = models.OneToOneField(Signature, on_delete=models.CASCADE, related_name="end")
    kind = models.CharField(max_length=10, choices=[(one.value, one.value) for one in EndKind])
    on = models.DateField()
    reason = models.CharField(max_length=1000)
    by = models.CharField(max_length=64)
    office = models.CharField(max_length=24, blank=True, default="")

    def __str__(self) -> str:
        return f"end of signature {self.signature_id}"


@classified(PERSONAL, keep="until it is signed or taken back, at the latest 1 year after it was written", sealed=SEALED)
class HoldBack(models.Model):
    """Why somebody does not sign yet: their own words, sealed, read by whoever they chose to tell."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="held_back")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    sealed = models.BinaryField()
    told_focal_point = models.BooleanField(default=False)
    told_keepers = models.BooleanField(default=False)
    written_on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("version", "person"), name="held_back_once"),)

    def __str__(self) -> str:
        return f"held back {self.pk}"


@classified(INTERNAL, keep="while the alliance exists")
class SigningRule(models.Model):
    """Who must sign an instrument by the office they hold, from a day on; within so many days of taking it up."""

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="signing_rules")
    office = models.CharField(max_length=24)
    within_days = models.PositiveSmallIntegerField(default=30)
    source = models.CharField(max_length=300, blank=True, default="")
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"signing rule {self.pk}"
