"""The alliance itself: its languages, hours, colours, post and own words."""

from django.db import models

from answerable.kit.classification import INTERNAL, PERSONAL, PUBLIC, SEALED, classified
from answerable.kit.translations import Translation

from ..rules.services import CHECK_DAYS


def first_leads() -> list[int]:
    return [60, 14]


@classified(INTERNAL, keep="while the alliance exists", mail=SEALED)
class Profile(models.Model):
    """One row: what `init` asked. The name itself is the root network's."""

    languages = models.JSONField(default=list)
    time_zone = models.CharField(max_length=64, default="UTC")
    primary_colour = models.CharField(max_length=7, blank=True, default="")
    accent_colour = models.CharField(max_length=7, blank=True, default="")
    mail_colour = models.CharField(max_length=7, blank=True, default="")
    logo = models.BinaryField(blank=True, default=b"")
    icon = models.BinaryField(blank=True, default=b"")
    mail = models.BinaryField(blank=True, default=b"")
    sender = models.CharField(max_length=254, blank=True, default="")
    # by which the server is known that mailed a code which somebody typed
    mail_arrived = models.CharField(max_length=128, blank=True, default="", editable=False)
    smallest_shown_group = models.PositiveSmallIntegerField(default=5)
    invitation_days = models.PositiveSmallIntegerField(default=30)
    requests_kept_days = models.PositiveSmallIntegerField(default=180)
    # how many days before its end a seat or an office is told of
    ending_leads = models.JSONField(default=first_leads)
    # for how many days two may hold one office; how many days before it begins a seat’s next holder may read its handover
    overlap_days = models.PositiveSmallIntegerField(default=14)
    seat_notes_days = models.PositiveSmallIntegerField(default=14)
    merge_undo_days = models.PositiveSmallIntegerField(default=30)
    # after how many days a support service should be looked at again
    service_check_days = models.PositiveSmallIntegerField(default=CHECK_DAYS)
    set_up_on = models.DateField()
    # drawn anew with every change of the alliance's records: what was counted before is counted again
    records_version = models.CharField(max_length=16, blank=True, default="", editable=False)
    # the same for texts in the alliance's own words: every process lays them over anew; empty while there are none
    words_version = models.CharField(max_length=16, blank=True, default="", editable=False)

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(pk=1), name="profile_only_one"),)

    def __str__(self) -> str:
        return "the alliance's profile"


class LookRole(models.TextChoices):
    DRAFT = "draft"
    BEFORE = "before"


@classified(INTERNAL, keep="a draft a month, the look before until it changes again")
class Look(models.Model):
    """Colours and pictures that are not shown now: a draft that is being looked at, and what was shown before."""

    role = models.CharField(max_length=6, choices=LookRole.choices, unique=True)
    primary_colour = models.CharField(max_length=7, blank=True, default="")
    accent_colour = models.CharField(max_length=7, blank=True, default="")
    mail_colour = models.CharField(max_length=7, blank=True, default="")
    logo = models.BinaryField(blank=True, default=b"")
    icon = models.BinaryField(blank=True, default=b"")
    kept_on = models.DateField()

    def __str__(self) -> str:
        return f"look {self.role}"


@classified(INTERNAL, keep="while the alliance keeps the language", read_by=PERSONAL)
class InterfaceLanguage(models.Model):
    """A language of the interface: one that the alliance added, or one that a speaker has read. `read_by`: as they wish to be called."""

    code = models.CharField(max_length=12, unique=True)
    added_on = models.DateField()
    read_by = models.CharField(max_length=200, blank=True, default="")
    read_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"language {self.code}"


@classified(PUBLIC, keep="while the alliance exists")
class PageText(Translation):
    """What the alliance itself says on a page of the program, in one language."""

    page = models.CharField(max_length=20)
    text = models.TextField(max_length=8000)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("page", "language"), name="page_text_once_a_language"),)

    def __str__(self) -> str:
        return f"text of page {self.page} in {self.language}"
