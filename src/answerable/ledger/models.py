"""Entries, the head of the chain, and the checkpoints that were signed."""

from django.db import models

from answerable.kit.classification import INTERNAL, classified


@classified(INTERNAL, keep="while the alliance exists; triggers refuse any change")
class Entry(models.Model):
    """One thing that was done. Never changed, never deleted: the database itself refuses."""

    n = models.PositiveBigIntegerField(primary_key=True)
    when = models.CharField(max_length=13)
    actor = models.CharField(max_length=64)
    office = models.CharField(max_length=40, blank=True, default="")
    place = models.CharField(max_length=255, blank=True, default="")
    act = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=40, blank=True, default="")
    subject_id = models.CharField(max_length=64, blank=True, default="")
    detail = models.TextField(default="{}")
    before = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        indexes = (
            models.Index(fields=("subject_kind", "subject_id"), name="entry_subject"),
            models.Index(fields=("place", "n"), name="entry_place"),
        )

    def __str__(self) -> str:
        return f"entry {self.n}"


@classified(INTERNAL, keep="while the alliance exists")
class Head(models.Model):
    """One row, locked while an entry is added: the number and hash of the newest entry."""

    n = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(pk=1), name="ledger_has_one_head"),)

    def __str__(self) -> str:
        return f"head at {self.n}"


@classified(INTERNAL, keep="while the alliance exists")
class Checkpoint(models.Model):
    """A signed statement of how long the chain was on a day; worth most where it is kept outside."""

    day = models.DateField()
    n = models.PositiveBigIntegerField()
    head = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)

    class Meta:
        ordering = ("n", "pk")

    def __str__(self) -> str:
        return f"checkpoint at {self.n}"
