"""How a network makes a code its own: four moments, drafting with everyone's contributions, alignment, adoption."""

import secrets
import uuid

from django.db import models

from answerable.alliance.models import Body, Network, Organisation, Person
from answerable.kit.classification import INTERNAL, PERSONAL, PUBLIC, SEALED, classified
from answerable.kit.translations import Translation

from ..rules.words import ContributionKind, MomentKind, Outcome, Procedure, ShownAs, Strength, VoiceKind
from .instruments import Clause, ClauseText, Version


def chance_key() -> int:
    """Returns a row's number that says nothing of when it was made: 52 bits, exact in every program."""
    return secrets.randbits(52) + 1


@classified(PUBLIC, keep="while the alliance exists")
class TemplateMoment(models.Model):
    """One of the moments that a new local code begins with; the alliance edits the list."""

    kind = models.CharField(max_length=12, choices=[(one.value, one.value) for one in MomentKind])
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("order", "pk")

    def __str__(self) -> str:
        return f"moment {self.kind}"


@classified(PUBLIC, keep="while the alliance exists")
class TemplateMomentText(Translation):
    """The alliance's own words for a moment; without one, the shipped words are shown."""

    moment = models.ForeignKey(TemplateMoment, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(max_length=120)
    guidance = models.TextField(max_length=4000, blank=True, default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("moment", "language"), name="moment_text_once_a_language"),)

    def __str__(self) -> str:
        return f"text of moment {self.moment_id} in {self.language}"


@classified(INTERNAL, keep="while the alliance exists")
class LocalCode(models.Model):
    """A network's work on one version of its own code, made from a parent's version.

    `nameless`: whether one may contribute without a name; `answer_days`: within how many days an answer is promised.
    """

    version = models.OneToOneField(Version, on_delete=models.PROTECT, related_name="local_code")
    parent = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    nameless = models.BooleanField(default=False)
    answer_days = models.PositiveSmallIntegerField(default=14)
    begun_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    by = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"local code {self.pk}"


@classified(INTERNAL, keep="while the alliance exists")
class Moment(models.Model):
    """One event of the making of a local code, with what was heard. Numbers of those present, no names."""

    local_code = models.ForeignKey(LocalCode, on_delete=models.CASCADE, related_name="moments")
    kind = models.CharField(max_length=12, choices=[(one.value, one.value) for one in MomentKind])
    name = models.CharField(max_length=120, blank=True, default="")
    order = models.PositiveSmallIntegerField()
    planned_on = models.DateField(null=True, blank=True)
    held_on = models.DateField(null=True, blank=True)
    people = models.PositiveIntegerField(null=True, blank=True)
    organisations = models.PositiveIntegerField(null=True, blank=True)
    heard = models.TextField(max_length=8000, blank=True, default="")
    language = models.CharField(max_length=12, default="en")

    class Meta:
        ordering = ("order", "pk")

    def __str__(self) -> str:
        return f"moment {self.pk}"


@classified(INTERNAL, keep="while the alliance exists, the person as a former member", person=PERSONAL)
class TakingPart(models.Model):
    """Who is invited to a local code: to contribute, or to the writing group, which drafts and answers.

    `leads`: entrusted by the network with carrying it through, beside those who keep its records.
    """

    local_code = models.ForeignKey(LocalCode, on_delete=models.CASCADE, related_name="taking_part")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    writes = models.BooleanField(default=False)
    leads = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    by = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"taking part {self.pk}"


@classified(INTERNAL, keep="while the alliance exists, without who made it once they are gone", body=INTERNAL)
class ClauseEdit(models.Model):
    """A wording that a draft's clause once had: every one is kept, so that two who write at once lose nothing."""

    text = models.ForeignKey(ClauseText, on_delete=models.CASCADE, related_name="edits")
    revision = models.PositiveIntegerField()
    heading = models.CharField(max_length=200, blank=True, default="")
    body = models.TextField(max_length=8000)
    on = models.DateTimeField()
    by = models.CharField(max_length=64)

    class Meta:
        ordering = ("revision",)
        constraints = (models.UniqueConstraint(fields=("text", "revision"), name="clause_edit_once_a_revision"),)

    def __str__(self) -> str:
        return f"edit {self.pk}"


