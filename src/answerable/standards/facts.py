"""What this room tells: policies in force, made known, understood."""

import datetime as dt
from collections.abc import Collection, Iterator

from django.utils.translation import gettext_lazy as _

from answerable.facts import subjects
from answerable.facts.telling import Kind, Teller, Told, declare

from .models import Policy, PolicyTold
from .rules.saying import PolicyKind

POLICY = "standards.policy."
TOLD = "standards.policies_told"
IN_FORCE = {
    PolicyKind.WOMENS_LEADERSHIP: _("A policy on women’s leadership was in force"),
    PolicyKind.SEXUAL_HARASSMENT: _("A policy against sexual harassment was in force"),
    PolicyKind.CHILD_PROTECTION: _("A policy on the protection of children was in force"),
    PolicyKind.PARENTAL_LEAVE: _("A policy on parental and family leave was in force"),
}


def tell(wanted: Collection[str] | None) -> Iterator[Told]:
    """A policy counts from its adoption until it should have been looked at again, or until a newer one came."""
    keys = None if wanted is None else subjects.keys_of(wanted, subjects.ORGANISATION)
    rows = Policy.objects.filter(taken_back_on=None, about__in=list(IN_FORCE)).select_related("organisation")
    for one in (rows if keys is None else rows.filter(organisation__key__in=keys)).iterator(chunk_size=500):
        subject = subjects.subject(subjects.ORGANISATION, one.organisation.key)
        last = min(one.review_due, one.ended_on or dt.date.max)
        yield Told(subject, f"{POLICY}{one.about}", f"policy:{one.pk}", one.adopted_on, max(last, one.adopted_on))
    tellings = PolicyTold.objects.filter(policy__taken_back_on=None).select_related("policy__organisation")
    for row in (tellings if keys is None else tellings.filter(policy__organisation__key__in=keys)).iterator(
        chunk_size=500
    ):
        subject = subjects.subject(subjects.ORGANISATION, row.policy.organisation.key)
        yield Told(subject, TOLD, f"policy_told:{row.pk}", row.on, row.on)


declare(
    Teller(
        "standards",
        kinds=(
            *(Kind(f"{POLICY}{one}", words) for one, words in IN_FORCE.items()),
            Kind(TOLD, _("A policy was made known"), passing=True),
        ),
        of=frozenset({subjects.ORGANISATION}),
        tell=tell,
        about={"policies": subjects.each(subjects.ORGANISATION)},
    )
)
