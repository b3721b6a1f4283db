"""What was deleted stays deleted when an older backup is brought back (see `backups.forgotten`)."""

from collections.abc import Iterator

from django.db import transaction

from answerable.access.actors import Actor
from answerable.backups import forgotten

from ..models import Organisation, Person, SelfDeclaration
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
        forgotten.Kind(
            "organisation", _organisations, lambda key: remove_organisation_again(key, by=RESTORE),
            acts=("alliance.remove_organisation",),
        ),
    ):  # fmt: skip
        forgotten.declare(kind)


def _people() -> Iterator[str]:
    yield from map(str, Person.objects.filter(former_since=None).values_list("key", flat=True))


def _organisations() -> Iterator[str]:
    yield from map(str, Organisation.objects.values_list("key", flat=True))


def _declarations() -> Iterator[str]:
    for sealed in SelfDeclaration.objects.values_list("sealed", flat=True):
        yield declaration_mark(bytes(sealed))


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
def remove_organisation_again(key: str, *, by: Actor) -> None:
    """Removes an organisation that had been removed, with whatever stood for it in the meantime."""
    organisation = Organisation.objects.get(key=key)
    enter(by, "remove_organisation_again", subject=("organisation", key))
    organisation.delete()
