"""What somebody says of places, organisations and people, as routing knows them; nothing is told of who is recorded here."""

from contextlib import suppress
from uuid import UUID

from answerable.access.actors import Actor
from answerable.alliance.models import Organisation
from answerable.alliance.queries import networks, organisations
from answerable.alliance.queries.people import of_account
from answerable.kit import clock, countries
from answerable.kit.text import fold

from ..models import Handler, Team
from ..rules.teams import TeamState

STEP = 4  # letters of a path that name one level
MOST_FOUND = 8


def chain(path: str) -> tuple[str, ...]:
    """Returns a place and those above it, nearest first, without the alliance itself."""
    return tuple(path[:at] for at in range(len(path), STEP, -STEP))


def with_root(path: str) -> tuple[str, ...]:
    """Returns a place and all above it, the alliance too."""
    return (*chain(path), path[:STEP]) if path else ()


def place_of(country: str) -> str:
    """Returns where a country's network stands; empty where it has none."""
    found = networks.countries_with_network(clock.today()).get(country)
    return found.path if found is not None else ""


def countries_here(language: str) -> list[tuple[str, str]]:
    """Returns the countries that have a network, by their names."""
    there = networks.countries_with_network(clock.today())
    return sorted(((code, countries.name(code, language)) for code in there), key=lambda pair: fold(pair[1]))


def public_organisations(words: str) -> list[tuple[str, str]]:
    """Returns a few organisations that anybody may know of, by words of their name."""
    if len(fold(words)) < 2:
        return []
    found = organisations.matching(organisations.seen_by(Actor.nobody()), words).order_by("sort_key", "pk")
    return [(str(one.pk), one.name) for one in found[:MOST_FOUND]]


def place_of_organisation(key: str) -> str:
    """Returns where an organisation that anybody may know of has its records; empty for every other."""
    if not key.isdecimal() or len(key) > 18:
        return ""
    found = organisations.seen_by(Actor.nobody()).filter(pk=int(key)).first()
    paths = organisations.network_paths(found) if found is not None else []
    return paths[0] if paths else ""


def organisations_called(words: str) -> frozenset[str]:
    """Returns the keys of all that bear exactly this name, also of those that few may know of: so that nobody of them reads."""
    wanted = fold(words)
    if not wanted:
        return frozenset()
    near = organisations.matching(Organisation.objects.all(), words)
    names = [*near.values_list("pk", "name"), *near.exclude(texts=None).values_list("pk", "texts__name")]
    return frozenset(str(pk) for pk, name in names if fold(name) == wanted)


def names_of_handlers() -> dict[str, str]:
    """Returns what those who could read are called, by their keys; for comparing, and never to be shown."""
    rows = Handler.held.filter(team__in=Team.held.filter(state=TeamState.OPEN), until=None)
    found = {}
    for row in rows:
        with suppress(ValueError):
            person = of_account(UUID(row.account))
            found[str(row.pk)] = person.name if person is not None else ""
    return found
