"""A list of support services as a kind of import: what becomes of a row, its one entry in the ledger, its words."""

from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from answerable.access.actors import Actor
from answerable.access.refusals import Refused, Unacceptable
from answerable.kit import touching
from answerable.kit.imports import Change, Context, Fate, ImportKind, Line, Outcome, Problem, Row, RowRefused, declare
from answerable.kit.text import fold

from ...models import Need, Network, SupportService
from ...permissions import may_keep_network
from ...queries.naming import need_name
from ...queries.networks import by_slug
from ...rules.services import why_not_reached, why_nowhere
from ..recording import Detail, as_one_act, enter
from ..services import ServiceFacts, ServiceWords, _remove, add_service, change_service
from .columns import COLUMNS, EVERYWHERE
from .stands import FACTS, WORDS, facts_of, plain, shown, words_of


@dataclass
class Room:
    """What a run looks up once: where it brings in, what is recorded there, and what words mean."""

    network: Network | None
    needs: dict[str, str] = field(default_factory=dict)
    languages: dict[str, str] = field(default_factory=dict)
    by_number: dict[str, int] = field(default_factory=dict)
    by_name: dict[str, int] = field(default_factory=dict)
    in_file: dict[str, int] = field(default_factory=dict)

    @property
    def place(self) -> Network:
        if self.network is None:
            raise RowRefused("not_your_place")
        return self.network


def _acting(context: Context) -> Actor:
    if not isinstance(context.by, Actor):
        raise TypeError("a list is imported by an actor")
    return context.by


def prepare(context: Context) -> None:
    network = by_slug(context.scope)
    is_kept = network is not None and may_keep_network(_acting(context), network.path)
    context.room = Room(network if is_kept else None)
    for need in Need.objects.prefetch_related("texts"):
        context.room.needs |= {fold(word): need.code for word in _words_of(need)}
    rows = SupportService.objects.filter(network=network, ends=None).order_by("-pk")
    for pk, number, name in rows.values_list("pk", "external_id", "sort_key"):
        context.room.by_name[name] = pk
        if number:
            context.room.by_number[number] = pk


def _words_of(need: Need) -> list[str]:
    said = [need.code, need.code.replace("_", " "), *(text.name for text in need.texts.all())]
    for language in settings.SHIPPED_LANGUAGES:
        with translation.override(language):
            said.append(need_name(need, language))
    return said


def plan(row: Row, context: Context) -> Outcome:
    """Says what would become of a row; nothing is changed."""
    room: Room = context.room
    title = row.values["name"]
    mark = row.values.get("external_id") or fold(title)[:80]
    if (first := room.in_file.setdefault(mark, row.number)) != row.number:
        return _left_out(row, Problem("same_as_row", "name", title, facts={"row": first}))
    if problem := _why_not(row, room):
        return _left_out(row, problem)
    known = _known(row, room)
    if known is None:
        return Outcome(row.number, Fate.ADDED, title=title)
    facts, words = _typed(row, known)
    lines = tuple(_lines(known, facts, words))
    fate = Fate.CHANGED if any(one.differs for one in lines) else Fate.UNCHANGED
    return Outcome(row.number, fate, title=title, key=str(known.pk), lines=tuple(one for one in lines if one.differs))


def _left_out(row: Row, problem: Problem) -> Outcome:
    return Outcome(row.number, Fate.LEFT_OUT, title=row.values["name"], problems=(problem,))


def _why_not(row: Row, room: Room) -> Problem | None:
    if room.network is None:
        return Problem("not_your_place")
    if room.network.closed_on:
        return Problem("network_closed")
    facts, _words = _typed(row, _known(row, room))
    ways = {one: getattr(facts, one) for one in ("telephone", "text_number", "website", "chat")}
    if code := why_not_reached(**ways, in_person=facts.in_person):
        return Problem(code, "telephone")
    if code := why_nowhere(countries=facts.countries, everywhere=facts.everywhere):
        return Problem(code, "countries", row.cells.get("countries", ""))
    return None


def _known(row: Row, room: Room) -> SupportService | None:
    """Returns what the row is about: of the same number, or where it has none, of the same name."""
    number = row.values.get("external_id", "")
    pk = room.by_number.get(number) if number else room.by_name.get(fold(row.values["name"])[:80])
    return SupportService.objects.filter(pk=pk).prefetch_related("texts", "needs").first() if pk else None


