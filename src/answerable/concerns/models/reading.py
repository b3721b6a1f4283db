"""What is known of those who read: their ties as they declared them, what they opened, and the room's own book."""

import uuid
from typing import ClassVar

from django.db import models

from answerable.kit.classification import INTERNAL, PUBLIC, classified

from ..rules.words import Conflict
from .cases import Case
from .hidden import Held, Nothing
from .teams import Handler


@classified(INTERNAL, keep="with the case")
class Declaration(models.Model):
    """What a handler said of their ties to a case, signed by them; words to it lie in the sealed chain.

    `header`: the fingerprint of who the case was about when it was said: what changed since asks again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    handler = models.ForeignKey(Handler, on_delete=models.PROTECT, related_name="+")
    value = models.CharField(max_length=8, choices=[(one.value, one.value) for one in Conflict])
    day = models.DateField()
    header = models.BinaryField()
    signature = models.BinaryField()

    objects: ClassVar[Nothing] = Nothing()
    held: ClassVar[Held] = Held()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("case", "handler"), name="declared_once_a_handler"),)

    def __str__(self) -> str:
        return "declaration"


@classified(INTERNAL, keep="with the case")
class Opening(models.Model):
    """That a handler was shown something of a case on a day: entered before it is shown, once a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    handler = models.ForeignKey(Handler, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=8)
    day = models.DateField()

    objects: ClassVar[Nothing] = Nothing()
    held: ClassVar[Held] = Held()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("case", "handler", "what", "day"), name="opening_once_a_day"),)

    def __str__(self) -> str:
        return "opening"


@classified(INTERNAL, keep="while the alliance exists")
class BookEntry(models.Model):
    """An act of a handler on some case, by day, chained to the one before. It names no case.

    `mark` can be reckoned from a case's id by this server alone: beside the case it shows whether an opening was taken away.
    """

    n = models.PositiveBigIntegerField(primary_key=True)
    day = models.DateField()
    handler = models.CharField(max_length=36)
    act = models.CharField(max_length=24)
    mark = models.CharField(max_length=64)
    before = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects: ClassVar[Nothing] = Nothing()
    held: ClassVar[Held] = Held()

    def __str__(self) -> str:
        return "entry of the book"


@classified(INTERNAL, keep="while the alliance exists")
class BookHead(models.Model):
    """One row, locked while an entry is added."""

    n = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(pk=1), name="book_has_one_head"),)

    def __str__(self) -> str:
        return "head of the book"


@classified(INTERNAL, keep="while the alliance exists", mark=PUBLIC, signature=PUBLIC)
class BookCheckpoint(models.Model):
    """How far the book went when a day began. Only `mark` and `signature` are shown: they change every day, whatever was entered."""

    day = models.DateField(primary_key=True)
    n = models.PositiveBigIntegerField()
    head = models.CharField(max_length=64)
    mark = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)

    objects: ClassVar[Nothing] = Nothing()
    held: ClassVar[Held] = Held()

    def __str__(self) -> str:
        return "checkpoint of the book"
