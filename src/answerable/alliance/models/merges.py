"""Two records that became one: which, when, why, by whom, and what it takes to part them again."""

from django.db import models

from answerable.kit.classification import INTERNAL, PERSONAL, classified

from .networks import Network
from .organisations import Organisation


class Merge(models.Model):
    """One merge. Never changed but by its undoing."""

    reason = models.CharField(max_length=500)
    merged_on = models.DateField()
    by = models.CharField(max_length=64)

    class Meta:
        abstract = True


@classified(INTERNAL, keep="with the organisation", moved=PERSONAL, before=PERSONAL)
class OrganisationMerge(Merge):
    """`gone` was a duplicate of `kept`. `moved` names the rows that moved, `before` what the card and the standing were:
    both are emptied once it can no longer be undone."""

    kept = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="merges")
    gone = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    undo_until = models.DateField()
    undone_on = models.DateField(null=True, blank=True)
    moved = models.JSONField(default=dict, blank=True)
    before = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("merged_on", "pk")

    def __str__(self) -> str:
        return f"merge {self.pk} of organisations"


@classified(INTERNAL, keep="while the alliance exists")
class NetworkMerge(Merge):
    """`gone` became part of `kept`, from `merged_on` on. `bodies` are those that moved along, for its pages as they were."""

    kept = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="merges")
    gone = models.OneToOneField(Network, on_delete=models.CASCADE, related_name="merge")
    bodies = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ("merged_on", "pk")

    def __str__(self) -> str:
        return f"merge {self.pk} of networks"
