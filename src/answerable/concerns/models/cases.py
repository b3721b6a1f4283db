"""Cases: whatever tells who, what, when or where lies in sealed records; in clear are random ids, days and codes.

The room's promise is that nothing finer than a day is kept, and nothing that counts: no moment, no number, no title.
"""

import uuid
from typing import ClassVar

from django.db import models

from answerable.kit.classification import INTERNAL, SEALED, classified

from ..rules.words import State
from .hidden import Held, Nothing
from .teams import Handler, Team

KEEP = "while the alliance exists"


@classified(INTERNAL, keep=KEEP)
class Case(models.Model):
    """One concern. `day`: on which it came; `due`, `due_kind`: what falls due next, never sooner told than for anybody.

    `raiser_box`, `raiser_verify`: keys of whoever raised it, made for this case alone, with the server's word for them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=16, choices=[(one.value, one.value) for one in State], default=State.RECEIVED)
    day = models.DateField()
    due = models.DateField(null=True, blank=True)
    due_kind = models.CharField(max_length=12, blank=True, default="")
    raiser_box = models.BinaryField()
    raiser_verify = models.BinaryField()
    vouched = models.BinaryField()

    objects: ClassVar[Nothing] = Nothing()
    held: ClassVar[Held] = Held()

    class Meta:
        indexes = (models.Index(fields=("team", "state", "due"), name="case_due"),)

    def __str__(self) -> str:
        return "case"


@classified(INTERNAL, keep="with the case", blob=SEALED)
class ToldAbove(models.Model):
    """Whom the server may tell, without a word, that something is late in a case: sealed, since it leaves out whom the person left out."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="+")
    blob = models.BinaryField()

    objects: ClassVar[Nothing] = Nothing()
    held: ClassVar[Held] = Held()

    def __str__(self) -> str:
        return "those above"


@classified(INTERNAL, keep="with the case")
class Compartment(models.Model):
    """A part of a case with keys of its own; `vouched` is the server's word that the public key is this one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=96)
    public = models.BinaryField()
    vouched = models.BinaryField()

    objects: ClassVar[Nothing] = Nothing()
    held: ClassVar[Held] = Held()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("case", "name"), name="compartment_once_a_case"),)

    def __str__(self) -> str:
        return "compartment"


@classified(INTERNAL, keep="with the case", memory=SEALED)
class EarlierKey(models.Model):
    """A key that a compartment had before somebody left its team: its secret, sealed under the key after it.

    `last`: the number of the last record under this key; `readers`: who reads from then on; `vouched`: the server's word for both.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    compartment = models.ForeignKey(Compartment, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    public = models.BinaryField()
    memory = models.BinaryField()
    last = models.PositiveIntegerField()
    readers = models.TextField()
    vouched = models.BinaryField()

    objects: ClassVar[Nothing] = Nothing()
    held: ClassVar[Held] = Held()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("compartment", "number"), name="earlier_key_once_a_number"),)

    def __str__(self) -> str:
        return "earlier key"


@classified(INTERNAL, keep="with the case, or until the reader stands aside or leaves", blob=SEALED)
class Grant(models.Model):
    """A compartment's secret sealed to one reader: a handler, or, without one, whoever raised it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    compartment = models.ForeignKey(Compartment, on_delete=models.CASCADE, related_name="+")
    handler = models.ForeignKey(Handler, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    blob = models.BinaryField()

    objects: ClassVar[Nothing] = Nothing()
    held: ClassVar[Held] = Held()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("compartment", "handler"), name="grant_once_a_handler"),
            models.UniqueConstraint(
                fields=("compartment",), condition=models.Q(handler=None), name="grant_once_a_raiser"
            ),
        )

    def __str__(self) -> str:
        return "grant"


@classified(INTERNAL, keep="with the case", blob=SEALED)
class Record(models.Model):
    """Something written in a case, sealed. `kind` follows from the compartment alone: what it is stands inside."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    compartment = models.ForeignKey(Compartment, on_delete=models.CASCADE, related_name="+")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    day = models.DateField()
    blob = models.BinaryField()

    objects: ClassVar[Nothing] = Nothing()
    held: ClassVar[Held] = Held()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("compartment", "sequence"), name="record_once_a_number"),)

    def __str__(self) -> str:
        return "record"


@classified(INTERNAL, keep="with the case", blob=SEALED)
class FilePiece(models.Model):
    """A piece of a sealed file; its name, its type and its true size are sealed with it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    compartment = models.ForeignKey(Compartment, on_delete=models.CASCADE, related_name="+")
    file = models.UUIDField()
    number = models.PositiveIntegerField()
    blob = models.BinaryField()

    objects: ClassVar[Nothing] = Nothing()
    held: ClassVar[Held] = Held()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("file", "number"), name="piece_once_a_number"),)

    def __str__(self) -> str:
        return "piece of a file"


@classified(SEALED, keep="with the case, or until the code is exchanged", id=INTERNAL, case=INTERNAL)
class Receipt(models.Model):
    """Where a code leads: nothing of it can be reckoned from the look-up without the pepper."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    look_up = models.BinaryField(unique=True, max_length=16)
    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="+")
    seed = models.BinaryField()

    objects: ClassVar[Nothing] = Nothing()
    held: ClassVar[Held] = Held()

    def __str__(self) -> str:
        return "receipt"
