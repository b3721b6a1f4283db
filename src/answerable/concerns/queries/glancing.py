"""Looking through many of one's own cases at once, without asking who signed what: which of them are worth opening.

Nothing of it is shown or kept: what may hold the words is opened whole afterwards, and compared again.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple
from uuid import UUID

from answerable.kit.text import fold
from answerable.vault import Unreadable
from answerable.vault.compartments import GrantPlace, open_grant_to_look
from answerable.vault.records import Place, glance, previous_of

from ..models import Grant, Record
from .cases import AtTheDesk
from .sealed import INTAKE, THREAD


class Part(NamedTuple):
    """A compartment of a case with the keys that open it; none where its grant does not open."""

    case: UUID
    name: str
    box: tuple[bytes, bytes] | None


def likely(by: AtTheDesk, cases: Sequence[UUID], wanted: Collection[str], *, everything: bool) -> list[UUID]:
    """Returns the cases that may hold all the words, in their order: also those that a glance does not open, since their keys changed."""
    parts = _parts(by, cases, (THREAD, INTAKE) if everything else (THREAD,))
    texts: defaultdict[UUID, list[str]] = defaultdict(list)
    shut = {part.case for part in parts.values() if part.box is None}
    for compartment, sequence, kind, blob in _records(parts):
        part = parts[compartment]
        if part.case in shut:
            continue
        said = _said(part, int(sequence), str(kind), bytes(blob))
        if said is None:
            shut.add(part.case)
        else:
            texts[part.case] += _words(said)
    return [one for one in cases if one in shut or holds(texts.get(one, ()), wanted)]


def holds(texts: Collection[str], wanted: Collection[str]) -> bool:
    """Whether all words stand in some texts; they are folded already."""
    text = fold(" ".join(texts)) if texts else ""
    return bool(text) and all(word in text for word in wanted)


def _parts(by: AtTheDesk, cases: Sequence[UUID], names: tuple[str, ...]) -> dict[UUID, Part]:
    mine = Grant.held.filter(compartment__case__in=cases, compartment__name__in=names, handler=by.handler)
    rows = mine.values_list("compartment", "compartment__case", "compartment__name", "compartment__public", "blob")
    return {key: Part(case, name, _box(by, case, name, public, blob)) for key, case, name, public, blob in rows}


def _box(by: AtTheDesk, case: UUID, name: str, public: Any, blob: Any) -> tuple[bytes, bytes] | None:
    try:
        return open_grant_to_look(bytes(blob), by.keys, place=GrantPlace(str(case), name, by.id), public=bytes(public))
    except (Unreadable, ValueError):
        return None


def _records(parts: dict[UUID, Part]) -> Iterator[tuple[Any, ...]]:
    """Yields the first words of each conversation, and all notes."""
    by_name: defaultdict[str, list[UUID]] = defaultdict(list)
    for key, part in parts.items():
        by_name[part.name].append(key)
    told = Record.held.filter(compartment__in=by_name[THREAD], sequence=1)
    noted = Record.held.filter(compartment__in=by_name[INTAKE])
    asked = ("compartment", "sequence", "kind", "blob")
    return chain(told.values_list(*asked), noted.values_list(*asked) if by_name[INTAKE] else ())


def _said(part: Part, sequence: int, kind: str, blob: bytes) -> dict[str, Any] | None:
    if part.box is None:
        return None
    try:
        body = glance(blob, Place(str(part.case), part.name, sequence, kind, previous_of(blob)), box=part.box)
        said = json.loads(body) if body is not None else None
    except (Unreadable, ValueError):
        return None
    return said if isinstance(said, dict) else None


def _words(said: dict[str, Any]) -> Iterator[str]:
    """Yields what is looked through of an entry: answers, names of whom it is about, how it was graded. More than is compared later, never less."""
    for found in (said.get("answers"), *_parties(said)):
        if isinstance(found, dict):
            yield from map(str, found.values())
    categories = said.get("categories")
    yield from map(str, categories if isinstance(categories, list) else ())
    yield str(said.get("words", ""))


def _parties(said: dict[str, Any]) -> Sequence[Any]:
    about = said.get("about")
    found = about.get("parties") if isinstance(about, dict) else ()
    return found if isinstance(found, list) else ()