@classified(
    INTERNAL,
    keep="while the alliance exists, without who made it once they are gone",
    person=PERSONAL,
    maker_mark=SEALED,
)
class Contribution(models.Model):
    """What somebody says of a clause (or of the whole) of a local code.

    Only what shows a name keeps its `person`. All else has `maker_mark`: a keyed mark, different for every contribution,
    by which its maker finds it again, and nobody else can. Keys are drawn by chance: in what order things came they do
    not tell. `about` names a clause that was taken out of the draft. `language`: of what is said; `wording_language`: for
    which of the draft's languages another wording is proposed, empty for the one it is written in.
    """

    id = models.BigIntegerField(primary_key=True, default=chance_key, editable=False)

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    local_code = models.ForeignKey(LocalCode, on_delete=models.CASCADE, related_name="contributions")
    clause = models.ForeignKey(Clause, null=True, blank=True, on_delete=models.SET_NULL, related_name="contributions")
    revision = models.PositiveIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=10, choices=[(one.value, one.value) for one in ContributionKind])
    words = models.TextField(max_length=4000, blank=True, default="")
    wording = models.TextField(max_length=8000, blank=True, default="")
    language = models.CharField(max_length=12)
    wording_language = models.CharField(max_length=12, blank=True, default="")
    shown_as = models.CharField(max_length=12, choices=[(one.value, one.value) for one in ShownAs])
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    maker_mark = models.CharField(max_length=64, blank=True, default="")
    about = models.CharField(max_length=220, blank=True, default="")
    made_on = models.DateField()
    answer_by = models.DateField()
    taken_back_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("made_on", "pk")
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(shown_as="nobody") | models.Q(person=None, organisation=None),
                name="contribution_without_a_name_names_nobody",
            ),
            models.CheckConstraint(
                condition=models.Q(shown_as="name") | models.Q(person=None, revision=None),
                name="contribution_names_only_who_says_so",
            ),
        )

    def __str__(self) -> str:
        return f"contribution {self.key}"


@classified(INTERNAL, keep="while the alliance exists")
class Answer(models.Model):
    """What became of a contribution, and why. A later answer stands beside the first; none is overwritten."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="answers")
    outcome = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Outcome])
    merged_with = models.ForeignKey(Contribution, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    words = models.TextField(max_length=4000)
    on = models.DateField()
    by = models.CharField(max_length=64)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"answer {self.pk}"


@classified(PUBLIC, keep="while the alliance exists", checked_by=INTERNAL)
class Alignment(models.Model):
    """How one clause of the parent stands in a local code: which clauses say it, how strongly, and why where less.

    `compared`: the fingerprint of the local words as they were then; where they changed since, it is compared again.
    """

    local_code = models.ForeignKey(LocalCode, on_delete=models.CASCADE, related_name="alignments")
    parent_clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="+")
    clauses = models.ManyToManyField(Clause, related_name="+", blank=True)
    strength = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Strength])
    reason = models.CharField(max_length=2000, blank=True, default="")
    compared = models.CharField(max_length=64, blank=True, default="")
    checked_on = models.DateField()
    checked_by = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("local_code", "parent_clause"), name="alignment_once_a_clause"),
            models.CheckConstraint(
                condition=~models.Q(strength__in=("weaker", "missing")) | ~models.Q(reason=""),
                name="alignment_less_has_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"alignment {self.pk}"


@classified(INTERNAL, keep="while the alliance exists")
class PartnerAsked(models.Model):
    """A women's-rights organisation asked before adoption: what they said, or that they would rather not; silence is neither."""

    local_code = models.ForeignKey(LocalCode, on_delete=models.CASCADE, related_name="partners_asked")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    question = models.TextField(max_length=2000, blank=True, default="")
    asked_on = models.DateField()
    hoped_by = models.DateField(null=True, blank=True)
    said_on = models.DateField(null=True, blank=True)
    declined = models.BooleanField(default=False)
    words = models.TextField(max_length=4000, blank=True, default="")
    public = models.BooleanField(default=False)
    by = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("local_code", "organisation"), name="partner_asked_once"),)

    def __str__(self) -> str:
        return f"partner asked {self.pk}"


@classified(PUBLIC, keep="while the alliance exists", by=INTERNAL)
class Adoption(models.Model):
    """What a body decided on a version: to adopt it, or that its network signs it; by consent or vote, with its quorum."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="adoptions")
    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    signs = models.BooleanField(default=False)
    procedure = models.CharField(max_length=8, choices=[(one.value, one.value) for one in Procedure])
    held_on = models.DateField()
    entitled = models.PositiveIntegerField()
    quorum = models.PositiveIntegerField()
    present = models.PositiveIntegerField()
    in_favour = models.PositiveIntegerField(null=True, blank=True)
    against = models.PositiveIntegerField(null=True, blank=True)
    abstained = models.PositiveIntegerField(null=True, blank=True)
    carried = models.BooleanField()
    # why no women's-rights organisation was asked before, where none was
    partners_reason = models.CharField(max_length=2000, blank=True, default="")
    by = models.CharField(max_length=64)

    class Meta:
        ordering = ("held_on", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(carried=False) | models.Q(present__gte=models.F("quorum")),
                name="adoption_carried_with_quorum",
            ),
        )

    def __str__(self) -> str:
        return f"adoption {self.pk}"


@classified(INTERNAL, keep="while the alliance exists, the person as a former member", name=PERSONAL)
class Voice(models.Model):
    """A dissent or a stand-aside that somebody wants written beside a decision, with the name they chose or none."""

    adoption = models.ForeignKey(Adoption, on_delete=models.CASCADE, related_name="voices")
    kind = models.CharField(max_length=12, choices=[(one.value, one.value) for one in VoiceKind])
    words = models.TextField(max_length=2000)
    name = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"voice {self.pk}"
