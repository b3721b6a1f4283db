"""How everybody stands: what was reckoned of each subject, and the sums at each network.

Everything here but a subject's traits, when it was invited, and a network's choice can be made anew from facts, claims and duties.
"""

import uuid

from django.db import models

from answerable.alliance.models import Network, Organisation, Person
from answerable.kit.classification import INTERNAL, PUBLIC, classified

from ..rules.words import State, Why
from .duties import Duty

STATES = [(one.value, one.value) for one in State]
ONE_THING = (
    models.Q(kind="organisation", organisation__isnull=False, network=None, person=None)
    | models.Q(kind="network", organisation=None, network__isnull=False, person=None)
    | models.Q(kind="person", organisation=None, network=None, person__isnull=False)
)


@classified(INTERNAL, keep="with whom it concerns")
class Subject(models.Model):
    """Somebody of whom duties are asked. `name` is how facts call them, `key` how addresses do; `counted_as`: as what sums count them, not at all where empty.

    `traits`: rows of (day, kinds of organisation) as they were known from that day on: what somebody becomes does not rewrite what
    was asked of them before. `invited_on`: when they were last invited to tell of what they never said anything of.
    """

    made_of_records = True

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=12)
    organisation = models.OneToOneField(Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    network = models.OneToOneField(Network, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    person = models.OneToOneField(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    traits = models.JSONField(default=list, blank=True)
    counted_as = models.CharField(max_length=12, blank=True, default="")
    invited_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=ONE_THING, name="subject_is_one_thing"),)

    def __str__(self) -> str:
        return f"subject {self.pk}"


@classified(INTERNAL, keep="with whom it concerns")
class Belonging(models.Model):
    """A network whose sums hold a subject: its own and those above, each from–to."""

    made_of_records = True

    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="belongings")
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=("network", "starts"), name="belonging_network"),)

    def __str__(self) -> str:
        return f"belonging {self.pk}"


@classified(INTERNAL, keep="with whom it concerns")
class Turn(models.Model):
    """How a subject stands on a duty, from–to. Whoever was never heard of has no row.

    `bases`: what it rests on, never mixed; `have` of `need`; `due`: the day by which something is to be done.
    """

    made_of_records = True

    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="turns")
    duty = models.ForeignKey(Duty, on_delete=models.CASCADE, related_name="+")
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=16, choices=STATES)
    why = models.CharField(max_length=40, choices=[(one.value, one.value) for one in Why])
    have = models.PositiveSmallIntegerField(default=0)
    need = models.PositiveSmallIntegerField(default=1)
    due = models.DateField(null=True, blank=True)
    bases = models.CharField(max_length=60, blank=True, default="")

    class Meta:
        ordering = ("starts",)
        constraints = (models.UniqueConstraint(fields=("subject", "duty", "starts"), name="turn_once_a_day"),)
        indexes = (models.Index(fields=("duty", "state", "starts"), name="turn_duty_state"),)

    def __str__(self) -> str:
        return f"turn {self.pk}"


@classified(INTERNAL, keep="with whom it concerns")
class Silence(models.Model):
    """The days on which duties are asked of a subject who never said anything of them: rows of two days and a state, with the duties of each."""

    made_of_records = True

    subject = models.OneToOneField(Subject, on_delete=models.CASCADE, related_name="silence")
    spans = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"silence of subject {self.subject_id}"


@classified(INTERNAL, keep="while the alliance exists")
class Tally(models.Model):
    """By how much a sum changes on a day. Rows are only added: two who act at once never wait for each other.

    `kind`: of the subjects that are counted; `summed`: whether the sums of the checkpoint hold it.
    """

    made_of_records = True

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    duty = models.ForeignKey(Duty, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12)
    state = models.CharField(max_length=16, choices=STATES)
    day = models.DateField()
    change = models.IntegerField()
    summed = models.BooleanField(default=False)

    class Meta:
        indexes = (models.Index(fields=("network", "summed", "day"), name="tally_network_day"),)

    def __str__(self) -> str:
        return f"tally {self.pk}"


@classified(INTERNAL, keep="while the alliance exists")
class Count(models.Model):
    """A sum as of the checkpoint's day: how many of a kind stand so at a network and below it."""

    made_of_records = True

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    duty = models.ForeignKey(Duty, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12)
    state = models.CharField(max_length=16, choices=STATES)
    number = models.IntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("network", "duty", "kind", "state"), name="count_once"),)

    def __str__(self) -> str:
        return f"count {self.pk}"


@classified(INTERNAL, keep="while the alliance exists")
class Checkpoint(models.Model):
    """The day up to which tallies were taken together; one row."""

    day = models.DateField()

    def __str__(self) -> str:
        return f"checkpoint of {self.day}"


@classified(INTERNAL, keep="while the alliance exists")
class Reckoning(models.Model):
    """A reckoning of everybody, and how far it came; the newest without an end is going on."""

    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"reckoning {self.pk}"


@classified(PUBLIC, keep="while the alliance exists", by=INTERNAL)
class Choice(models.Model):
    """Whether a network shows everybody how it and those in it stand, in sums; without a row it is for members."""

    network = models.OneToOneField(Network, on_delete=models.CASCADE, related_name="+")
    public = models.BooleanField(default=False)
    since = models.DateField()
    by = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"choice of network {self.network_id}"
