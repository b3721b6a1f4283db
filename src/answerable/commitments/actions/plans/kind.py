"""A plan as a kind of import: what becomes of a row, its one entry in the ledger, its words."""

import datetime as dt
from dataclasses import dataclass, field

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from answerable.access.actors import Actor
from answerable.access.refusals import Refused, Unacceptable
from answerable.alliance.queries.days import earliest_at, latest_at
from answerable.kit import clock, search, touching
from answerable.kit.imports import Change, Context, Fate, ImportKind, Outcome, Problem, Row, RowRefused, declare
from answerable.kit.meanwhile import mark_of
from answerable.kit.text import fold
from answerable.ledger import actions as ledger

from ...models import Commitment
from ...permissions import acting_office
from ...queries.parties import Found, Voice, voice_of
from ...queries.sides import place_of
from ...rules.words import Origin, Shown
from ..making import MOST_OWED, Owner, Promise, To, is_owner, make_commitment, where_listed
from ..moving import not_kept, say_done
from ..recording import Detail, as_one_act
from ..stepping import MOST_STEPS
from .columns import COLUMNS

Known = dict[tuple[str, dt.date], int]


@dataclass
class Room:
    """What a run looks up once: for whom it speaks, what they have said already, and whom names mean."""

    voice: Voice | None
    known: Known = field(default_factory=dict)
    in_file: dict[tuple[str, dt.date], int] = field(default_factory=dict)
    parties: dict[str, Found] = field(default_factory=dict)
    today: dt.date = field(default_factory=clock.today)  # the first day that nobody calls past where it will be listed
    latest: dt.date = field(default_factory=clock.today)  # and the last that nobody calls future

    @property
    def owner(self) -> Owner:
        if self.voice is None:
            raise RowRefused("not_your_place")
        return Owner(self.voice.person, self.voice.organisation, self.voice.network)


def acting(context: Context) -> Actor:
    if not isinstance(context.by, Actor):
        raise TypeError("a plan is imported by an actor")
    return context.by


def prepare(context: Context) -> None:
    voice = voice_of(acting(context), context.scope)
    context.room = Room(voice)
    if voice:
        owned = Commitment.objects.filter(person=voice.person, organisation=voice.organisation, network=voice.network)
        rows = owned.values_list("pk", "texts__what", "due")
        context.room.known = {(fold(what or ""), due): pk for pk, what, due in rows}
        place = where_listed(context.room.owner).path
        context.room.today, context.room.latest = earliest_at(place), latest_at(place)


def plan(row: Row, context: Context) -> Outcome:
    """Says what would become of a row; nothing is changed."""
    title = row.values["what"]
    mark = (fold(title), row.values["due"])
    if context.room.voice is None:
        return _left_out(row, Problem("not_your_place"))
    if mark in context.room.known:
        return Outcome(row.number, Fate.UNCHANGED, title=title, key=str(context.room.known[mark]))
    if (first := context.room.in_file.setdefault(mark, row.number)) != row.number:
        return _left_out(row, Problem("same_as_row", "what", title, facts={"row": first}))
    if problem := _why_not(row, context.room) or _too_much(row, context.room.owner):
        return _left_out(row, problem)
    return Outcome(row.number, Fate.ADDED, title=title)


def _left_out(row: Row, problem: Problem) -> Outcome:
    return Outcome(row.number, Fate.LEFT_OUT, title=row.values["what"], problems=(problem,))


def _said_on(row: Row, room: Room) -> dt.date:
    """Returns when it was said: where the file has no day, today, or earlier where it was due or done before."""
    said = row.values
    day: dt.date = said.get("made_on", min(said["due"], said.get("done_on", room.today), room.today))
    return day


def _why_not(row: Row, room: Room) -> Problem | None:
    said, made_on = row.values, _said_on(row, room)
    done_on = said.get("done_on", room.latest)
    if not parties_of(row):
        return Problem("to_whom", "to")
    if max(made_on, done_on) > room.latest:
        return Problem("in_the_future", "made_on" if made_on > room.latest else "done_on")
    if said["due"] < made_on:
        return Problem("due_before_made", "due", row.cells.get("due", ""))
    if done_on < made_on:
        return Problem("before_it_was_made", "done_on", row.cells.get("done_on", ""))
    if said.get("shown") == Shown.PRIVATE and To() in parties_of(row):
        return Problem("private_to_the_public", "shown")
    return None


