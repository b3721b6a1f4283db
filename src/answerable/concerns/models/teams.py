"""Teams who read concerns: their members' keys, and the revisions of their roster as they were signed."""

import uuid
from typing import ClassVar

from django.db import models

from answerable.kit.classification import INTERNAL, PERSONAL, SEALED, classified

from ..rules.teams import TeamState
from ..rules.words import HANDLERS, Desk, Role
from .hidden import Held, Nothing

ROLES = [(one.value, one.value) for one in sorted({*HANDLERS, Role.LEAD})]


@classified(INTERNAL, keep="while the alliance exists")
class Team(models.Model):
    """Those who read at one desk of one place. `place` is a path; the global desk and the panel have none."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    desk = models.PositiveSmallIntegerField(choices=[(one.value, one.name.lower()) for one in Desk])
    place = models.CharField(max_length=255, blank=True, default="")
    state = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in TeamState], default=TeamState.SETTING_UP
    )

    objects: ClassVar[Nothing] = Nothing()
    held: ClassVar[Held] = Held()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("desk", "place"), name="team_once_a_desk"),)

    def __str__(self) -> str:
        return "team"


@classified(
    PERSONAL, keep="while the alliance exists", id=INTERNAL, team=INTERNAL, by_passphrase=SEALED, by_recovery=SEALED
)
class Handler(models.Model):
    """Somebody of a team: an account by its opaque id, public keys, and the seed locked in two ways.

    A row makes nobody a reader: that does a roster, signed by those who were in it before.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    account = models.CharField(max_length=64)
    role = models.CharField(max_length=12, choices=ROLES, default=Role.INTAKE)
    box = models.BinaryField(blank=True, default=b"")
    verify = models.BinaryField(blank=True, default=b"")
    by_passphrase = models.BinaryField(blank=True, default=b"")
    by_recovery = models.BinaryField(blank=True, default=b"")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    code_noted_on = models.DateField(null=True, blank=True)
    rehearsed_on = models.DateField(null=True, blank=True)

    objects: ClassVar[Nothing] = Nothing()
    held: ClassVar[Held] = Held()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("team", "account"), condition=models.Q(until=None), name="handler_once_a_team"
            ),
        )

    def __str__(self) -> str:
        return "handler"


@classified(INTERNAL, keep="with the roster", by_passphrase=SEALED, by_recovery=SEALED)
class NextKeys(models.Model):
    """Keys that somebody made anew because they lost theirs; until two of their team sign for them they open nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    handler = models.OneToOneField(Handler, on_delete=models.CASCADE, related_name="+")
    box = models.BinaryField()
    verify = models.BinaryField()
    by_passphrase = models.BinaryField()
    by_recovery = models.BinaryField()

    objects: ClassVar[Nothing] = Nothing()
    held: ClassVar[Held] = Held()

    def __str__(self) -> str:
        return "next keys"


@classified(INTERNAL, keep="while the alliance exists")
class RosterRevision(models.Model):
    """Who belongs to a team from now on. `members` are ids, keys and days; without `server` it is only proposed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    members = models.TextField()
    previous = models.BinaryField()
    server = models.BinaryField(blank=True, default=b"")

    objects: ClassVar[Nothing] = Nothing()
    held: ClassVar[Held] = Held()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("team", "number"), name="roster_once_a_number"),)

    def __str__(self) -> str:
        return "roster"


@classified(INTERNAL, keep="with the roster")
class RosterSignature(models.Model):
    """One member's signature under a revision."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    revision = models.ForeignKey(RosterRevision, on_delete=models.CASCADE, related_name="+")
    handler = models.ForeignKey(Handler, on_delete=models.PROTECT, related_name="+")
    signature = models.BinaryField()

    objects: ClassVar[Nothing] = Nothing()
    held: ClassVar[Held] = Held()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("revision", "handler"), name="roster_signed_once"),)

    def __str__(self) -> str:
        return "signature of a roster"
