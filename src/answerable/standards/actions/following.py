"""Hears what happened: whoever it concerns is reckoned anew in the transaction of the act, many of them a moment later."""

from collections import Counter
from collections.abc import Collection, Mapping
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.db.models.signals import pre_delete

from answerable.alliance.models import Affiliation, OfficeTerm
from answerable.facts import keeping
from answerable.kit import queue, touching

from ..models import Subject
from ..queries.subjects import KINDS, names_below
from .rebuilding import reckon_below_soon, reckon_everybody_soon, reckon_later
from .reckoning import reckon
from .recording import held_names
from .writing_down import add_to_sums, what_they_add

_waiting: ContextVar[frozenset[str]] = ContextVar("waiting", default=frozenset())


def begin() -> None:
    """Listens to facts, and to what acts touch where no fact tells of it: kinds, risk, and where networks stand."""
    keeping.listen(hear_of_facts)
    touching.listen(hear_of_records)
    # rows of sums are no part of what a deletion takes along, and it may begin anywhere above: at an organisation, a person
    pre_delete.connect(take_out_of_sums, sender=Subject, dispatch_uid="standards.take_out_of_sums")


def hear_of_facts(subjects: Collection[str]) -> None:
    """Hears who has other facts. While an act is told, they wait for what it touched besides, and are reckoned once."""
    if any(one.startswith("text:") for one in subjects):
        reckon_everybody_soon()
    names = frozenset(one for one in subjects if one.partition(":")[0] in KINDS)
    if touching.is_telling():
        _waiting.set(_waiting.get() | names)
    else:
        _reckon(names)


def hear_of_records(touched: Mapping[str, Collection[str]]) -> None:
    names = {f"organisation:{key}" for key in touched.get("organisation", ())}
    names |= {f"person:{key}" for key in touched.get("person", ())}
    names |= _waiting.get()
    _waiting.set(frozenset())
    networks = {int(key) for key in touched.get("network", ()) if key.isdecimal()}
    _reckon(names | _concerned(networks) | _people_of(touched.get("organisation", ())))


def _concerned(networks: Collection[int]) -> set[str]:
    """Returns the networks, and whoever is counted where one is: it may have moved, and they with it.

    Where these are many, they are neither listed nor waited for: whoever is below is found, and reckoned, a moment later.
    """
    names = {f"network:{pk}" for pk in networks}
    if not networks:
        return names
    below = names_below(networks)
    if held_names() is not None:
        return names | set(below)
    few = set(below[: settings.STANDING_RECKONED_AT_ONCE + 1])
    if len(few) <= settings.STANDING_RECKONED_AT_ONCE:
        return names | few
    reckon_below_soon(networks)
    return names


def _people_of(organisations: Collection[str]) -> set[str]:
    """Returns the people who are counted where these organisations are."""
    if not organisations:
        return set()
    of = Q(organisation__key__in=organisations, person__former_since=None)
    rows = [model.objects.filter(of).values_list("person__key", flat=True) for model in (Affiliation, OfficeTerm)]
    return {f"person:{key}" for keys in rows for key in keys}


def _reckon(names: Collection[str]) -> None:
    held = held_names()
    if held is not None:
        held.update(names)
    elif len(names) > settings.STANDING_RECKONED_AT_ONCE:
        queue.enqueue(reckon_later, sorted(names))
    elif names:
        reckon(names)


def take_out_of_sums(instance: Subject, **_: Any) -> None:
    """Takes a subject that is deleted out of the sums that counted it, as it stands once nobody else reckons it."""
    held = list(Subject.objects.select_for_update().filter(pk=instance.pk))
    add_to_sums(Counter({key: -number for key, number in what_they_add(held).items()}))