def _too_much(row: Row, owner: Owner) -> Problem | None:
    """What the act would refuse: said in the rehearsal already."""
    parties = parties_of(row)
    if len(parties) > MOST_OWED:
        return Problem("too_many_owed", "to", facts={"most": MOST_OWED})
    if any(is_owner(owner, one) for one in parties):
        return Problem("owed_to_oneself", "to", row.cells.get("to", ""))
    if len(row.values.get("steps", ())) > MOST_STEPS:
        return Problem("too_many_steps", "steps", facts={"most": MOST_STEPS})
    return None


def parties_of(row: Row) -> tuple[To, ...]:
    in_words = (To(words=row.values["to_words"]),) if row.values.get("to_words") else ()
    return (*row.values.get("to", ()), *in_words)


def apply(row: Row, outcome: Outcome, context: Context) -> Change:
    """Says what a row says, and how it stands; nobody is told of each one, and the run is one entry."""
    said, by = row.values, acting(context)
    promise = Promise(
        what=said["what"], more=said.get("more", ""), due=said["due"], to=parties_of(row), language=get_language() or "en",
        shown=said.get("shown", Shown.NETWORK), origin=said.get("origin", Origin.OWN), origin_words=said.get("origin_words", ""),
        steps=tuple(said.get("steps", ())), made_on=_said_on(row, context.room),
    )  # fmt: skip
    with as_one_act():
        made = make_commitment(by=by, owner=context.room.owner, promise=promise)
        if said.get("done_on"):
            say_done(by=by, commitment=made, on=said["done_on"])
        elif said.get("not_kept"):
            not_kept(by=by, commitment=made, words=said["not_kept"])
    return Change(str(made.pk), after={"turns": made.turns.count(), "mark": _stands(made)})


def _stands(made: Commitment) -> str:
    """Returns what the words and steps of a commitment are known by: these can change without a row in its history."""
    words = made.texts.order_by("language").values_list("language", "what", "more")
    steps = made.steps.order_by("order", "pk").values_list("order", "words", "due", "done_on")
    return mark_of({"words": str(list(words)), "steps": str(list(steps))})


def undo(change: Change, context: Context) -> None:
    """Takes a row back, unless somebody said or did something since."""
    made = Commitment.objects.filter(pk=int(change.key)).first()
    if made is None:
        return
    told = made.turns.count() != change.after["turns"] or made.comments.exists() or made.evidence.exists()
    changed = "mark" in change.after and change.after["mark"] != _stands(made)
    if told or changed or made.successors.exists():
        raise RowRefused("changed_since")
    search.forget("commitments.commitment", [made.pk])
    made.delete()
    touching.touched("commitment", made.key)


def enter_brought_in(context: Context) -> None:
    """Writes the one ledger entry of a whole plan: its fingerprint and counts."""
    _enter(context, "commitments.bring_in_plan")


def enter_undone(context: Context) -> None:
    _enter(context, "commitments.undo_plan")


def _enter(context: Context, act: str) -> None:
    owner = context.room.owner
    place = place_of(Commitment(person=owner.person, organisation=owner.organisation, network=owner.network))
    detail: Detail = {
        "fingerprint": context.run.fingerprint,
        "added": context.totals.added,
        "left_out": context.totals.left_out,
    }
    ledger.record(
        acting(context),
        act,
        subject=("import", str(context.run.pk)),
        office=acting_office(acting(context), place),
        detail=detail,
    )


def words(problem: Problem) -> str:
    """Says this room’s problems in words; the framework says its own."""
    said = {
        "day_needed": _("Write the whole day, as year, month and day: for example 2026-03-31."),
        "party_unknown": _("Nobody of this name is recorded where you may see it: %(name)s."),
        "to_whom": _("Say to whom: name them, use your own words, or say that it is made to the public."),
        "same_as_row": _("The same stands in row %(row)s."),
        "due_before_made": _("The day lies before the commitment was made."),
        "before_it_was_made": _("It had not been said yet on that day."),
        "private_to_the_public": _("What is made to the public cannot be private."),
        "private_only_there": _(
            "Only who holds the office at this very network can make this private: you could not read it any more. Choose otherwise, or ask them."
        ),
        "owed_to_oneself": _("A commitment is made to somebody else."),
        "not_your_place": _("You do not speak for whoever this plan is of."),
        "too_many_owed": _("At most %(most)s. Name the network instead, or use your own words."),
        "too_many_steps": _("At most %(most)s steps."),
    }.get(problem.code, "")
    return said % dict(problem.facts) if said else ""


PLAN = declare(
    ImportKind(
        "commitments.plan", columns=COLUMNS, plan=plan, apply=apply, undo=undo, prepare=prepare, on_brought_in=enter_brought_in,
        on_undone=enter_undone, refusals=(Unacceptable, Refused), words=words,
    )
)  # fmt: skip