def _typed(row: Row, known: SupportService | None) -> tuple[ServiceFacts, ServiceWords]:
    """Returns what the row says, over what is recorded: a cell that is empty changes nothing."""
    said: dict[str, Any] = dict(row.values)
    where = said.pop("countries")
    said |= {"countries": tuple(one for one in where if one != EVERYWHERE), "everywhere": EVERYWHERE in where}
    facts = facts_of(known) if known else ServiceFacts()
    words = words_of(known) if known else ServiceWords(said["name"])
    return (
        replace(facts, **{one: said[one] for one in FACTS if one in said}),
        replace(words, **{one: said[one] for one in WORDS if one in said}),
    )


def _lines(known: SupportService, facts: ServiceFacts, words: ServiceWords) -> list[Line]:
    said, recorded = plain(facts, words), plain(facts_of(known), words_of(known))
    return [Line(one, shown(said[one]), shown(recorded[one])) for one in said]


def apply(row: Row, outcome: Outcome, context: Context) -> Change:
    by, room = _acting(context), context.room
    known = SupportService.objects.select_for_update().filter(pk=int(outcome.key)).first() if outcome.key else None
    facts, words = _typed(row, known)
    before = plain(facts_of(known), words_of(known)) if known else {}
    with as_one_act():
        if known:
            made = change_service(by=by, service=known, facts=facts, words=words)
        else:
            made = add_service(
                by=by, network=room.place, facts=facts, words=words, language=get_language() or "en",
                external_id=row.values.get("external_id", ""),
            )  # fmt: skip
    return Change(str(made.pk), before=before, after=plain(facts_of(made), words_of(made)))


def undo(change: Change, context: Context) -> None:
    """Takes a row back, unless somebody changed the service since."""
    made = SupportService.objects.filter(pk=int(change.key)).first()
    if made is None:
        return
    if plain(facts_of(made), words_of(made)) != change.after or made.ends:
        raise RowRefused("changed_since")
    if not change.before:
        _remove([made])
        touching.touched("support_service", made.key)
        return
    before: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in change.before.items()
    }
    facts = ServiceFacts(**{one: before[one] for one in FACTS})
    words = ServiceWords(**{one: before[one] for one in WORDS})
    with as_one_act():
        change_service(by=_acting(context), service=made, facts=facts, words=words)


def enter_services_brought_in(context: Context) -> None:
    """Writes the one ledger entry of a whole list: its fingerprint and counts."""
    _enter_run(context, "bring_in_services")


def enter_services_undone(context: Context) -> None:
    _enter_run(context, "undo_services")


def _enter_run(context: Context, verb: str) -> None:
    totals, place = context.totals, context.room.place.path
    detail: Detail = {
        "fingerprint": context.run.fingerprint, "added": totals.added, "changed": totals.changed,
        "unchanged": totals.unchanged, "left_out": totals.left_out,
    }  # fmt: skip
    enter(_acting(context), verb, subject=("import", context.run.pk), place=place, detail=detail)


def words(problem: Problem) -> str:
    """Says this room’s problems in words; the framework says its own."""
    said = {
        "same_as_row": _("The same stands in row %(row)s."),
        "need_unknown": _("No need of this name is on the alliance’s list: %(name)s."),
        "language_not_known": _("No language of this name is known: %(name)s."),
        "telephone_unclear": _("Write the number in figures, as one dials it: for example +999 20 555 0100."),
        "way_to_reach_needed": _("Say at least one way to reach it: telephone, text message, web address, chat, or in person."),
        "everywhere_or_countries": _("Either everywhere or some countries, not both."),
        "not_your_place": _("You do not keep the records of this network."),
        "network_closed": _("This network is closed."),
    }.get(problem.code, "")  # fmt: skip
    return said % dict(problem.facts) if said else ""


SERVICES = declare(
    ImportKind(
        "alliance.services", columns=COLUMNS, plan=plan, apply=apply, undo=undo, prepare=prepare,
        on_brought_in=enter_services_brought_in, on_undone=enter_services_undone, refusals=(Unacceptable, Refused), words=words,
    )
)  # fmt: skip
