"""Commitments: who owes what to whom by when, in steps, and everything that became of them."""

import uuid

from django.db import models

from answerable.alliance.models import Network, Organisation, Person
from answerable.kit.classification import INTERNAL, PERSONAL, classified
from answerable.kit.translations import Translation

from ..rules.words import Origin, Party, Shown, State, Turn

ONE_OWNER = (
    models.Q(person__isnull=False, organisation=None, network=None)
    | models.Q(person=None, organisation__isnull=False, network=None)
    | models.Q(person=None, organisation=None, network__isnull=False)
)
ONE_PARTY = (
    models.Q(kind="organisation", organisation__isnull=False, network=None)
    | models.Q(kind="network", organisation=None, network__isnull=False)
    | models.Q(kind__in=("public", "words"), organisation=None, network=None)
)
KEEP = "while the alliance exists, a person's own that nobody else reads until they delete their data"


@classified(INTERNAL, keep=KEEP, person=PERSONAL, origin_id=INTERNAL)
class Commitment(models.Model):
    """What a person, an organisation or a network said they would do by a day.

    `place`: the network in which it is listed and whose people may read it where it is shown to a network. `state` and
    `due` repeat the last row of the history, so that lists can ask for them. Whoever lists goes through `queries.seeing`.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    network = models.ForeignKey(Network, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=12)
    made_on = models.DateField()
    due = models.DateField()
    state = models.CharField(max_length=10, choices=[(one.value, one.value) for one in State], default=State.OPEN)
    closed_on = models.DateField(null=True, blank=True)
    shown = models.CharField(max_length=8, choices=[(one.value, one.value) for one in Shown], default=Shown.NETWORK)
    origin = models.CharField(max_length=14, choices=[(one.value, one.value) for one in Origin], default=Origin.OWN)
    origin_id = models.CharField(max_length=64, blank=True, default="")
    origin_words = models.CharField(max_length=200, blank=True, default="")
    # what comes in place of one that was not kept
    instead_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="successors")
    # those it was made to said so since its owner last said how it stands
    seen_otherwise = models.BooleanField(default=False)
    by = models.CharField(max_length=64)

    class Meta:
        ordering = ("due", "pk")
        constraints = (
            models.CheckConstraint(condition=ONE_OWNER, name="commitment_of_one_owner"),
            models.CheckConstraint(
                condition=models.Q(state="open", closed_on=None)
                | (~models.Q(state="open") & models.Q(closed_on__isnull=False)),
                name="commitment_closed_with_its_day",
            ),
        )
        indexes = (
            models.Index(fields=("shown", "state", "due"), name="commitment_shown_state_due"),
            models.Index(fields=("origin", "origin_id"), name="commitment_origin"),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"commitment {self.key}"


@classified(INTERNAL, keep="with the commitment", what=PERSONAL, more=PERSONAL, folded=PERSONAL)
class CommitmentText(Translation):
    """A commitment's words in one language; that of its own language is the one that counts."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="texts")
    what = models.CharField(max_length=300)
    more = models.TextField(max_length=4000, blank=True, default="")
    folded = models.TextField(editable=False, default="")  # what a list’s question is compared with

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("commitment", "language"), name="commitment_text_once_a_language"),
        )

    def __str__(self) -> str:
        return f"text of commitment {self.commitment_id} in {self.language}"


@classified(INTERNAL, keep="with the commitment", words=PERSONAL)
class OwedTo(models.Model):
    """One of those a commitment was made to: recorded, or in the owner's words."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="owed")
    kind = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Party])
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    network = models.ForeignKey(Network, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(condition=ONE_PARTY, name="owed_to_one_party"),
            models.UniqueConstraint(
                fields=("commitment", "organisation"),
                condition=models.Q(organisation__isnull=False),
                name="owed_once_organisation",
            ),
            models.UniqueConstraint(
                fields=("commitment", "network"), condition=models.Q(network__isnull=False), name="owed_once_network"
            ),
        )

    def __str__(self) -> str:
        return f"owed {self.pk}"


@classified(INTERNAL, keep="with the commitment", words=PERSONAL)
class Step(models.Model):
    """One step on the way, maybe with a day of its own."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300)
    due = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("order", "pk")

    def __str__(self) -> str:
        return f"step {self.pk}"


@classified(INTERNAL, keep="with the commitment", words=PERSONAL)
class TurnRow(models.Model):
    """A row of a commitment's history. Never changed.

    `state`: the state it moved to; `due_before`, `due_after`: where its day was moved; `shown`: to whom it is shown from
    then on; `words`: why, or for changed wording what was said before. `party`: who of those it was made to answered.
    """

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="turns")
    kind = models.CharField(max_length=8, choices=[(one.value, one.value) for one in Turn])
    state = models.CharField(max_length=10, blank=True, default="")
    due_before = models.DateField(null=True, blank=True)
    due_after = models.DateField(null=True, blank=True)
    shown = models.CharField(max_length=8, blank=True, default="")
    words = models.TextField(max_length=4000, blank=True, default="")
    language = models.CharField(max_length=12, blank=True, default="")
    party = models.ForeignKey(OwedTo, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    on = models.DateField()
    recorded_on = models.DateField()
    by = models.CharField(max_length=64)
    office = models.CharField(max_length=24, blank=True, default="")

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"turn {self.pk} of commitment {self.commitment_id}"
