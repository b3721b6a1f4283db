"""A path of the tree stands for one network for good: once it was left, nothing else is ever given it.

What is sealed under it could not be told of a change; nor would those of a new network be the ones it was meant for.
"""

from django.db.models import F, Value
from django.db.models.functions import Concat, Length, Substr

from ..models import Network, PathLeft


def _leave(before: str, after: str) -> None:
    """Notes that what stood at a path stands elsewhere, or, without `after`, is no more."""
    if before != after:
        PathLeft.objects.create(before=before, after=after)


def _beside_all(network: Network) -> Network:
    """Returns a network that was just put last below its parent, at a path beside it where nothing stood before."""
    path = str(network.path)
    beside = PathLeft.objects.alias(length=Length("before")).filter(
        length=len(path), before__startswith=path[: -Network.steplen], before__gte=path
    )
    last = beside.order_by("before").values_list("before", flat=True).last()
    if last is None:
        return network
    free = Network(path=last)._inc_path()
    rest = Substr(F("path"), len(path) + 1)
    Network.objects.filter(path__startswith=path).update(path=Concat(Value(free), rest))
    found: Network = Network.objects.get(pk=network.pk)
    return found
