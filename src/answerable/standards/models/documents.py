"""Files laid before with a claim or a policy. Nothing of them lies in clear."""

import uuid

from django.db import models

from answerable.kit.classification import INTERNAL, SEALED, classified

from .claims import Claim
from .policies import Policy

KEEP = "with the claim or the policy, or until it is taken back"


@classified(SEALED, keep=KEEP, id=INTERNAL, claim=INTERNAL, policy=INTERNAL, key=INTERNAL)
class Document(models.Model):
    """A file: its name and size are sealed, its pieces too."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    claim = models.OneToOneField(Claim, null=True, blank=True, on_delete=models.CASCADE, related_name="document")
    policy = models.OneToOneField(Policy, null=True, blank=True, on_delete=models.CASCADE, related_name="document")
    about = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(claim=None, policy__isnull=False) | models.Q(claim__isnull=False, policy=None),
                name="document_of_one_thing",
            ),
        )

    def __str__(self) -> str:
        return f"document {self.key}"


@classified(SEALED, keep=KEEP, id=INTERNAL, document=INTERNAL, number=INTERNAL)
class DocumentPiece(models.Model):
    """A piece of a document: what is large is never whole in memory."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="pieces")
    number = models.PositiveIntegerField()
    sealed = models.BinaryField()

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("document", "number"), name="document_piece_once"),)

    def __str__(self) -> str:
        return f"piece {self.number} of document {self.document_id}"
