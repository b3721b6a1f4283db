"""Links by which an organisation shows its passport to whoever it gives them to."""

import uuid

from django.db import models

from answerable.alliance.models import Organisation
from answerable.kit.classification import INTERNAL, PERSONAL, SEALED, classified


@classified(INTERNAL, keep="until 30 days after its end", token_hash=SEALED, for_whom=PERSONAL)
class PassportShare(models.Model):
    """One link, good through `ends` unless it was ended before. Of the link itself only a hash is kept, and nothing of who opens it."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    for_whom = models.CharField(max_length=120, blank=True, default="")
    made_on = models.DateField()
    ends = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    by = models.CharField(max_length=64)

    class Meta:
        ordering = ("-made_on", "-pk")

    def __str__(self) -> str:
        return f"share {self.key}"
