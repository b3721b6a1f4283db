"""Bodies, their seats, who holds them, and what their composition must be."""

from django.db import models

from answerable.kit.classification import INTERNAL, PERSONAL, PUBLIC, SEALED, classified
from answerable.kit.translations import Translation

from ..rules.words import BodyKind, Constituency, EndReason, Measure
from .networks import Network
from .organisations import Organisation
from .people import Person


@classified(PUBLIC, keep="while the alliance exists")
class Body(models.Model):
    """A board, committee, council, secretariat or assembly of one network."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="bodies")
    kind = models.CharField(max_length=20, choices=[(one.value, one.value) for one in BodyKind])
    slug = models.SlugField(max_length=100, unique=True)
    name = models.CharField(max_length=200)
    name_language = models.CharField(max_length=12, default="en")
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    # how many terms in a row one person may sit, where an instrument says so, and which
    most_terms = models.PositiveSmallIntegerField(null=True, blank=True)
    most_terms_source = models.CharField(max_length=300, blank=True, default="")
    # how many seats one organisation may hold at a time
    most_seats = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(most_seats__gte=1), name="body_allows_an_organisation_a_seat"),
        )

    def __str__(self) -> str:
        return f"body {self.pk}"


@classified(PUBLIC, keep="while the alliance exists")
class BodyText(Translation):
    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(max_length=200)
    about = models.TextField(max_length=4000, blank=True, default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("body", "language"), name="body_text_once_a_language"),)

    def __str__(self) -> str:
        return f"text of body {self.body_id} in {self.language}"


@classified(PUBLIC, keep="while the alliance exists")
class Seat(models.Model):
    """A place on a body; who sits there is a term."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="seats")
    role = models.CharField(max_length=120, blank=True, default="")
    role_language = models.CharField(max_length=12, default="en")
    constituency = models.CharField(
        max_length=16, choices=[(one.value, one.value) for one in Constituency], default=Constituency.OPEN
    )
    order = models.PositiveSmallIntegerField(default=0)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("order", "pk")

    def __str__(self) -> str:
        return f"seat {self.pk}"


@classified(PUBLIC, keep="while the alliance exists")
class SeatText(Translation):
    """What a seat is called in one more language."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="texts")
    role = models.CharField(max_length=120)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("seat", "language"), name="seat_text_once_a_language"),)

    def __str__(self) -> str:
        return f"text of seat {self.seat_id} in {self.language}"


@classified(INTERNAL, keep="while the alliance exists, the person as a former member", end_words=PERSONAL)
class Term(models.Model):
    """Who holds a seat, on behalf of which organisation, from–to (the last day included)."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="terms")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="terms")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="terms"
    )
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    by = models.CharField(max_length=64)
    # why it ended before its time, where somebody said so; the sentence is for those who keep the records alone
    end_reason = models.CharField(
        max_length=16, choices=[(one.value, one.value) for one in EndReason], blank=True, default=""
    )
    end_words = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        ordering = ("starts", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends=None) | models.Q(ends__gte=models.F("starts")), name="term_ends_after_start"
            ),
        )

    def __str__(self) -> str:
        return f"term {self.pk}"


@classified(SEALED, keep="with the person")
class SelfDeclaration(models.Model):
    """What a person says of themselves so that shares can be shown from five people up. Sealed: nobody reads one."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="declaration")
    sealed = models.BinaryField()
    given_on = models.DateField()

    def __str__(self) -> str:
        return f"declaration {self.pk}"


@classified(PUBLIC, keep="while the alliance exists")
class CompositionRule(models.Model):
    """What a body's composition must be: at least so many, or at least such a share.

    Applies to every body of `body_kind` in networks of `level` at or below `network`.
    """

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="rules")
    level = models.CharField(max_length=12, blank=True, default="")
    body_kind = models.CharField(max_length=20, choices=[(one.value, one.value) for one in BodyKind])
    measure = models.CharField(max_length=32, choices=[(one.value, one.value) for one in Measure])
    at_least = models.PositiveSmallIntegerField(null=True, blank=True)
    at_least_percent = models.PositiveSmallIntegerField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True, default="")
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(at_least=None, at_least_percent__isnull=False)
                | models.Q(at_least__isnull=False, at_least_percent=None),
                name="rule_counts_or_shares",
            ),
            models.CheckConstraint(
                condition=models.Q(at_least_percent=None) | models.Q(at_least_percent__lte=100),
                name="rule_share_at_most_hundred",
            ),
        )

    def __str__(self) -> str:
        return f"rule {self.pk}"
