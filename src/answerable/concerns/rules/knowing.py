"""Who may know what: roles by data classes, as a table. An office gives nothing; only work on the case itself does.

Whoever leads, coordinates, decides on money or runs the machine reads no case by that (invariants 10 and 16), and giving
access to another gives none to the giver. What a cell says holds only together with how somebody stands to the case.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from .data_classes import BEHIND_THE_DECLARATION, DataClass
from .words import HANDLERS, PERSON, Role


class Access(StrEnum):
    """How far somebody sees. `STAGE`: the public stage; `OWN`: what they gave or were told; `MASKED`: that it is there."""

    NONE = "none"
    STAGE = "stage"
    OWN = "own"
    OWN_WRITE = "own_write"
    MASKED = "masked"
    TIMERS = "timers"
    COUNTS = "counts"
    LOG = "log"
    REFERENCE = "reference"
    READ = "read"
    ADD = "add"
    WRITE = "write"
    RELEASE = "release"


CONTENT = frozenset({Access.READ, Access.WRITE, Access.OWN, Access.OWN_WRITE, Access.ADD})


@dataclass(frozen=True)
class Cell:
    """What a role may of a data class. `assigned`: only on cases they are on; `released`: only once the custodian let it out."""

    access: Access
    assigned: bool = False
    released: bool = False


@dataclass(frozen=True)
class Relation:
    """How somebody stands to a case. Everything is false until it is so; an open grant is one that has not run out."""

    assigned: bool = False
    cleared: bool = False  # of ties, by `conflicts.may_read`
    conflicted: bool = False
    party: bool = False
    released: frozenset[DataClass] = field(default_factory=frozenset)


# Role: data class, access, and "a" for assigned cases or "v" for what the custodian releases. What is not here is nothing.
_TABLE: Mapping[Role, str] = {
    Role.RAISER: "D1 stage|D2 own|D3 own|D5 own|D6 own|D8 own_write|D11 own",
    Role.AFFECTED: "D1 stage|D2 own|D4 own|D5 own|D6 own|D7 own_write|D8 own_write|D11 own|D14 log",
    Role.RESPONDENT: "",
    Role.WITNESS: "",
    Role.INTAKE: "D1 read a|D2 write a|D3 masked a|D4 masked a|D5 masked a|D6 add a|D7 add a|D8 write a|D9 write a",
    Role.CASE_MANAGER: "D1 write a|D2 write a|D3 read v|D4 read v|D5 read a|D6 write a|D7 read a|D8 write a|D9 write a|D14 log a",
    Role.LIAISON: "D1 read a|D2 read a|D4 read a|D5 masked a|D7 write a|D8 write a|D9 write a",
    Role.CUSTODIAN: "D1 reference|D3 release|D4 release|D5 release|D14 log",
    Role.LEAD: "D1 masked|D8 timers",
    Role.LEAD_ABOVE: "D8 timers",
    Role.BOARD: "D1 counts",
    Role.FOCAL_POINT: "",
    Role.COORDINATOR: "",
    Role.SECRETARIAT: "",
    Role.ADMINISTRATOR: "",
    Role.PUBLIC: "",
    Role.SYSTEM: "",
}


def _cells(row: str) -> Mapping[DataClass, Cell]:
    found: dict[DataClass, Cell] = {DataClass.FIGURES: Cell(Access.READ)}
    for part in filter(None, row.split("|")):
        of, access, *how = part.split()
        found[DataClass(of)] = Cell(Access(access), assigned=bool(how), released=how == ["v"])
    return found


TABLE: Mapping[Role, Mapping[DataClass, Cell]] = {role: _cells(row) for role, row in _TABLE.items()}


def may(role: Role, of: DataClass, relation: Relation) -> Access:
    """Returns how far somebody sees in this capacity; every page, file, search and count asks it."""
    if of == DataClass.FIGURES:
        return Access.READ
    cell = TABLE[role].get(of)
    if cell is None or _shut(role, relation):
        return Access.NONE
    if role not in PERSON and of in BEHIND_THE_DECLARATION and cell.access in CONTENT and not relation.cleared:
        return Access.NONE
    if cell.assigned and not relation.assigned:
        return Access.NONE
    return Access.MASKED if cell.released and of not in relation.released else cell.access


def _shut(role: Role, relation: Relation) -> bool:
    """Whether ties, or being part of what is told, shut everything; a person keeps what is their own (invariants 2, 3)."""
    if role in PERSON:
        return not relation.party
    return relation.conflicted or relation.party


@dataclass(frozen=True)
class Seer:
    """A line of "who can see this": in what capacity, how many, and which data classes in full."""

    role: Role
    how_many: int
    sees: tuple[DataClass, ...]


def who_can_see(people: Iterable[tuple[Role, Relation]]) -> tuple[Seer, ...]:
    """Returns who sees anything of a case in full, by role and never by name; whoever sees nothing is not in it."""
    found: dict[tuple[Role, tuple[DataClass, ...]], int] = {}
    for role, relation in people:
        sees = tuple(of for of in DataClass if of != DataClass.FIGURES and may(role, of, relation) in CONTENT)
        if sees:
            found[role, sees] = found.get((role, sees), 0) + 1
    return tuple(Seer(role, count, sees) for (role, sees), count in sorted(found.items(), key=lambda one: one[0][0]))


def cannot_see() -> tuple[Role, ...]:
    """Returns the roles that see no content of any case, for the line that names them."""
    most = Relation(assigned=True, cleared=True, released=frozenset(DataClass))
    return tuple(
        role
        for role in Role
        if role not in PERSON | HANDLERS | {Role.SYSTEM}
        and not any(may(role, of, most) in CONTENT for of in DataClass if of != DataClass.FIGURES)
    )
