"""Writes how some subjects stand, and adds to the sums just what became otherwise."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..models import Belonging, Silence, Subject, Tally, Turn
from ..rules.shapes import Judgement
from ..rules.summing import Change, Standing, Within, changes
from ..rules.words import State

WRITTEN = ("ends", "state", "why", "have", "need", "due", "bases")


@dataclass
class Found:
    """How a subject was found to stand: where it is counted, its turns, and the days of each duty on which it is silent."""

    subject: Subject
    places: list[Within]
    turns: list[Turn]
    silent: list[Standing]

    def standings(self) -> list[Standing]:
        return [*map(_as_standing, self.turns), *self.silent]


def turns_of(subject: Subject, duty: int, entries: Sequence[tuple[dt.date, dt.date | None, Judgement]]) -> list[Turn]:
    """Makes a timeline's entries (start, end, judgement) into rows."""
    return [
        Turn(
            subject=subject, duty_id=duty, starts=starts, ends=ends, state=one.state, why=one.why, have=min(one.have, 999),
            need=min(one.need, 999), due=one.due, bases=" ".join(sorted(one.bases)),
        )
        for starts, ends, one in entries
    ]  # fmt: skip


def write_down(found: Collection[Found], *, counted_before: Mapping[int, str]) -> int:
    """Brings the rows of some subjects to what was found; returns how many subjects stand otherwise than before.

    `counted_before`: as what sums counted each of them until now.
    """
    pks = [one.subject.pk for one in found]
    turns, places, silences = _turns(pks), _places(pks), _silences(pks)
    added: Counter[tuple[str, Change]] = Counter()
    changed, fresh, gone = [], [], []
    otherwise = 0
    for one in found:
        pk = one.subject.pk
        before = changes(map(_within, places[pk]), [*map(_as_standing, turns[pk]), *_from_json(silences.get(pk))])
        told = _added(counted_before[pk], before, one.subject.counted_as, changes(one.places, one.standings()))
        added.update(told)
        more, other, less = _compared(turns[pk], one.turns)
        fresh += more
        changed += other
        gone += less
        otherwise += bool(told or more or other or less)
    Turn.objects.filter(pk__in=gone).delete()
    Turn.objects.bulk_update(changed, WRITTEN, batch_size=200)
    Turn.objects.bulk_create(fresh, batch_size=500)
    _write_places(found, places)
    _write_silences(found, silences)
    add_to_sums(added)
    return otherwise


def _added(was: str, before: Counter[Change], now: str, after: Counter[Change]) -> Counter[tuple[str, Change]]:
    """Returns what has to be added to the sums of each kind; nothing for whoever is in none."""
    told: Counter[tuple[str, Change]] = Counter()
    if now:
        told.update({(now, change): number for change, number in after.items()})
    if was:
        told.subtract({(was, change): number for change, number in before.items()})
    return Counter({key: number for key, number in told.items() if number})


def add_to_sums(added: Counter[tuple[str, Change]]) -> None:
    """Adds rows to the sums; nothing is locked and nothing read."""
    Tally.objects.bulk_create(
        (
            Tally(network_id=one.network, duty_id=one.duty, kind=kind, state=one.state, day=one.day, change=number)
            for (kind, one), number in added.items()
            if number
        ),
        batch_size=500,
    )


def what_they_add(subjects: Collection[Subject], *, network: int | None = None) -> Counter[tuple[str, Change]]:
    """Returns what the written rows of some subjects add to the sums of each kind: to those of one network, or of every one."""
    counted = [one for one in subjects if one.counted_as]
    pks = [one.pk for one in counted]
    turns, places, silences = _turns(pks), _places(pks, network), _silences(pks)
    added: Counter[tuple[str, Change]] = Counter()
    for one in counted:
        standings = [*map(_as_standing, turns[one.pk]), *_from_json(silences.get(one.pk))]
        for change, number in changes(map(_within, places[one.pk]), standings).items():
            added[one.counted_as, change] += number
    return added


def _compared(before: list[Turn], after: list[Turn]) -> tuple[list[Turn], list[Turn], list[int]]:
    """Returns which rows are new, which became other ones, and the keys of those that are no more."""
    there = {(one.duty_id, one.starts): one for one in before}
    more, other = [], []
    for one in after:
        row = there.pop((one.duty_id, one.starts), None)
        if row is None:
            more.append(one)
        elif any(getattr(row, name) != getattr(one, name) for name in WRITTEN):
            one.pk = row.pk
            other.append(one)
    return more, other, [row.pk for row in there.values()]


def _turns(pks: Collection[int]) -> dict[int, list[Turn]]:
    found: dict[int, list[Turn]] = defaultdict(list)
    for one in Turn.objects.filter(subject__in=pks):
        found[one.subject_id].append(one)
    return found


def _places(pks: Collection[int], network: int | None = None) -> dict[int, list[Belonging]]:
    found: dict[int, list[Belonging]] = defaultdict(list)
    rows = Belonging.objects.filter(subject__in=pks)
    for one in rows if network is None else rows.filter(network=network):
        found[one.subject_id].append(one)
    return found


def _silences(pks: Collection[int]) -> dict[int, Silence]:
    return {one.subject_id: one for one in Silence.objects.filter(subject__in=pks)}


def _within(one: Belonging) -> Within:
    return Within(one.network_id, one.starts, one.ends)


def _as_standing(one: Turn) -> Standing:
    return Standing(one.duty_id, one.starts, one.ends, State(one.state))


def _write_places(found: Iterable[Found], before: dict[int, list[Belonging]]) -> None:
    gone, fresh = [], []
    for one in found:
        there = {_within(row): row.pk for row in before[one.subject.pk]}
        wanted = set(one.places)
        gone += [pk for place, pk in there.items() if place not in wanted]
        fresh += [
            Belonging(subject=one.subject, network_id=place.network, starts=place.starts, ends=place.ends)
            for place in one.places
            if place not in there
        ]
    Belonging.objects.filter(pk__in=gone).delete()
    Belonging.objects.bulk_create(fresh, batch_size=500)


def _write_silences(found: Iterable[Found], before: dict[int, Silence]) -> None:
    changed, fresh = [], []
    for one in found:
        spans, row = _to_json(one.silent), before.get(one.subject.pk)
        if row is None:
            fresh.append(Silence(subject=one.subject, spans=spans))
        elif row.spans != spans:
            row.spans = spans
            changed.append(row)
    Silence.objects.bulk_create(fresh, batch_size=500)
    Silence.objects.bulk_update(changed, ["spans"], batch_size=200)


def _to_json(silent: Iterable[Standing]) -> list[list[object]]:
    """Duties that are silent on the same days stand together: mostly all of a subject's are."""
    spans: dict[tuple[str, str | None, str], list[int]] = defaultdict(list)
    for one in silent:
        spans[one.starts.isoformat(), one.ends.isoformat() if one.ends else None, one.state].append(one.duty)
    return [[*span, sorted(duties)] for span, duties in sorted(spans.items(), key=str)]


def _from_json(row: Silence | None) -> list[Standing]:
    if row is None:
        return []
    return [
        Standing(duty, _day(starts), _day(ends) if ends else None, State(state))
        for starts, ends, state, duties in row.spans
        for duty in duties
    ]


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)
