"""An organisation's policies: which there are, which are in force, and who may read them."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from answerable.access.actors import Actor
from answerable.alliance.models import Organisation
from answerable.alliance.queries.merging import kept_record, of_organisations
from answerable.alliance.queries.organisations import seen_by

from ..models import Policy
from ..permissions import organisation_path, speaks_for_organisation
from ..rules.belonging import Stretches
from ..rules.policies import in_force
from ..rules.saying import PolicyKind
from .seeing import belongs_somewhere

ASKED = tuple(one for one in PolicyKind if one != PolicyKind.OTHER)


def organisation_read_by(actor: Actor, slug: str) -> Organisation | None:
    """Returns an organisation whose policies somebody may read: those who belong and may know of it; the public never."""
    found = seen_by(actor) if belongs_somewhere(actor) else Organisation.objects.none()
    return found.filter(slug=slug).prefetch_related("texts").first()


def policy_read_by(actor: Actor, key: UUID) -> Policy | None:
    """Returns a policy that somebody may read; one that was taken back is not there."""
    found = with_all(Policy.objects.filter(key=key, taken_back_on=None)).first()
    if found is None or not belongs_somewhere(actor):
        return None
    return found if seen_by(actor).filter(pk=kept_record(found.organisation).pk).exists() else None


def read_by(actor: Actor, listed: Collection[Policy]) -> set[int]:
    """Returns which of some policies somebody may read; their organisations should come with them."""
    if not listed or not belongs_somewhere(actor):
        return set()
    homes = {one.pk: kept_record(one.organisation).pk for one in listed}
    seen = set(seen_by(actor).filter(pk__in=set(homes.values())).values_list("pk", flat=True))
    return {pk for pk, home in homes.items() if home in seen}


def speaks_for_policies(actor: Actor, organisation: Organisation) -> bool:
    """Whether somebody records what policies an organisation has."""
    return speaks_for_organisation.covers(actor, organisation_path(kept_record(organisation).pk))


def with_all(found: QuerySet[Policy]) -> QuerySet[Policy]:
    return found.select_related("document", "organisation__merged_into__merged_into").prefetch_related(
        "told", "reviews", "organisation__texts", "organisation__merged_into__texts"
    )


def of_organisation(organisation: Organisation) -> list[Policy]:
    """Returns every policy of an organisation, taken back ones and those of its duplicates too, the newest first."""
    return list(with_all(Policy.objects.filter(of_organisations([organisation.pk]))).order_by("-adopted_on", "-pk"))


def spans_of(policy: Policy) -> Stretches:
    """Returns the days on which a policy counts; its reviews should be prefetched."""
    reviews = [(one.on, one.before, one.due) for one in policy.reviews.all()]
    return in_force(policy.adopted_on, policy.review_due, reviews, policy.ended_on)


def is_in_force(policy: Policy, day: dt.date) -> bool:
    """Whether a policy counts on a day: adopted, not followed by a newer one, and its day of review not past."""
    return policy.taken_back_on is None and any(one.starts <= day <= (one.ends or day) for one in spans_of(policy))


def standing_on(policies: Collection[Policy], day: dt.date) -> list[Policy]:
    """Returns those that nothing came after by a day, in force or with a day of review that is past, in the order of what is asked.

    Of two records that became one each may have one about the same: the one that was adopted last stands.
    """
    there = [
        one for one in policies
        if one.taken_back_on is None and one.adopted_on <= day and (one.ended_on is None or one.ended_on >= day)
    ]  # fmt: skip
    last = {one.about: one for one in sorted(there, key=lambda one: (one.adopted_on, -one.pk))}
    stand = [one for one in there if one.about == PolicyKind.OTHER or one is last[one.about]]
    order = list(PolicyKind)
    return sorted(stand, key=lambda one: (order.index(PolicyKind(one.about)), one.title, one.pk))
