"""Hears what happened: whoever it concerns is reckoned anew in the transaction of the act, many of them a moment later."""

from collections import Counter
from collections.abc import Collection, Mapping
from contextvars import ContextVar
from typing import Any

from django.db.models import Q
from django.db.models.signals import pre_delete

from answerable.alliance.models import Affiliation, OfficeTerm
from answerable.facts import keeping
from answerable.kit import queue, touching

from ..models import Subject
from ..queries.subjects import KINDS
from .rebuilding import reckon_everybody_soon, reckon_later
from .reckoning import reckon
from .recording import held_names
from .writing_down import add_to_sums, what_it_adds

_waiting: ContextVar[frozenset[str]] = ContextVar("waiting", default=frozenset())
AT_ONCE = 25  # subjects that an act may wait for


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
    _reckon(names | _below(networks) | _people_of(touched.get("organisation", ())))


def _below(networks: Collection[int]) -> set[str]:
    """Returns the subjects that are counted where a network is: it may have moved, and they with it."""
    names = {f"network:{pk}" for pk in networks}
    if not networks:
        return names
    return names | set(Subject.objects.filter(belongings__network__in=networks).values_list("name", flat=True))


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
    elif len(names) > AT_ONCE:
        queue.enqueue(reckon_later, sorted(names))
    elif names:
        reckon(names)


def take_out_of_sums(instance: Subject, **_: Any) -> None:
    """Takes a subject that is deleted out of the sums that counted it."""
    added: Counter[Any] = Counter(
        {(instance.counted_as, change): -number for change, number in what_it_adds(instance).items()}
    )
    add_to_sums(added)
