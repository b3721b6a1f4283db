"""Which networks a cell names: by their own names, or by the country whose network is meant."""

from answerable.kit import countries
from answerable.kit.imports import CellProblem, Context
from answerable.kit.text import closest, fold

from ...models import Network
from ...rules.words import Level
from .places import scope_network

OPENS_COUNTRIES = (Level.ALLIANCE, Level.REGION)  # where a country's network can be opened for a row


def parts(cell: str, more: str = "") -> list[str]:
    """Splits a cell that holds several values at `;`, `؛`, `|` or line ends, and at what else a column takes for a divider."""
    for mark in ("|", "\n", "؛", *more):
        cell = cell.replace(mark, ";")
    return [part.strip() for part in cell.split(";") if part.strip()]


def read_networks(cell: str, context: Context) -> list[int | str]:
    """Takes networks by name, each as its pk, or as a country's code where a list names the country in its stead."""
    whole = _network(cell, context)
    if whole is not None:
        return [whole]
    found: list[int | str] = []
    for part in parts(cell):
        network = _network(part, context)
        if network is None:
            raise CellProblem("network_unknown", suggestion=_near(part, context), network=part)
        found.append(network)
    return found


def _network(words: str, context: Context) -> int | str | None:
    pk: int | None = context.room.more["networks"].get(fold(words))
    country = _country(words, context)
    if pk is None:
        return country
    known: int | None = context.room.more["by_country"].get(country or "")
    return country if country and known == pk else pk


def _country(words: str, context: Context) -> str | None:
    """Returns the country that some words name, if it has a network or can be given one here."""
    code = countries.code_of(words)
    if code is None or code in context.room.more["by_country"]:
        return code
    can_open = scope_network(context).level_kind in OPENS_COUNTRIES
    return code if can_open and code not in context.room.more["kept_elsewhere"] else None


def _near(part: str, context: Context) -> str:
    """Returns the network that was probably meant, as it calls itself."""
    known: dict[str, int] = context.room.more["networks"]
    by_pk: dict[int, Network] = context.room.more["network_by_pk"]
    near = closest(fold(part), known)
    found = by_pk.get(known[near]) if near else None
    return found.name if found else ""
