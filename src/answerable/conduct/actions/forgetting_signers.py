"""A person who deletes their data leaves "a former member" where they signed."""

from django.db import transaction

from answerable.access.actors import Actor
from answerable.alliance.models import Person

from ..models import HoldBack, Signature, SignatureEnd
from ..rules.words import Signer
from .forgetting_words import drop
from .recording import enter


@transaction.atomic
def forget_signer(*, by: Actor, person: Person) -> None:
    """Takes a person's name from all they signed, for themselves or for others, and deletes what held them back."""
    drop(HoldBack.objects.filter(person=person))
    SignatureEnd.objects.filter(signature__person=person).update(reason="")
    Signature.objects.filter(kind=Signer.PERSON, person=person).update(person=None, name="", public=False)
    Signature.objects.filter(signed_for_by=person).update(signed_for_by=None, name="")
    enter(by, "forget_signer", subject=("person", person.key))
