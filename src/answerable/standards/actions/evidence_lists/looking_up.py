"""What a list of evidence is compared with: those whom one may speak of, the duties, what was said already."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from answerable.access.actors import Actor
from answerable.alliance.models import Network, Organisation
from answerable.alliance.queries import organisations
from answerable.alliance.queries.days import earliest_at, latest_at
from answerable.kit import clock
from answerable.kit.imports import Context, Row
from answerable.kit.text import Lookalikes, fold

from ...models import Claim, Duty, Subject
from ...queries.merged import with_duplicates
from ...queries.sides import home_of
from ...queries.subjects import name_of
from .scopes import Scope, scope_of

Mark = tuple[int, str, str, dt.date]  # the duty, the words folded, the link, from when


@dataclass
class Room:
    """What a run looks up once; what was said already, portion by portion. Everybody is called as facts call them."""

    scope: Scope | None
    duties: dict[str, Duty] = field(default_factory=dict)
    own: str = ""
    by_name: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    names: dict[str, str] = field(default_factory=dict)
    alike: Lookalikes = field(default_factory=Lookalikes)
    by_id: dict[tuple[str, str], Claim] = field(default_factory=dict)
    said: dict[tuple[str, Mark], Claim] = field(default_factory=dict)
    in_file: dict[tuple[object, ...], int] = field(default_factory=dict)
    today: dt.date = field(default_factory=clock.today)  # the first day that nobody there calls past
    latest: dt.date = field(default_factory=clock.today)  # and the last that nobody there calls future


def acting(context: Context) -> Actor:
    if not isinstance(context.by, Actor):
        raise TypeError("evidence is brought in by an actor")
    return context.by


def room_of(context: Context) -> Room:
    room: Room = context.room
    return room


def prepare(context: Context) -> None:
    """Fills the run's room: for whom it speaks, and which duties there are."""
    actor = acting(context)
    scope = scope_of(actor, context.scope)
    context.room = room = Room(scope, {fold(one.number): one for one in Duty.objects.all()})
    if scope is None:
        return
    path = (
        scope.network.path if scope.network else home_of(Subject(kind="organisation", organisation=scope.organisation))
    )
    room.today, room.latest = earliest_at(path), latest_at(path)
    if scope.organisation is not None:
        room.own = _remember(room, scope.organisation)
    if scope.network is not None:
        room.own = _remember(room, scope.network)
        for network in Network.objects.filter(path__startswith=scope.network.path, closed_on=None).prefetch_related(
            "texts"
        ):
            _remember(room, network)
        kept = organisations.seen_by(actor).filter(organisations.kept_by(actor))
        for organisation in organisations.in_network(kept, scope.network).prefetch_related("texts"):
            _remember(room, organisation)


def _remember(room: Room, one: Organisation | Network) -> str:
    key = name_of(one)
    room.names[key] = one.name
    for name in {one.name, *(text.name for text in one.texts.all())}:
        room.by_name[fold(name)].add(key)
        room.alike.add(key, name)
    return key


def look_up(rows: Sequence[Row], context: Context) -> None:
    """Fills in what was said already by those whom the next rows are about."""
    room = room_of(context)
    about = {key for row in rows for key in keys_of(row, room)}
    room.by_id, room.said = {}, {}
    subjects = {one.pk: one for one in Subject.objects.filter(name__in=about)}
    whose = with_duplicates(subjects.values())
    for one in Claim.objects.filter(subject__in=whose, taken_back_on=None).select_related("duty"):
        name = subjects[whose[one.subject_id]].name
        if one.external_id:
            room.by_id[name, one.external_id] = one
        room.said[name, mark_of(one.duty_id, one.words, one.link, one.about_from)] = one


def keys_of(row: Row, room: Room) -> set[str]:
    """Returns whom a row names: whoever the list is of, where it names nobody."""
    who = row.values.get("who", "")
    return set(room.by_name.get(fold(who), ())) if who else ({room.own} if room.own else set())


def mark_of(duty: int, words: str, link: str, about_from: dt.date) -> Mark:
    return duty, fold(words), link, about_from
