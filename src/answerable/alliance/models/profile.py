"""The alliance itself: its languages, hours, colours and post."""

from django.db import models

from answerable.kit.classification import INTERNAL, SEALED, classified


@classified(INTERNAL, keep="while the alliance exists", mail=SEALED)
class Profile(models.Model):
    """One row: what `init` asked. The name itself is the root network's."""

    languages = models.JSONField(default=list)
    time_zone = models.CharField(max_length=64, default="UTC")
    primary_colour = models.CharField(max_length=7, blank=True, default="")
    accent_colour = models.CharField(max_length=7, blank=True, default="")
    logo = models.BinaryField(blank=True, default=b"")
    mail = models.BinaryField(blank=True, default=b"")
    sender = models.CharField(max_length=254, blank=True, default="")
    smallest_shown_group = models.PositiveSmallIntegerField(default=5)
    invitation_days = models.PositiveSmallIntegerField(default=30)
    requests_kept_days = models.PositiveSmallIntegerField(default=180)
    set_up_on = models.DateField()
    # drawn anew with every change of the alliance's records: what was counted before is counted again
    records_version = models.CharField(max_length=16, blank=True, default="", editable=False)

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(pk=1), name="profile_only_one"),)

    def __str__(self) -> str:
        return "the alliance's profile"
