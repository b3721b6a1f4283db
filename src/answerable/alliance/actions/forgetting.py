"""What was deleted stays deleted when an older backup is brought back (see `backups.forgotten`)."""

import secrets
from collections.abc import Iterator

from django.db import transaction

from answerable.access.actors import Actor
from answerable.backups import forgotten

from ..models import Handover, Invitation, Organisation, Person, SelfDeclaration
from ..models.invitations import IS_LIVE
from .organisations import _remove_for_good
from .people import declaration_mark, forget_person
from .recording import enter

RESTORE = Actor.of_system("restore")


def declare() -> None:
    """Tells the backups of what this room deletes for good."""
    for kind in (
        forgotten.Kind(
            "person", _people, lambda key: _forget_person_again(key, by=RESTORE), acts=("alliance.forget_person",)
        ),
        forgotten.Kind("declaration", _declarations, lambda mark: delete_declaration_again(mark, by=RESTORE)),
        forgotten.Kind("handover", _handovers, lambda key: delete_handover_again(key, by=RESTORE)),
        forgotten.Kind(
            "organisation", _organisations, lambda key: remove_organisation_again(key, by=RESTORE),
            acts=("alliance.remove_organisation",),
        ),
    ):  # fmt: skip
        forgotten.declare(kind)
    forgotten.after_a_restore(lambda: void_links(by=RESTORE))


def _people() -> Iterator[str]:
    yield from map(str, Person.objects.filter(former_since=None).values_list("key", flat=True))


def _organisations() -> Iterator[str]:
    yield from map(str, Organisation.objects.values_list("key", flat=True))


def _declarations() -> Iterator[str]:
    for sealed in SelfDeclaration.objects.values_list("sealed", flat=True):
        yield declaration_mark(bytes(sealed))


def _handovers() -> Iterator[str]:
    yield from map(str, Handover.objects.values_list("key", flat=True))


def _forget_person_again(key: str, *, by: Actor) -> None:
    forget_person(by=by, person=Person.objects.get(key=key))


@transaction.atomic
def delete_declaration_again(mark: str, *, by: Actor) -> None:
    """Deletes a declaration that its person had withdrawn."""
    for one in SelfDeclaration.objects.select_related("person"):
        if declaration_mark(bytes(one.sealed)) == mark:
            one.delete()
            enter(by, "delete_declaration_again", subject=("person", one.person.key))


@transaction.atomic
def delete_handover_again(key: str, *, by: Actor) -> None:
    """Deletes a handover that its writer had emptied."""
    Handover.objects.filter(key=key).delete()
    enter(by, "delete_handover_again", subject=("handover", key))


@transaction.atomic
def remove_organisation_again(key: str, *, by: Actor) -> None:
    """Removes an organisation that had been removed, with whatever stood for it in the meantime."""
    organisation = Organisation.objects.filter(key=key).first()
    if organisation is None:  # a duplicate, which has gone with the record that it became part of
        return
    enter(by, "remove_organisation_again", subject=("organisation", key))
    _remove_for_good([organisation])


@transaction.atomic
def void_links(*, by: Actor) -> int:
    """Makes the links of all open invitations of a restored database lead nowhere: some were used or withdrawn since.

    Each can be sent again; returns how many there were.
    """
    open_ones = Invitation.objects.filter(IS_LIVE)
    for one in open_ones:
        one.digest = f"void:{secrets.token_hex(32)}"
        one.save(update_fields=["digest"])
    if open_ones:
        enter(by, "void_links", subject=("alliance", ""), detail={"count": len(open_ones)})
    return len(open_ones)
