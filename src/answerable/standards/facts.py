"""What this room tells: policies in force, made known, understood."""

from collections.abc import Collection, Iterator
from itertools import islice

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from answerable.alliance.queries.merging import keys_that_stayed, records_of
from answerable.facts.subjects import ORGANISATION, each, keys_of, subject
from answerable.facts.telling import Kind, Teller, Told, declare

from .models import Policy, PolicyTold
from .queries import policy_rounds
from .queries.policies import spans_of
from .rules.saying import PolicyKind

POLICY = "standards.policy."
TOLD = "standards.policies_told"
UNDERSTOOD = "standards.policies_understood"
AT_ONCE = 500
IN_FORCE = {
    PolicyKind.WOMENS_LEADERSHIP: _("A policy on women’s leadership was in force"),
    PolicyKind.SEXUAL_HARASSMENT: _("A policy against sexual harassment was in force"),
    PolicyKind.CHILD_PROTECTION: _("A policy on the protection of children was in force"),
    PolicyKind.PARENTAL_LEAVE: _("A policy on parental and family leave was in force"),
}


def tell(wanted: Collection[str] | None) -> Iterator[Told]:
    """A policy counts from its adoption until it should have been looked at again, or until a newer one came.

    That it was understood is told of the day on which the questions about it were over.
    """
    policies = Policy.objects.filter(taken_back_on=None).select_related("organisation").order_by("pk")
    tellings = (
        PolicyTold.objects.filter(policy__taken_back_on=None).select_related("policy__organisation").order_by("pk")
    )
    if wanted is None:
        records = keys_that_stayed()
    else:
        records = records_of(keys_of(wanted, ORGANISATION))
        policies = policies.filter(organisation__in=list(records))
        tellings = tellings.filter(policy__organisation__in=list(records))
    yield from _in_force(policies.filter(about__in=list(IN_FORCE)), records)
    for row in tellings.iterator(chunk_size=AT_ONCE):
        yield Told(_whose(row.policy, records), TOLD, f"policy_told:{row.pk}", row.on, row.on)
    yield from _understood(policies, records)


def _in_force(policies: QuerySet[Policy], records: dict[int, str]) -> Iterator[Told]:
    for one in policies.prefetch_related("reviews").iterator(chunk_size=AT_ONCE):
        for span in spans_of(one):
            yield Told(_whose(one, records), f"{POLICY}{one.about}", f"policy:{one.pk}", span.starts, span.ends)


def _understood(policies: QuerySet[Policy], records: dict[int, str]) -> Iterator[Told]:
    listed = policies.filter(about__in=list(IN_FORCE)).iterator(chunk_size=AT_ONCE)
    while some := list(islice(listed, AT_ONCE)):
        for one, key, day in policy_rounds.understood(some):
            yield Told(_whose(one, records), UNDERSTOOD, f"round:{key}", day, day)


def of_rounds(keys: Collection[str]) -> list[str]:
    """Returns the organisations about whose policies these rounds ask."""
    found = policy_rounds.policies_of(keys)
    records = keys_that_stayed({one.organisation_id for one in found}) if found else {}
    return [_whose(one, records) for one in found]


def _whose(policy: Policy, records: dict[int, str]) -> str:
    """Returns whom a policy is told of: of a duplicate’s, the record that was kept."""
    return subject(ORGANISATION, records.get(policy.organisation_id) or policy.organisation.key)


declare(
    Teller(
        "standards",
        kinds=(
            *(Kind(f"{POLICY}{one}", words) for one, words in IN_FORCE.items()),
            Kind(TOLD, _("A policy was made known"), passing=True),
            Kind(UNDERSTOOD, _("Those who were asked knew what a policy says"), passing=True),
        ),
        of=frozenset({ORGANISATION}),
        tell=tell,
        about={"policies": each(ORGANISATION), "organisation": each(ORGANISATION), "round": of_rounds},
    )
)
