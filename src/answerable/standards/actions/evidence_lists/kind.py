"""A list of evidence as a kind of import: what becomes of a row, its one entry in the ledger, its words."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from answerable.access.refusals import Refused, Unacceptable
from answerable.kit.imports import Change, Context, Fate, ImportKind, Outcome, Problem, Row, RowRefused, declare
from answerable.kit.text import closest, fold
from answerable.ledger import actions as ledger

from ...models import Claim, Duty, Subject
from ...permissions import acting_office, keeps, organisation_path, speaks_for_organisation
from ...queries.sides import home_of
from ...rules.saying import ShownTo
from ..claiming import Said, claim_many, take_back
from ..reckoning import prepared, reckon
from ..recording import as_one_act
from .columns import COLUMNS, SHOWN
from .looking_up import Mark, Room, acting, keys_of, look_up, mark_of, prepare, room_of


def plan(row: Row, context: Context) -> Outcome:
    """Says what would become of a row; nothing is changed."""
    room = room_of(context)
    if problem := _why_not(row, room):
        return _left_out(row, room, problem)
    (key,), duty = keys_of(row, room), room.duties[fold(row.values["duty"])]
    own_id = row.values.get("external_id", "")
    mark = mark_of(duty.pk, row.values.get("words", ""), row.values.get("link", ""), _from(row, room))
    if there := room.by_id.get((key, own_id)) if own_id else room.said.get((key, mark)):
        return _there_already(row, room, there, mark)
    first = room.in_file.setdefault((key, own_id or mark), row.number)
    if first != row.number:
        return _left_out(row, room, Problem("same_as_row", facts={"row": first}))
    return Outcome(row.number, Fate.ADDED, title=_title(row, room), notes=(str(_shown(row)),))


def _there_already(row: Row, room: Room, there: Claim, mark: Mark) -> Outcome:
    """What becomes of a row that was said before: nothing, unless it asks for something else than was said then."""
    if mark != mark_of(there.duty_id, there.words, there.link, there.about_from):
        return _left_out(row, room, Problem("said_otherwise", "external_id", row.values["external_id"]))
    if row.values.get("shown", there.shown) != there.shown:
        return _left_out(row, room, Problem("read_by_others", "shown", row.cells.get("shown", "")))
    return Outcome(row.number, Fate.UNCHANGED, title=_title(row, room), key=str(there.key), notes=(there.shown,))


def _shown(row: Row) -> ShownTo:
    """Who may read a row: those who keep the records alone, where the list does not say."""
    return ShownTo(row.values.get("shown", ShownTo.KEEPERS))


def _why_not(row: Row, room: Room) -> Problem | None:
    if room.scope is None:
        return Problem("not_your_place")
    return _unknown(row, room) or _untimely(row, room)


def _unknown(row: Row, room: Room) -> Problem | None:
    """Why nobody knows whom or what a row is about."""
    said, found = row.values, keys_of(row, room)
    if len(found) != 1:
        who = said.get("who", "")
        near = [room.names[key] for key, _score in room.alike.near(who)] if not found else []
        return Problem("who_ambiguous" if found else "who_unknown", "who", who, suggestion=near[0] if near else "")
    duty = room.duties.get(fold(said["duty"]))
    if duty is None:
        near_one = closest(said["duty"], [one.number for one in room.duties.values()], at_least=0.5)
        return Problem("duty_unknown", "duty", said["duty"], suggestion=near_one or "")
    if not duty.followed:
        return Problem("not_followed", "duty", said["duty"])
    return None if said.get("words") or said.get("link") else Problem("evidence_needed", "words")


def _untimely(row: Row, room: Room) -> Problem | None:
    said, starts = row.values, _from(row, room)
    if starts > room.latest:
        return Problem("in_the_future", "about_from", row.cells.get("about_from", ""))
    if said.get("about_to") and said["about_to"] < starts:
        return Problem("ends_before_it_starts", "about_to", row.cells.get("about_to", ""))
    return None


def _from(row: Row, room: Room) -> dt.date:
    day: dt.date = row.values.get("about_from", room.today)
    return day


def _title(row: Row, room: Room) -> str:
    found = keys_of(row, room)
    who = room.names[next(iter(found))] if len(found) == 1 else row.values.get("who", "")
    return " · ".join(part for part in (row.values["duty"], who, row.values.get("words", "")[:120]) if part)


def _left_out(row: Row, room: Room, problem: Problem) -> Outcome:
    return Outcome(row.number, Fate.LEFT_OUT, title=_title(row, room), problems=(problem,))


def apply(row: Row, _outcome: Outcome, context: Context) -> Change:
    (change,) = add_many([row], context)
    return change


def add_many(rows: Sequence[Row], context: Context) -> list[Change]:
    """Says what the rows say; nobody is told of each, whom they are about is reckoned once, and the run is one entry."""
    room = room_of(context)
    keys = [_key(row, room) for row in rows]
    found = {one.name: one for one in prepared(keys)}
    told = ((found[key], _duty(row, room), _said(row, room)) for key, row in zip(keys, rows, strict=True))
    made, names = claim_many(by=acting(context), rows=told)
    reckon(names)
    return [Change(str(one.key)) for one in made]


def _key(row: Row, room: Room) -> str:
    found = keys_of(row, room)
    if len(found) != 1:
        raise RowRefused("who_unknown", column="who")
    return next(iter(found))


def _duty(row: Row, room: Room) -> Duty:
    return room.duties[fold(row.values["duty"])]


def _said(row: Row, room: Room) -> Said:
    said = row.values
    return Said(
        words=said.get("words", ""), link=said.get("link", ""), about_from=_from(row, room), about_to=said.get("about_to"),
        only_started=said.get("only_started", False), many=said.get("many", 1), language=get_language() or "en",
        external_id=said.get("external_id", ""), shown=_shown(row),
    )  # fmt: skip


def undo(change: Change, context: Context) -> None:
    """Takes a row back, unless somebody confirmed it, vouched for it or asked back since."""
    made = Claim.objects.filter(key=change.key, taken_back_on=None).select_related("subject", "duty").first()
    if made is None:
        return
    if made.steps.exists():
        raise RowRefused("changed_since")
    with as_one_act() as names:
        take_back(by=acting(context), claim=made)
    reckon(names)


def enter_evidence_brought_in(context: Context) -> None:
    """Writes the one ledger entry of a whole list: its fingerprint and counts."""
    _enter_list(context, "standards.bring_in_evidence")


def enter_evidence_undone(context: Context) -> None:
    _enter_list(context, "standards.undo_evidence")


def _enter_list(context: Context, act: str) -> None:
    scope, by, totals = room_of(context).scope, acting(context), context.totals
    office, place = "", ""
    if scope and scope.organisation:
        office = acting_office(by, organisation_path(scope.organisation.pk), speaks_for_organisation)
        place = home_of(Subject(kind="organisation", organisation=scope.organisation))
    elif scope and scope.network:
        place = scope.network.path
        office = acting_office(by, place, keeps)
    ledger.record(
        by, act, subject=("import", str(context.run.pk)), office=office, place=place,
        detail={"fingerprint": context.run.fingerprint, "added": totals.added, "left_out": totals.left_out},
    )  # fmt: skip


def words(problem: Problem) -> str:
    """Says this room's problems in words; the framework says its own."""
    said = {
        "not_your_place": _("You do not speak for whom this list is about."),
        "who_unknown": _("We know nobody of this name of whom you may say something here. Write the recorded name of an organisation or network, or leave the cell empty for your own."),
        "who_ambiguous": _("Several bear this name. Write the whole recorded name."),
        "duty_unknown": _("There is no duty of this number."),
        "not_followed": _("Nobody’s standing is followed on this duty, so nothing can be said of it here."),
        "evidence_needed": _("Say what was done, or give a link."),
        "in_the_future": _("This day is still to come. Give today or an earlier day."),
        "ends_before_it_starts": _("The end lies before the beginning."),
        "said_otherwise": _("What has this number was said otherwise before. Take that back first, or give this row another number."),
        "read_by_others": _("This was said before, and others may read it than this row says. Take that back first, or leave the cell empty."),
        "same_as_row": _("The same stands in row %(row)s."),
        "number_out_of_range": _("Write a number from %(least)s to %(most)s."),
        "too_many_claims": _("%(most)s things are laid before already. Take one back first."),
    }.get(problem.code, "")  # fmt: skip
    return said % dict(problem.facts) if said else ""


def spoken(problem: Problem) -> Problem:
    """Returns a problem with the choices of who may read a row as the reader calls them."""
    if problem.code != "not_one_of":
        return problem
    facts = {**problem.facts, "allowed": [str(label) for label in SHOWN.values()]}
    return replace(problem, suggestion=str(SHOWN.get(problem.suggestion, "")), facts=facts)


EVIDENCE = declare(
    ImportKind(
        "standards.evidence", columns=COLUMNS, plan=plan, apply=apply, add_many=add_many, undo=undo, prepare=prepare, look_up=look_up,
        on_brought_in=enter_evidence_brought_in, on_undone=enter_evidence_undone, refusals=(Unacceptable, Refused), words=words, spoken=spoken,
    )
)  # fmt: skip
