"""Organisations and their membership in networks."""

import uuid

from django.db import models

from answerable.kit.classification import INTERNAL, PERSONAL, PUBLIC, classified
from answerable.kit.translations import Translation

from ..rules.words import MembershipState, Visibility
from .networks import Network


@classified(PUBLIC, keep="while the alliance exists")
class Kind(models.Model):
    """A kind of organisation: the alliance edits its own list."""

    code = models.SlugField(max_length=40, unique=True)
    order = models.PositiveSmallIntegerField(default=0)
    retired = models.BooleanField(default=False)

    class Meta:
        ordering = ("order", "code")

    def __str__(self) -> str:
        return self.code


@classified(PUBLIC, keep="while the alliance exists")
class KindText(Translation):
    """The alliance's own words for a kind; without one, the shipped words are shown."""

    kind = models.ForeignKey(Kind, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(max_length=120)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("kind", "language"), name="kind_text_once_a_language"),)

    def __str__(self) -> str:
        return f"{self.kind_id} in {self.language}"


@classified(
    INTERNAL,
    keep="until the organisation's records are removed, at the latest 7 years after its last membership ended; the name of one that signed or promised something stays",
    email=PERSONAL,
)
class Organisation(models.Model):
    """A civil-society organisation. Whoever lists them goes through `queries.organisations.seen_by`."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=100, unique=True)
    # each list numbers its own: that a number is taken by one at risk must not tell of it
    external_id = models.CharField(max_length=80, blank=True, default="")
    name = models.CharField(max_length=250)
    name_language = models.CharField(max_length=12, default="en")
    short_name = models.CharField(max_length=80, blank=True, default="")
    folded = models.TextField(editable=False, default="")
    sort_key = models.CharField(
        max_length=80, editable=False, default=""
    )  # of the folded name: short enough for any index
    kinds = models.ManyToManyField(Kind, related_name="+", blank=True)
    country = models.CharField(max_length=2, blank=True, default="")
    city = models.CharField(max_length=120, blank=True, default="")
    languages = models.JSONField(default=list, blank=True)
    website = models.URLField(max_length=300, blank=True, default="")
    email = models.EmailField(blank=True, default="")
    since = models.CharField(max_length=10, blank=True, default="")
    women_led = models.BooleanField(null=True)
    womens_rights_core = models.BooleanField(null=True)
    visibility = models.CharField(
        max_length=8, choices=[(one.value, one.value) for one in Visibility], default=Visibility.MEMBERS
    )
    at_risk = models.BooleanField(default=False)
    created_on = models.DateField()
    # a duplicate that became part of another one: nobody sees it any more, its address leads on
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="+", db_index=False
    )

    class Meta:
        indexes = (
            models.Index(fields=("country",), name="organisation_country"),
            models.Index(fields=("sort_key", "id"), name="organisation_in_order"),
            # of duplicates alone: SQLite would choose an index of nearly all rows before the one in their order
            models.Index(
                fields=("merged_into",), condition=models.Q(merged_into__isnull=False), name="organisation_merged"
            ),
        )

    def __str__(self) -> str:
        return f"organisation {self.pk}"


@classified(INTERNAL, keep="with the organisation")
class OrganisationText(Translation):
    """An organisation's name and what it does, in one more language."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(max_length=250)
    about = models.TextField(max_length=4000, blank=True, default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("organisation", "language"), name="organisation_text_once_a_language"),
        )

    def __str__(self) -> str:
        return f"text of organisation {self.organisation_id} in {self.language}"


@classified(INTERNAL, keep="with the organisation")
class Membership(models.Model):
    """An organisation in a network. `state` repeats the newest status row, so that lists stay quick."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="memberships")
    state = models.CharField(max_length=12, choices=[(one.value, one.value) for one in MembershipState])
    since = models.CharField(max_length=10, blank=True, default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("organisation", "network"), name="membership_once"),)
        indexes = (models.Index(fields=("network", "state"), name="membership_network_state"),)

    def __str__(self) -> str:
        return f"membership {self.pk}"


@classified(INTERNAL, keep="with the organisation")
class MembershipStatus(models.Model):
    """One step of a membership: which state, from which day, by whom. Never changed."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="statuses")
    state = models.CharField(max_length=12, choices=[(one.value, one.value) for one in MembershipState])
    starts = models.DateField()
    reason = models.CharField(max_length=500, blank=True, default="")
    by = models.CharField(max_length=64)
    recorded_on = models.DateField()

    class Meta:
        ordering = ("starts", "pk")

    def __str__(self) -> str:
        return f"status {self.pk} of membership {self.membership_id}"
