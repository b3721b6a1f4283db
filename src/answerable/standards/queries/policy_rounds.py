"""Short questions about policies: which fit one, who asks and who reads, and whether those who were asked have understood it."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from answerable.access.actors import Actor
from answerable.alliance.models import Organisation
from answerable.alliance.queries.merging import kept_record
from answerable.alliance.queries.naming import organisation_name
from answerable.questions.models import Round
from answerable.questions.queries.results import Results, results_of_many
from answerable.questions.queries.subjects import Subject as AskedAbout
from answerable.questions.queries.subjects import provide_subject
from answerable.questions.rules.words import READ

from ..models import Policy, Subject
from ..rules.policies import is_understood
from ..rules.saying import PolicyKind
from . import policies
from .sides import home_of
from .subjects import is_uuid, name_of

KIND = "policy"
SETS = {str(one): str(one).replace("_", "-") for one in policies.ASKED}


def declare() -> None:
    """Lets rounds of questions be about policies."""
    provide_subject(
        KIND, name_of=_name, may_open=_may_open, may_see=_may_see, place_of=_place, page_of=_page, sets_of=_sets, told_of=_told_of,
        names_seen=_names_seen,
    )  # fmt: skip


def asked_about(policy: Policy) -> AskedAbout:
    """Returns a policy as rounds know it."""
    return AskedAbout(KIND, str(policy.key))


def organisation_asked_about(subject: AskedAbout) -> Organisation | None:
    """Returns whose policy a round is about; None where it is about something else, or that is gone."""
    policy = _found(subject.id) if subject.kind == KIND else None
    return kept_record(policy.organisation) if policy else None


def may_be_asked_about(policy: Policy) -> bool:
    """Whether there are questions about it: it is one of the four, and no newer one came."""
    return policy.about != PolicyKind.OTHER and policy.ended_on is None


def policies_of(rounds: Collection[str]) -> list[Policy]:
    """Returns the policies about which these rounds ask."""
    keys = Round.objects.filter(kind=KIND, key__in=list(rounds)).values_list("subject", flat=True)
    return list(Policy.objects.filter(key__in=list(keys)).select_related("organisation")) if keys else []


def understood(listed: Collection[Policy]) -> Iterator[tuple[Policy, UUID, dt.date]]:
    """Yields the rounds that are over, in which enough knew each answer: the policy, the round, and the day it was over."""
    by_key = {str(one.key): one for one in listed}
    rounds = list(Round.objects.filter(kind=KIND, subject__in=list(by_key)).exclude(closed_on=None).order_by("pk"))
    results = results_of_many(rounds) if rounds else {}
    for one in rounds:
        if one.pk in results and one.closed_on and was_understood(results[one.pk]):
            yield by_key[one.subject], one.key, one.closed_on


def was_understood(results: Results) -> bool:
    """Whether of those who answered enough knew each answer; that somebody says they have read it is no answer."""
    knew: Iterable[int] = (one.understood() for one in results.questions if one.key != READ)
    return is_understood(results.answered, knew, share=settings.POLICY_UNDERSTOOD_FROM)


def _found(key: str) -> Policy | None:
    return next(iter(_all_found([key]).values()), None)


def _all_found(keys: Collection[str]) -> dict[str, Policy]:
    found = Policy.objects.filter(key__in=[key for key in keys if is_uuid(key)], taken_back_on=None)
    found = found.select_related("organisation__merged_into__merged_into")
    found = found.prefetch_related("organisation__texts", "organisation__merged_into__texts")
    return {str(one.key): one for one in found}


def _name(key: str, language: str) -> str:
    policy = _found(key)
    return _name_of(policy, language) if policy else ""


def _name_of(policy: Policy, language: str) -> str:
    organisation = organisation_name(kept_record(policy.organisation), language)
    return _("%(policy)s, %(organisation)s") % {"policy": policy.title, "organisation": organisation}


def _names_seen(actor: Actor, keys: Collection[str], language: str) -> dict[str, str]:
    """Returns what those policies are called that somebody may read, or speaks for."""
    found = _all_found(keys)
    seen = policies.read_by(actor, list(found.values()))
    return {
        key: _name_of(one, language)
        for key, one in found.items()
        if one.pk in seen or policies.speaks_for_policies(actor, one.organisation)
    }


def _may_open(actor: Actor, key: str) -> bool:
    policy = _found(key)
    return policy is not None and policies.speaks_for_policies(actor, policy.organisation)


def _may_see(actor: Actor, key: str) -> bool:
    return _found(key) is not None and policies.policy_read_by(actor, UUID(key)) is not None


def _place(key: str) -> str:
    policy = _found(key)
    return home_of(Subject(kind="organisation", organisation=kept_record(policy.organisation) if policy else None))


def _page(key: str) -> str:
    return reverse("policy", args=[key]) if _found(key) else ""


def _sets(key: str) -> tuple[str, ...]:
    policy = _found(key)
    return (SETS[policy.about],) if policy is not None and may_be_asked_about(policy) else ()


def _told_of(key: str) -> str:
    policy = _found(key)
    return name_of(kept_record(policy.organisation)) if policy else ""
