"""The tree of networks as nested lists, with the number of organisations each reader may see."""

from dataclasses import dataclass, field

from ...models import Network
from ...queries.naming import network_name
from ...queries.networks import Place
from ..words import LEVELS


@dataclass
class Branch:
    name: str
    slug: str
    level: str
    number: int
    below: list["Branch"] = field(default_factory=list)
    here: bool = False
    open: bool = False


def branch(place: Place, language: str, numbers: dict[str, int], here: Network | None = None) -> Branch:
    """Turns a place of the tree into names and numbers, opened along the way to `here`."""
    network = place.network
    below = [branch(one, language, numbers, here) for one in place.below]
    return Branch(
        name=network_name(network, language),
        slug=network.slug,
        level=str(LEVELS[network.level_kind]),
        number=numbers.get(network.path, 0),
        below=sorted(below, key=lambda one: one.name.casefold()),
        here=here is not None and here.pk == network.pk,
        open=here is not None and here.path.startswith(network.path),
    )
