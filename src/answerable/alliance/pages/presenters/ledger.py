"""What the ledger holds, in the reader's words, and never more of it than the reader may see."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from answerable.access.actors import Actor
from answerable.kit import clock
from answerable.ledger.models import Entry

from ...models import Body, Network, Person, Seat
from ...queries import naming, organisations, people
from ...queries.deeds import Thing, provided
from ..deeds import DEEDS, THINGS
from ..words import OFFICES

# What somebody does with what is theirs alone: nobody reads from the ledger who it was.
OWN = frozenset({
    "alliance.declare_self", "alliance.withdraw_declaration", "alliance.delete_declaration_again", "alliance.forget_person",
})  # fmt: skip


@dataclass(frozen=True)
class Deed:
    """One entry; `thing` and `href` are empty where the reader may not know of what, `who` where not by whom."""

    n: int
    when: dt.datetime
    what: str
    thing: str = ""
    href: str = ""
    office: str = ""
    who: str = ""


def deeds(entries: Sequence[Entry], actor: Actor, language: str) -> list[Deed]:
    """Returns entries in words; the number of queries does not grow with theirs."""
    things, names = _things(entries, actor, language), _names(entries, actor)
    return [
        Deed(
            one.n, dt.datetime.strptime(one.when, "%Y-%m-%dT%H").replace(tzinfo=dt.UTC), _what(one.act),
            *_thing(one, things), office=str(OFFICES.get(one.office, one.office)), who=_who(one, names),
        )
        for one in entries
    ]  # fmt: skip


def _what(act: str) -> str:
    return str(next((room.words[act] for room in provided() if act in room.words), DEEDS.get(act, act)))


def _thing(entry: Entry, things: dict[tuple[str, str], Thing]) -> Thing:
    told = next((room.things for room in provided() if entry.subject_kind in room.things), THINGS)
    hidden = (str(told.get(entry.subject_kind, "")), "")
    is_own = entry.act in OWN or any(entry.act in room.own for room in provided())
    return hidden if is_own else things.get((entry.subject_kind, entry.subject_id), hidden)


def _who(entry: Entry, names: dict[str, str]) -> str:
    """Names whoever acted in an office; what somebody did with their own account is nobody's to read here."""
    if entry.actor.startswith("system:"):
        return _("the program")
    return names.get(entry.actor, "") if entry.office else ""


def _names(entries: Iterable[Entry], actor: Actor) -> dict[str, str]:
    accounts = _keys(one.actor for one in entries if one.office)
    rows = people.seen_by(actor, clock.today()).filter(account__in=accounts).values_list("account_id", "name")
    return {str(account): name for account, name in rows}


def _things(entries: Sequence[Entry], actor: Actor, language: str) -> dict[tuple[str, str], Thing]:
    """Returns the name and the address of each thing that the reader may see."""
    of = {kind: [one.subject_id for one in entries if one.subject_kind == kind] for kind in THINGS}
    found: dict[tuple[str, str], Thing] = {}
    for one in organisations.seen_by(actor).filter(key__in=_keys(of["organisation"])).prefetch_related("texts"):
        name = naming.organisation_name(one, language)
        found["organisation", str(one.key)] = (name, reverse("organisation", args=[one.slug]))
    today, keys = clock.today(), _keys(of["person"])
    kept = set(Person.objects.filter(people.kept_by(actor, today), key__in=keys).values_list("key", flat=True))
    for key, name in people.seen_by(actor, today).filter(key__in=keys).values_list("key", "name"):
        found["person", str(key)] = (name, reverse("desk_person", args=[key]) if key in kept else "")
    for network in Network.objects.filter(pk__in=_numbers(of["network"])).prefetch_related("texts"):
        name = naming.network_name(network, language)
        found["network", str(network.pk)] = (name, reverse("network", args=[network.slug]))
    return found | _seats_and_bodies(of, language) | _things_above(entries, actor, language)


def _things_above(entries: Sequence[Entry], actor: Actor, language: str) -> dict[tuple[str, str], Thing]:
    """Returns the things of rooms above, each named by its room."""
    found: dict[tuple[str, str], Thing] = {}
    for room in provided():
        for kind in room.things:
            keys = {one.subject_id for one in entries if one.subject_kind == kind}
            told = room.named(kind, keys, actor, language) if keys else {}
            found |= {(kind, key): thing for key, thing in told.items()}
    return found


def _seats_and_bodies(of: dict[str, list[str]], language: str) -> dict[tuple[str, str], Thing]:
    seats = dict(Seat.objects.filter(pk__in=_numbers(of["seat"])).values_list("pk", "body_id"))
    wanted = {*_numbers(of["body"]), *seats.values()}
    bodies = {
        one.pk: (naming.body_name(one, language), reverse("body", args=[one.slug]))
        for one in Body.objects.filter(pk__in=wanted).prefetch_related("texts")
    }
    found = {("body", str(pk)): thing for pk, thing in bodies.items()}
    return found | {("seat", str(pk)): bodies[body] for pk, body in seats.items() if body in bodies}


def _keys(texts: Iterable[str]) -> list[UUID]:
    found = []
    for text in set(texts):
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def _numbers(texts: Iterable[str]) -> list[int]:
    return [int(text) for text in set(texts) if text.isascii() and text.isdecimal() and len(text) < 18]
