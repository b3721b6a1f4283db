"""What rounds are about: rooms above say what their own things are called, and who may ask about them."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from answerable.access.actors import Actor
from answerable.alliance.permissions import ROOT_PATH

from .content import names


@dataclass(frozen=True)
class Subject:
    """A thing of a room above, by its kind and by what that room calls it."""

    kind: str
    id: str


@dataclass(frozen=True)
class Provided:
    """What a room says of its things of one kind, by their id."""

    name_of: Callable[[str, str], str]
    may_open: Callable[[Actor, str], bool]
    may_see: Callable[[Actor, str], bool]
    place_of: Callable[[str], str]
    page_of: Callable[[str], str]
    sets_of: Callable[[str], tuple[str, ...]]
    told_of: Callable[[str], str]
    names_seen: Callable[[Actor, Collection[str], str], Mapping[str, str]]


_known: dict[str, Provided] = {}


def provide_subject(
    kind: str,
    *,
    name_of: Callable[[str, str], str],
    may_open: Callable[[Actor, str], bool],
    may_see: Callable[[Actor, str], bool] | None = None,
    place_of: Callable[[str], str] | None = None,
    page_of: Callable[[str], str] | None = None,
    sets_of: Callable[[str], tuple[str, ...]] | None = None,
    told_of: Callable[[str], str] | None = None,
    names_seen: Callable[[Actor, Collection[str], str], Mapping[str, str]] | None = None,
) -> None:
    """Called once by the room that keeps things of a kind.

    `name_of(id, language)` is what whoever is asked reads, empty where there is no such thing; `may_open(actor, id)` says
    who opens and holds rounds, `may_see` who reads their results (else the same); `place_of` is the path of the place
    whose days count, `page_of` where the thing itself stands, `sets_of` which sets of questions fit it (else all),
    `told_of` whom facts that follow from its rounds are about, as `facts` says it: `organisation:<key>` (else nobody);
    `names_seen(actor, ids, language)` what those of many are called that somebody sees, in as many queries as for one
    (else one after the other).
    """
    seen = may_see or may_open

    def one_by_one(actor: Actor, ids: Collection[str], language: str) -> Mapping[str, str]:
        return {one: name_of(one, language) for one in ids if seen(actor, one) or may_open(actor, one)}

    _known[kind] = Provided(
        name_of, may_open, seen, place_of or (lambda _id: ROOT_PATH), page_of or (lambda _id: ""),
        sets_of or (lambda _id: names()), told_of or (lambda _id: ""), names_seen or one_by_one,
    )  # fmt: skip


def name_of(subject: Subject, language: str) -> str:
    """Returns what a subject is called; nothing where it is gone, or where its room is."""
    found = _known.get(subject.kind)
    return found.name_of(subject.id, language) if found else ""


def holds(actor: Actor, subject: Subject) -> bool:
    """Whether somebody opens, keeps and ends rounds about it."""
    found = _known.get(subject.kind)
    return bool(found and found.may_open(actor, subject.id))


def sees(actor: Actor, subject: Subject) -> bool:
    """Whether somebody reads what came of rounds about it."""
    found = _known.get(subject.kind)
    return bool(found and (found.may_see(actor, subject.id) or found.may_open(actor, subject.id)))


def names_seen(actor: Actor, subjects: Collection[Subject], language: str) -> dict[Subject, str]:
    """Returns what those of some subjects are called that somebody sees: each kind is asked once."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for one in subjects:
        wanted[one.kind].add(one.id)
    return {
        Subject(kind, key): name
        for kind in wanted.keys() & _known.keys()
        for key, name in _known[kind].names_seen(actor, wanted[kind], language).items()
    }


def place_of(subject: Subject) -> str:
    """Returns the path of the place whose days count for it."""
    found = _known.get(subject.kind)
    return found.place_of(subject.id) if found else ROOT_PATH


def page_of(subject: Subject) -> str:
    found = _known.get(subject.kind)
    return found.page_of(subject.id) if found else ""


def sets_of(subject: Subject) -> tuple[str, ...]:
    """Returns the sets of questions that fit it, of those there are."""
    found = _known.get(subject.kind)
    wanted = found.sets_of(subject.id) if found else ()
    return tuple(one for one in names() if one in wanted)


def told_of(subject: Subject) -> str:
    """Returns whom facts that follow from its rounds are about; nothing where it is nobody."""
    found = _known.get(subject.kind)
    return found.told_of(subject.id) if found else ""
