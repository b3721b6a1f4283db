"""What is remembered of rounds: how many gave which answer, and nothing of anybody who gave it.

There is no row for an answer. All numbers of a round are made when it opens and only grow, so that neither rows, nor their
keys, nor their order say when somebody answered, or which two answers are one person’s.
"""

import uuid

from django.db import models

from answerable.kit.classification import INTERNAL, SEALED, classified

from .rules.words import Way


@classified(INTERNAL, keep="as long as what is asked about", link_hash=SEALED)
class Round(models.Model):
    """One time of asking. `kind` and `subject` name what it is about in a room above; of its link only a hash is kept.

    `is_told`: others have heard that it has results, or that it ended without.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=24)
    subject = models.CharField(max_length=64)
    questions = models.CharField(max_length=40)
    # whom facts that follow from it are about, as `facts` says it; empty where it is nobody a fact can be about
    told_of = models.CharField(max_length=80, blank=True, default="")
    expected = models.PositiveIntegerField()
    opened_on = models.DateField()
    ends = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    is_told = models.BooleanField(default=False)
    link_hash = models.CharField(max_length=64, unique=True)
    by = models.CharField(max_length=64)

    class Meta:
        ordering = ("-opened_on", "-pk")
        indexes = (
            models.Index(fields=("kind", "subject"), name="round_of_subject"),
            models.Index(fields=("told_of",), name="round_told_of"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "subject", "questions"),
                condition=models.Q(closed_on=None),
                name="round_open_once_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"round {self.key}"


@classified(INTERNAL, keep="with the round")
class Pile(models.Model):
    """The answers of a round that came one way: how many are told, and how many wait until they are enough."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="piles")
    way = models.CharField(max_length=5, choices=[(one.value, one.value) for one in Way])
    waiting = models.PositiveIntegerField(default=0)
    shown = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("way",)
        constraints = (models.UniqueConstraint(fields=("round", "way"), name="pile_once_a_way"),)

    def __str__(self) -> str:
        return f"pile {self.way} of round {self.round_id}"


@classified(INTERNAL, keep="with the round")
class Count(models.Model):
    """How many chose an answer: `waiting` until it may be told; then what is told, at least and at most, and no more."""

    pile = models.ForeignKey(Pile, on_delete=models.CASCADE, related_name="counts")
    question = models.CharField(max_length=24)
    choice = models.CharField(max_length=24)
    waiting = models.PositiveIntegerField(default=0)
    least = models.PositiveIntegerField(default=0)
    most = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("pile", "question", "choice"), name="count_once_a_choice"),)

    def __str__(self) -> str:
        return f"count {self.pk}"
