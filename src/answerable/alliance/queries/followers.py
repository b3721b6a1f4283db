"""What other rooms recorded of an organisation or a network: it would go with it, so the record stays.

Rooms above are not known here; whatever refers to a record from another room is found by its key.
"""

from django.db.models import Exists, ForeignObjectRel, Model, OuterRef, Q, QuerySet

from ..models import Network, NetworkMove, Organisation

ROOM = Organisation._meta.app_label


def _references(model: type[Model]) -> list[ForeignObjectRel]:
    """Returns everything that refers to a model, also where no way leads back."""
    every = model._meta.get_fields(include_hidden=True)
    return [one for one in every if isinstance(one, ForeignObjectRel) and one.field.concrete]


def named_elsewhere() -> Q:
    """The organisations of which another room recorded something, or of a duplicate that became part of them."""
    found = Q(pk__in=[])
    for one in _references(Organisation):
        if one.related_model._meta.app_label != ROOM:
            found |= Q(Exists(one.related_model._base_manager.filter(_of_it(one.field.name))))
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
        one.related_model._base_manager.filter(**{one.field.name: network}).exists()
        for one in _references(Network)
        if one.related_model is not NetworkMove
    )
