"""What is laid before and said of a commitment: evidence, comments, and asking to be released."""

import uuid

from django.db import models

from answerable.kit.classification import INTERNAL, PERSONAL, SEALED, classified

from ..rules.words import Proof, Remark, Shown, Side
from .commitments import Commitment, OwedTo, Step


@classified(
    INTERNAL, keep="with the commitment, or until it is taken back", words=PERSONAL, link=PERSONAL, about=SEALED
)
class Evidence(models.Model):
    """What shows that something was done: a text, a link, or a file, which is kept sealed with its name and size.

    `between_us`: for the two sides alone. What was taken back stays as a row without its content.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="evidence")
    step = models.ForeignKey(Step, null=True, blank=True, on_delete=models.SET_NULL, related_name="evidence")
    kind = models.CharField(max_length=4, choices=[(one.value, one.value) for one in Proof])
    words = models.TextField(max_length=4000, blank=True, default="")
    language = models.CharField(max_length=12, blank=True, default="")
    link = models.URLField(max_length=500, blank=True, default="")
    about = models.BinaryField(blank=True, default=b"")
    between_us = models.BooleanField(default=False)
    # to whom the commitment was shown when it was said: whoever reads later, and could not then, does not read it
    shown = models.CharField(max_length=8, choices=[(one.value, one.value) for one in Shown])
    side = models.CharField(max_length=5, choices=[(one.value, one.value) for one in Side])
    party = models.ForeignKey(OwedTo, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    on = models.DateField()
    taken_back_on = models.DateField(null=True, blank=True)
    by = models.CharField(max_length=64)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"evidence {self.key}"


@classified(
    SEALED, keep="with the commitment, or until it is taken back", id=INTERNAL, evidence=INTERNAL, number=INTERNAL
)
class EvidencePiece(models.Model):
    """A piece of a file, sealed: what is large is never whole in memory, and nothing of it lies in clear."""

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="pieces")
    number = models.PositiveIntegerField()
    sealed = models.BinaryField()

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("evidence", "number"), name="evidence_piece_once"),)

    def __str__(self) -> str:
        return f"piece {self.number} of evidence {self.evidence_id}"


@classified(INTERNAL, keep="with the commitment, or until it is taken back", words=PERSONAL)
class Comment(models.Model):
    """What one of the two sides says. What was taken back stays as a row without its words."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="comments")
    kind = models.CharField(max_length=9, choices=[(one.value, one.value) for one in Remark])
    words = models.TextField(max_length=4000, blank=True, default="")
    language = models.CharField(max_length=12)
    between_us = models.BooleanField(default=False)
    # to whom the commitment was shown when it was said: whoever reads later, and could not then, does not read it
    shown = models.CharField(max_length=8, choices=[(one.value, one.value) for one in Shown])
    side = models.CharField(max_length=5, choices=[(one.value, one.value) for one in Side])
    party = models.ForeignKey(OwedTo, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    on = models.DateField()
    taken_back_on = models.DateField(null=True, blank=True)
    by = models.CharField(max_length=64)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"comment {self.key}"


@classified(INTERNAL, keep="with the commitment", words=PERSONAL)
class ReleaseRequest(models.Model):
    """An owner asks those it was made to for being let go, and says why. They decide."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="requests")
    words = models.TextField(max_length=4000)
    asked_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    by = models.CharField(max_length=64)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("commitment",), condition=models.Q(closed_on=None), name="release_asked_once_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"release request {self.pk}"


@classified(INTERNAL, keep="with the commitment", words=PERSONAL)
class ReleaseAnswer(models.Model):
    """What one of those it was made to answers. Never changed."""

    request = models.ForeignKey(ReleaseRequest, on_delete=models.CASCADE, related_name="answers")
    party = models.ForeignKey(OwedTo, on_delete=models.CASCADE, related_name="+")
    agrees = models.BooleanField()
    words = models.TextField(max_length=4000, blank=True, default="")
    on = models.DateField()
    by = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("request", "party"), name="release_answered_once"),)

    def __str__(self) -> str:
        return f"release answer {self.pk}"
