"""What the tools remember: imports, whose files lie sealed and bound to their run; own words for texts; search rows."""

import uuid

from django.db import models

from .classification import INTERNAL, PERSONAL, PUBLIC, SEALED, classified
from .terms_field import TermsField


class ImportState(models.TextChoices):
    BEGUN = "begun"
    REHEARSED = "rehearsed"
    BRINGING_IN = "bringing_in"
    BROUGHT_IN = "brought_in"
    UNDOING = "undoing"
    UNDONE = "undone"


@classified(INTERNAL, keep="a day if nothing was brought in, else 13 months", sealed_about=SEALED)
class ImportRun(models.Model):
    """One file on its way in. `scope` says for which place, in the words of its kind; `by` is an opaque id.

    `rehearsal` names the outcomes that hold now; `reached` is the last row dealt with while bringing in or undoing.
    Times are cut to the hour.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=60)
    scope = models.CharField(max_length=255, blank=True, default="")
    by = models.CharField(max_length=64)
    state = models.CharField(max_length=12, choices=ImportState.choices, default=ImportState.BEGUN)
    fingerprint = models.CharField(max_length=128)
    sealed_about = models.BinaryField()
    rows = models.PositiveIntegerField()
    matching = models.JSONField(default=dict)
    answers = models.JSONField(default=dict)
    totals = models.JSONField(default=dict)
    rehearsal = models.UUIDField(null=True, editable=False)
    reached = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField()
    brought_in_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)
        indexes = (models.Index(fields=("kind", "scope"), name="import_run_kind_scope"),)

    def __str__(self) -> str:
        return f"import {self.key}"


@classified(SEALED, keep="24 hours", id=INTERNAL, run=INTERNAL, number=INTERNAL)
class ImportFile(models.Model):
    """One piece of a run's file."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="pieces")
    number = models.PositiveIntegerField()
    sealed = models.BinaryField()

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("run", "number"), name="import_file_piece_once"),)

    def __str__(self) -> str:
        return f"piece {self.number} of import {self.run_id}"


@classified(
    SEALED,
    keep="24 hours",
    id=INTERNAL,
    run=INTERNAL,
    rehearsal=INTERNAL,
    fate=INTERNAL,
    page=INTERNAL,
    first_row=INTERNAL,
    last_row=INTERNAL,
)
class ImportOutcomes(models.Model):
    """One page of rows that meet the same fate."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="outcomes")
    rehearsal = models.UUIDField()
    fate = models.CharField(max_length=12)
    page = models.PositiveIntegerField()
    first_row = models.PositiveIntegerField()
    last_row = models.PositiveIntegerField()
    sealed = models.BinaryField()

    class Meta:
        ordering = ("fate", "page")
        constraints = (
            models.UniqueConstraint(fields=("run", "rehearsal", "fate", "page"), name="import_outcomes_page_once"),
        )

    def __str__(self) -> str:
        return f"page {self.page} of import {self.run_id}"


@classified(SEALED, keep="7 days", id=INTERNAL, run=INTERNAL, row=INTERNAL)
class ImportChange(models.Model):
    """What one row changed, until it can no longer be undone."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="changes")
    row = models.PositiveIntegerField()
    sealed = models.BinaryField()

    class Meta:
        ordering = ("row",)
        constraints = (models.UniqueConstraint(fields=("run", "row"), name="import_change_once_a_row"),)

    def __str__(self) -> str:
        return f"row {self.row} of import {self.run_id}"


@classified(PUBLIC, keep="until it is given up for the shipped text")
class OwnText(models.Model):
    """Own words for a text of the program in a language. `was` is what the program said when they were written."""

    language = models.CharField(max_length=12)
    key = models.CharField(max_length=20)
    context = models.TextField(blank=True, default="")
    source = models.TextField()
    many = models.TextField(blank=True, default="")
    forms = models.JSONField(default=list)
    was = models.JSONField(default=list)
    updated_on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("language", "key"), name="own_text_once_a_language"),)

    def __str__(self) -> str:
        return f"own text {self.key} in {self.language}"


@classified(INTERNAL, keep="with the thing it finds", terms=PERSONAL)
class SearchRow(models.Model):
    """What one thing is found by. The database keeps its terms in an index of its own (see the migration).

    `standing` orders equally good hits; `audience` is the common audience it is for, if any: rows are gone through by both.
    """

    kind = models.CharField(max_length=60)
    thing = models.BigIntegerField()
    standing = models.BigIntegerField()
    audience = models.CharField(max_length=60, blank=True, default="", db_default="")
    terms = TermsField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("kind", "thing"), name="search_row_once_a_thing"),)
        indexes = (models.Index(fields=["kind", "standing", "thing", "audience"], name="search_row_in_order"),)

    def __str__(self) -> str:
        return f"search row of {self.kind} {self.thing}"


@classified(INTERNAL, keep="while the alliance exists")
class SearchState(models.Model):
    """By which version of the analyser a kind was last indexed as a whole."""

    kind = models.CharField(max_length=60, unique=True)
    version = models.CharField(max_length=20)

    def __str__(self) -> str:
        return f"search index of {self.kind}"
