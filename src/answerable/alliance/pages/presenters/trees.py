"""The tree of networks as nested lists, with the number of organisations each reader may see."""

from dataclasses import dataclass

from django.urls import reverse

from ...queries.naming import network_name
from ...queries.networks import Place
from ..words import LEVELS


@dataclass(frozen=True)
class Branch:
    """A network in the tree; `note` is its number of organisations as it stands beside it, empty where it has none."""

    words: str
    href: str
    level: str
    number: int
    below: "list[Branch]"

    @property
    def note(self) -> int | str:
        return self.number or ""


def branch(place: Place, language: str, numbers: dict[str, int]) -> Branch:
    """Turns a place of the tree into names and numbers, those below it by their alphabet."""
    network = place.network
    return Branch(
        words=network_name(network, language),
        href=reverse("network", args=[network.slug]),
        level=str(LEVELS[network.level_kind]),
        number=numbers.get(network.path, 0),
        below=sorted((branch(one, language, numbers) for one in place.below), key=_in_alphabet),
    )


def _in_alphabet(one: Branch) -> str:
    return one.words.casefold()
