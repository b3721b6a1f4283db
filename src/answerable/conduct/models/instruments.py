"""Instruments, their versions, and their clauses, each in its languages."""

import uuid

from django.db import models

from answerable.alliance.models import Body, Network
from answerable.kit.classification import INTERNAL, PERSONAL, PUBLIC, classified
from answerable.kit.translations import Translation

from ..rules.words import InstrumentKind, VersionState


@classified(PUBLIC, keep="while the alliance exists")
class Instrument(models.Model):
    """Core principles, a definition, a code of conduct or standards, of one network. `adapts`: what a local code is made from.

    Who is asked to sign: people, organisations, networks, each or none of them.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=12, choices=[(one.value, one.value) for one in InstrumentKind])
    slug = models.SlugField(max_length=100, unique=True)
    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="+")
    adapts = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="local_codes")
    name = models.CharField(max_length=200)
    name_language = models.CharField(max_length=12, default="en")
    people_sign = models.BooleanField(default=False)
    organisations_sign = models.BooleanField(default=False)
    networks_sign = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("order", "pk")

    def __str__(self) -> str:
        return f"instrument {self.pk}"


@classified(PUBLIC, keep="while the alliance exists")
class InstrumentText(Translation):
    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(max_length=200)
    about = models.TextField(max_length=4000, blank=True, default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("instrument", "language"), name="instrument_text_once_a_language"),
        )

    def __str__(self) -> str:
        return f"text of instrument {self.instrument_id} in {self.language}"


@classified(PUBLIC, keep="while the alliance exists")
class Version(models.Model):
    """One version of an instrument. Once adopted its texts stand still: nothing overwrites a word.

    `fingerprint`: SHA-256 over the original language's text, in hexadecimal; each language's text has one of its own.
    `state` repeats the last move, so that lists can ask for it.
    """

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="versions")
    label = models.CharField(max_length=40)
    slug = models.SlugField(max_length=60)
    number = models.PositiveSmallIntegerField()
    state = models.CharField(
        max_length=12, choices=[(one.value, one.value) for one in VersionState], default=VersionState.DRAFT
    )
    original_language = models.CharField(max_length=12, default="en")
    # until when members are asked to read it, while it is in consultation
    read_until = models.DateField(null=True, blank=True)
    # our own wording, labelled as such, with what it was made from
    shipped = models.BooleanField(default=False)
    sources = models.JSONField(default=list, blank=True)
    adopted_by = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    adopted_on = models.DateField(null=True, blank=True)
    in_force_from = models.DateField(null=True, blank=True)
    superseded_on = models.DateField(null=True, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True, default="")
    created_on = models.DateField()

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=("instrument", "number"), name="version_number_once"),
            models.UniqueConstraint(fields=("instrument", "slug"), name="version_slug_once"),
            models.UniqueConstraint(
                fields=("instrument",), condition=models.Q(state="adopted"), name="version_one_in_force"
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=("adopted", "superseded"))
                | (models.Q(adopted_on__isnull=False) & ~models.Q(fingerprint="")),
                name="version_adopted_with_day_and_fingerprint",
            ),
        )

    def __str__(self) -> str:
        return f"version {self.pk}"


@classified(PUBLIC, keep="while the alliance exists", read_by=PERSONAL)
class VersionText(Translation):
    """What stands around the clauses in one language: preamble, what changed, and how the text came about.

    `state`: a draft of a translation is seen by those who write it. `read_by`: the speaker who has read this language's
    whole text and found it clear and right, as they wish to be called.
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="texts")
    preamble = models.TextField(max_length=8000, blank=True, default="")
    changed = models.TextField(max_length=4000, blank=True, default="")
    came_about = models.TextField(max_length=8000, blank=True, default="")
    # over this language's whole text, from when it was last changed
    fingerprint = models.CharField(max_length=64, blank=True, default="")
    read_by = models.CharField(max_length=200, blank=True, default="")
    read_on = models.DateField(null=True, blank=True)
    # counts up with every change: whoever saves says which one they began from
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("version", "language"), name="version_text_once_a_language"),)

    def __str__(self) -> str:
        return f"text of version {self.version_id} in {self.language}"


@classified(PUBLIC, keep="while the alliance exists; triggers refuse any change")
class PublishedText(models.Model):
    """An adopted version's whole text in one language, as everybody could read it from a day on: what was signed.

    A translation may be put right after its adoption; what it said before stays here. `form` has `fingerprint` as its
    SHA-256.
    """

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="published")
    language = models.CharField(max_length=12)
    fingerprint = models.CharField(max_length=64)
    form = models.TextField()
    since = models.DateField()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("version", "language", "fingerprint"), name="published_text_once"),
        )

    def __str__(self) -> str:
        return f"published text {self.pk}"


@classified(INTERNAL, keep="while the alliance exists")
class VersionMove(models.Model):
    """A step of a version on its way: never overwritten."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="moves")
    state = models.CharField(max_length=12, choices=[(one.value, one.value) for one in VersionState])
    on = models.DateField()
    by = models.CharField(max_length=64)
    office = models.CharField(max_length=24, blank=True, default="")

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"move {self.pk} of version {self.version_id}"


class StandingClauses(models.Manager["Clause"]):
    """The clauses that stand: whatever was taken out of a draft is asked for by name (`Clause.every`)."""

    def get_queryset(self) -> models.QuerySet["Clause"]:
        return super().get_queryset().filter(taken_out_on=None)


class EveryClause(models.Manager["Clause"]):
    """Those that were taken out as well."""


@classified(PUBLIC, keep="while the alliance exists")
class Clause(models.Model):
    """A clause of one version. `line` is the same through all versions, so that a difference can be told.

    `taken_out_on`: a draft's clause that was taken out; it can be put back until the text is adopted, then it goes.
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="clauses")
    line = models.UUIDField(default=uuid.uuid4)
    order = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=12)
    taken_out_on = models.DateField(null=True, blank=True)

    objects = StandingClauses()
    every = EveryClause()

    class Meta:
        ordering = ("order", "pk")
        constraints = (models.UniqueConstraint(fields=("version", "line"), name="clause_line_once_a_version"),)

    def __str__(self) -> str:
        return f"clause {self.pk}"


@classified(PUBLIC, keep="while the alliance exists")
class ClauseText(Translation):
    """A clause in one language. `made_from`: the fingerprint of the original clause it was translated from.

    Where that is no longer the original's, this text is out of date. `differs`: a translator says that it differs from
    the source on purpose, and `difference` says how.
    """

    clause = models.ForeignKey(Clause, on_delete=models.CASCADE, related_name="texts")
    heading = models.CharField(max_length=200, blank=True, default="")
    body = models.TextField(max_length=8000)
    made_from = models.CharField(max_length=64, blank=True, default="")
    differs = models.BooleanField(default=False)
    difference = models.CharField(max_length=500, blank=True, default="")
    # counts up with every change of a draft: whoever saves says which one they began from
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("clause", "language"), name="clause_text_once_a_language"),)

    def __str__(self) -> str:
        return f"text of clause {self.clause_id} in {self.language}"
