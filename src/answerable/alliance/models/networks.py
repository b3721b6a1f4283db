"""The tree: alliance, regions, countries, local networks, with every move it made."""

from django.db import models
from treebeard.mp_tree import MP_Node

from answerable.kit.classification import INTERNAL, PUBLIC, classified
from answerable.kit.translations import Translation

from ..rules.words import Counted, Level


@classified(PUBLIC, keep="while the alliance exists")
class Network(MP_Node):
    """One place in the tree. The path prefix answers who stands below whom."""

    steplen = 4
    level_kind = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Level])
    slug = models.SlugField(max_length=80, unique=True)
    country = models.CharField(max_length=2, blank=True, default="")
    external_id = models.CharField(max_length=80, blank=True, default="")
    name = models.CharField(max_length=200)
    name_language = models.CharField(max_length=12, default="en")
    time_zone = models.CharField(max_length=64, blank=True, default="")
    since = models.CharField(max_length=10, blank=True, default="")
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("external_id",), condition=~models.Q(external_id=""), name="network_external_id_once"
            ),
            models.CheckConstraint(
                condition=models.Q(closed_on=None) | models.Q(closed_on__gte=models.F("opened_on")),
                name="network_closes_after_opening",
            ),
        )

    def __str__(self) -> str:
        return f"network {self.pk}"


@classified(PUBLIC, keep="while the alliance exists")
class NetworkText(Translation):
    """A network's name and description in one more language."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(max_length=200)
    about = models.TextField(max_length=4000, blank=True, default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("network", "language"), name="network_text_once_a_language"),)

    def __str__(self) -> str:
        return f"text of network {self.network_id} in {self.language}"


@classified(INTERNAL, keep="while the alliance exists")
class NetworkMove(models.Model):
    """Where a network stood from a day on; the last one without an end is where it stands. Never overwritten."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="moves")
    parent = models.ForeignKey(Network, null=True, on_delete=models.CASCADE, related_name="+")
    starts = models.DateField()
    by = models.CharField(max_length=64)

    class Meta:
        ordering = ("starts", "pk")

    def __str__(self) -> str:
        return f"place of network {self.network_id} from {self.starts}"


@classified(INTERNAL, keep="while the alliance exists")
class PathLeft(models.Model):
    """A path that networks left, and the one they stand at instead; none where the network is no more. Nothing else ever stands there.

    Whatever is kept under an old path, in a sealed header too, is found by it again.
    """

    before = models.CharField(max_length=255, unique=True)
    after = models.CharField(max_length=255, blank=True, default="")

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"path left {self.pk}"


@classified(PUBLIC, keep="while the alliance exists")
class CountClaim(models.Model):
    """A figure somebody states, with its day and source; conflicting ones stand side by side."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="claims")
    counted = models.CharField(max_length=16, choices=[(one.value, one.value) for one in Counted])
    number = models.PositiveIntegerField()
    as_of = models.CharField(max_length=10)
    source = models.CharField(max_length=300)
    source_language = models.CharField(max_length=12, default="en")
    entered_on = models.DateField()
    by = models.CharField(max_length=64)

    class Meta:
        ordering = ("-as_of", "pk")

    def __str__(self) -> str:
        return f"claim {self.pk} about network {self.network_id}"


@classified(PUBLIC, keep="while the alliance exists")
class CountClaimText(Translation):
    """Where a figure comes from, said in one more language."""

    claim = models.ForeignKey(CountClaim, on_delete=models.CASCADE, related_name="texts")
    source = models.CharField(max_length=300)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("claim", "language"), name="count_claim_text_once_a_language"),)

    def __str__(self) -> str:
        return f"text of claim {self.claim_id} in {self.language}"
