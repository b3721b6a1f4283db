"""The alliance's own list of kinds of organisation."""

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.kit import clock
from answerable.kit.text import slug as slug_of

from ..models import Kind, KindText
from ..permissions import ROOT_PATH, may_keep_alliance, require
from .recording import enter


@transaction.atomic
def add_kind(*, by: Actor, name: str, language: str) -> Kind:
    """Adds a kind of organisation with its name in one language."""
    require(may_keep_alliance(by), "needs_secretariat")
    if not name.strip():
        raise Unacceptable("name_needed", field="name")
    code = slug_of(name, lambda slug: Kind.objects.filter(code=slug).exists())[:40]
    kind = Kind.objects.create(code=code, order=Kind.objects.count())
    KindText.objects.create(kind=kind, language=language, name=name.strip(), updated_on=clock.today())
    enter(by, "add_kind", subject=("kind", kind.code), place=ROOT_PATH)
    return kind


@transaction.atomic
def name_kind(*, by: Actor, kind: Kind, language: str, name: str) -> KindText:
    """Gives a kind the alliance's own name in a language."""
    require(may_keep_alliance(by), "needs_secretariat")
    if not name.strip():
        raise Unacceptable("name_needed", field="name")
    text, _ = KindText.objects.update_or_create(
        kind=kind, language=language, defaults={"name": name.strip(), "updated_on": clock.today()}
    )
    enter(by, "name_kind", subject=("kind", kind.code), place=ROOT_PATH, detail={"language": language})
    return text


@transaction.atomic
def retire_kind(*, by: Actor, kind: Kind) -> Kind:
    """Takes a kind off the list of choices; organisations that have it keep it."""
    require(may_keep_alliance(by), "needs_secretariat")
    kind.retired = not kind.retired
    kind.save(update_fields=["retired"])
    enter(by, "retire_kind", subject=("kind", kind.code), place=ROOT_PATH, detail={"retired": kind.retired})
    return kind
