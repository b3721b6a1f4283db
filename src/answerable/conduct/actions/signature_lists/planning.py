"""What would become of a row: surely somebody's, maybe somebody's, or nobody's we know. Nothing is changed here."""

import datetime as dt

from answerable.alliance.queries.days import latest_at
from answerable.kit.imports import Candidate, Context, Fate, Outcome, Problem, Row
from answerable.kit.text import fold

from ...rules.signing import why_not_signed_on
from ...rules.words import Signer
from .looking_up import Known, Room, Scope, fitting, room_of, standing_of

ALIKE = 0.82


def plan(row: Row, context: Context) -> Outcome:
    """Says what would become of a row; nothing is changed."""
    room = room_of(context)
    if problem := why_not_then(row, context):
        return _left_out(row, problem)
    found = sure(row, room)
    if found is not None:
        return _of_known(row, found, context)
    candidates = tuple(Candidate(one.key, one.name, reasons=reasons_of(one, row)) for one in maybe(row, room))
    if candidates:
        return Outcome(row.number, Fate.MAYBE_SAME, title=row.values["name"], candidates=candidates)
    return _left_out(row, Problem("signer_unknown", "name", row.values["name"]))


def version_of(row: Row, context: Context) -> int:
    """Returns the version a row is about: the one it names, else the one chosen for the whole list."""
    return int(row.values.get("version") or Scope.of(context.scope).version)


def why_not_then(row: Row, context: Context) -> Problem | None:
    """Returns why nobody can have signed the row's version on its day, with the version that was in force then."""
    room, day = room_of(context), dt.date.fromisoformat(row.values["signed_on"])
    version = room.versions.get(version_of(row, context))
    if version is None:
        return Problem("version_unknown", "version")
    code = why_not_signed_on(day, standing_of(version), today=latest_at(room.network.path))
    if not code:
        return None
    other = fitting(room, day)
    return Problem(
        code, "signed_on", row.cells.get("signed_on", ""), facts={"label": version.label},
        suggestion=other.label if other and other.pk != version.pk else "",
    )  # fmt: skip


def sure(row: Row, room: Room) -> Known | None:
    """Returns whom a row surely means: by mail address, or by a name that one alone bears."""
    by_mail = room.by_email.get(row.values.get("email", "").lower())
    if by_mail and row.values.get("kind", Signer.PERSON) == Signer.PERSON:
        return by_mail
    named = _of_kind(room.by_name.get(fold(row.values["name"]), []), row)
    if row.values.get("email"):  # somebody of that name with another address may be somebody else
        named = [one for one in named if one.kind == Signer.ORGANISATION or not one.email]
    found = {one.key: one for one in named}
    return next(iter(found.values())) if len(found) == 1 else None


def maybe(row: Row, room: Room) -> list[Known]:
    """Returns those whom a row may mean, the most alike first."""
    near = [room.by_key[key] for key, _score in room.alike.near(row.values["name"], at_least=ALIKE)]
    return _of_kind(near, row)[:4]


def reasons_of(one: Known, row: Row) -> tuple[str, ...]:
    same = "same_name" if fold(one.name) == fold(row.values["name"]) else "similar_name"
    return (same, "is_organisation" if one.kind == Signer.ORGANISATION else "is_person")


def _of_kind(listed: list[Known], row: Row) -> list[Known]:
    return [one for one in listed if row.values.get("kind", one.kind) == one.kind]


def _of_known(row: Row, found: Known, context: Context) -> Outcome:
    room, version = room_of(context), version_of(row, context)
    first = room.in_file.setdefault((found.key, version), row.number)
    if first != row.number:
        return _left_out(row, Problem("same_as_row", "name", row.values["name"], facts={"row": first}))
    if found.key in room.signed.get(version, set()):
        return Outcome(row.number, Fate.UNCHANGED, title=found.name, key=found.key)
    return Outcome(row.number, Fate.ADDED, title=found.name)


def _left_out(row: Row, problem: Problem) -> Outcome:
    return Outcome(row.number, Fate.LEFT_OUT, title=row.values["name"], problems=(problem,))
