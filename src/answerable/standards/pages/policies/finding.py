"""Whose policies a page is about, and for whom it opens."""

from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from answerable.access.actors import Actor
from answerable.access.doors import actor_of
from answerable.access.refusals import Hidden
from answerable.alliance.models import Organisation
from answerable.alliance.queries.merging import kept_record
from answerable.alliance.queries.naming import organisation_name

from ...models import Policy
from ...permissions import require
from ...queries import policies


def language() -> str:
    return get_language() or "en"


def organisation_of(request: HttpRequest, slug: str) -> tuple[Organisation, Actor]:
    """Returns an organisation whose policies the reader may read; any other is not there."""
    actor = actor_of(request)
    found = policies.organisation_read_by(actor, slug)
    if found is None:
        raise Hidden
    return found, actor


def policy_of(request: HttpRequest, key: UUID) -> tuple[Policy, Actor]:
    actor = actor_of(request)
    found = policies.policy_read_by(actor, key)
    if found is None:
        raise Hidden
    return found, actor


def own_policy(request: HttpRequest, key: UUID) -> tuple[Policy, Actor]:
    """Returns a policy of an organisation for which the reader speaks."""
    found, actor = policy_of(request, key)
    require(policies.speaks_for_policies(actor, found.organisation))
    return found, actor


def page_of(policy: Policy) -> str:
    return reverse("policy", args=[policy.key])


def register_of(organisation: Organisation) -> str:
    return reverse("policies", args=[organisation.slug])


def way_to_register(organisation: Organisation) -> list[tuple[str, str]]:
    name = organisation_name(organisation, language())
    return [(reverse("organisation", args=[organisation.slug]), name), (register_of(organisation), _("Policies"))]


def way_to(policy: Policy) -> list[tuple[str, str]]:
    return [*way_to_register(kept_record(policy.organisation)), (page_of(policy), policy.title)]


def who_reads(organisation: Organisation) -> str:
    if organisation.at_risk:
        return _("Its own people and those who keep its records, nobody else: it is at risk.")
    return _("Everybody who belongs to the alliance and may know of %(name)s. The public does not.") % {
        "name": organisation_name(organisation, language())
    }
