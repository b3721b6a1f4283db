"""What other rooms recorded of an organisation or a network: it would go with it, so the record stays.

Rooms above are not known here; whatever refers to a record from another room is found by its key.
"""

from collections.abc import Iterator

from django.db.models import Exists, ForeignObjectRel, Model, OuterRef, Q, QuerySet

from ..models import Network, NetworkMove, Organisation

ROOM = Organisation._meta.app_label


def _references(model: type[Model]) -> list[ForeignObjectRel]:
    """Returns everything that refers to a model, also where no way leads back."""
    every = model._meta.get_fields(include_hidden=True)
    return [one for one in every if isinstance(one, ForeignObjectRel) and one.field.concrete]


def _ways(model: type[Model], way: str = "") -> Iterator[tuple[type[Model], str]]:
    """Yields every model that refers to another one, with the way there.

    What is made of records alone, and says so (`made_of_records`), keeps nothing: whatever refers to that does.
    """
    for one in _references(model):
        name = f"{one.field.name}__{way}" if way else one.field.name
        if getattr(one.related_model, "made_of_records", False):
            yield from _ways(one.related_model, name)
        else:
            yield one.related_model, name


def named_elsewhere() -> Q:
    """The organisations of which another room recorded something, or of a duplicate that became part of them."""
    found = Q(pk__in=[])
    for model, way in _ways(Organisation):
        if model._meta.app_label != ROOM:
            found |= Q(Exists(model._base_manager.filter(_of_it(way))))
    return found


def _of_it(name: str) -> Q:
    itself = OuterRef("pk")
    return (
        Q(**{name: itself}) | Q(**{f"{name}__merged_into": itself}) | Q(**{f"{name}__merged_into__merged_into": itself})
    )


def of_whom_others_know(found: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """Returns those organisations of which another room recorded something."""
    return found.filter(named_elsewhere())


def holds_anything(network: Network) -> bool:
    """Whether anything at all was recorded of a network, in any room, besides where it stands."""
    return any(
        model._base_manager.filter(**{way: network}).exists()
        for model, way in _ways(Network)
        if model is not NetworkMove
    )
