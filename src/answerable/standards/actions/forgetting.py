"""Who leaves takes along how they stood, and what they said of their own duties; and what must not come back."""

from collections.abc import Iterator

from django.db import transaction

from answerable.access.actors import Actor
from answerable.alliance.actions.also_forgetting import also_forget
from answerable.alliance.models import Person
from answerable.backups import forgotten
from answerable.ledger import actions as ledger
from answerable.questions.actions import forget_rounds

from ..models import Claim, Policy, Subject
from ..queries.policy_rounds import asked_about
from .contents import empty_claim, empty_policy
from .policies import end_each

RESTORE = Actor.of_system("restore")


def declare() -> None:
    also_forget(forget_standing)
    forgotten.declare(forgotten.Kind("standards_claim", _claims, lambda key: take_back_claim_again(key, by=RESTORE)))
    forgotten.declare(
        forgotten.Kind("standards_policy", _policies, lambda key: take_back_policy_again(key, by=RESTORE))
    )


@transaction.atomic
def forget_standing(*, by: Actor, person: Person) -> None:
    """Deletes how a person stood, with their claims; the sums no longer count them."""
    gone, _each = Subject.objects.filter(person=person).delete()
    if gone:
        ledger.record(by, "standards.forget_standing", subject=("person", str(person.key)))


def _claims() -> Iterator[str]:
    yield from map(str, Claim.objects.filter(taken_back_on=None).values_list("key", flat=True))


def _policies() -> Iterator[str]:
    yield from map(str, Policy.objects.filter(taken_back_on=None).values_list("key", flat=True))


@transaction.atomic
def take_back_claim_again(key: str, *, by: Actor) -> None:
    """Empties a claim that had been taken back."""
    empty_claim(Claim.objects.get(key=key))
    ledger.record(by, "standards.take_back_claim_again", subject=("claim", key))


@transaction.atomic
def take_back_policy_again(key: str, *, by: Actor) -> None:
    """Empties a policy that had been taken back, and lets go of what was asked about it; what it had ended goes on."""
    policy = Policy.objects.get(key=key)
    empty_policy(policy)
    end_each(policy)
    forget_rounds(by=by, subject=asked_about(policy))
    ledger.record(by, "standards.take_back_policy_again", subject=("policy", key))
