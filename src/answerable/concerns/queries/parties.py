"""Whom a concern is about, as the desk says it: found in the alliance's records where it is there, and kept as written where not."""

from collections.abc import Iterable

from answerable.alliance.models import Organisation
from answerable.alliance.queries import organisations
from answerable.kit.text import fold

from ..models import Handler
from ..rules import routing
from ..rules.words import AboutLevel
from .cases import AtTheDesk, OpenCase
from .names import bearers, holders, names_in, names_of

MOST = 50
STEP = 4  # signs of one level in the path of a place


def who_can_be_named(by: AtTheDesk) -> list[tuple[str, str]]:
    """Returns those who read for some team, by their ids: whoever is named loses their key."""
    rows = Handler.held.filter(until=None).exclude(pk=by.handler.pk)
    names = names_of(str(one.pk) for one in rows)
    return sorted(((key, name) for key, name in names.items()), key=lambda one: fold(one[1]))


def readers_so_called(found: OpenCase, written: Iterable[str]) -> frozenset[str]:
    """Returns those who hold a key of a case and bear a name that was written."""
    return bearers(names_in(written)) & holders(found.case).keys()


def party(by: AtTheDesk, level: AboutLevel, organisation: str, person: str, language: str) -> routing.Party:
    """Returns somebody whom it is about; an organisation that is recorded is known by its id, so that those of it have ties."""
    found = _organisation(organisation)
    if found is None:
        return routing.Party(level, organisation, person, above(by.handler.team.place))
    paths = organisations.network_paths(found)
    return routing.Party(level, str(found.pk), person, above(paths[0]) if paths else above(by.handler.team.place))


def above(path: str) -> tuple[str, ...]:
    """Returns a place and those above it, the nearest first."""
    return tuple(path[:end] for end in range(len(path), STEP, -STEP))


def _organisation(name: str) -> Organisation | None:
    wanted = fold(name)
    if not wanted:
        return None
    same = [one for one in Organisation.objects.filter(folded__contains=wanted)[:MOST] if fold(one.name) == wanted]
    return same[0] if len(same) == 1 else None
