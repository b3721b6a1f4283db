"""A person who deletes their data leaves "a former member" where they signed, witnessed or answered."""

from django.db import transaction

from answerable.access.actors import Actor
from answerable.alliance.models import Person
from answerable.kit.text import fold

from ..models import HoldBack, HoldBackReply, Signature, SignatureEnd, VersionText
from ..rules.words import Signer
from .forgetting_words import drop
from .recording import enter

NOBODY = "–"  # a signature given elsewhere had a witness, whoever it was


@transaction.atomic
def forget_signer(*, by: Actor, person: Person) -> None:
    """Takes a person's name from all they signed, for themselves or for others, and deletes what held them back."""
    drop(HoldBack.objects.filter(person=person))
    SignatureEnd.objects.filter(signature__person=person).update(reason="")
    Signature.objects.filter(kind=Signer.PERSON, person=person).update(person=None, name="", public=False)
    Signature.objects.filter(signed_for_by=person).update(signed_for_by=None, name="")
    if person.account_id:
        HoldBackReply.objects.filter(by=str(person.account_id)).update(by="")
    _forget_witness(person)
    _forget_reader(person)
    enter(by, "forget_signer", subject=("person", person.key))


def _forget_reader(person: Person) -> None:
    """Whoever read a translation, or signed on paper for an organisation, is known by the name that was typed alone."""
    typed = Signature.objects.filter(person=None, signed_for_by=None).exclude(name="")
    read = VersionText.objects.exclude(read_by__in=("", NOBODY))
    for rows, field, left in ((read, "read_by", NOBODY), (typed, "name", "")):
        known = rows.order_by().values_list(field, flat=True).distinct()
        named = [one for one in known.iterator(chunk_size=1000) if fold(one) == fold(person.name)]
        rows.filter(**{f"{field}__in": named}).update(**{field: left})


def _forget_witness(person: Person) -> None:
    """A witness was typed by hand: they are known by their name alone."""
    seen = Signature.objects.exclude(witness__in=("", NOBODY)).values_list("witness", flat=True).distinct()
    named = [one for one in seen.iterator(chunk_size=1000) if fold(one) == fold(person.name)]
    Signature.objects.filter(witness__in=named).update(witness=NOBODY)
