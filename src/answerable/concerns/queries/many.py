"""Many cases of one handler, opened together: what would be asked of the database for each is asked for all of them at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import Any
from uuid import UUID

from answerable.access.refusals import Hidden
from answerable.alliance.queries.paths import Ways, ways
from answerable.kit import clock

from ..models import Case, Compartment, Declaration, EarlierKey, Grant, Record
from ..rules import conflicts, routing
from ..rules.excluding import unwatched, wholly_named
from ..rules.words import Conflict
from .cases import AtTheDesk, OpenCase, is_shut_out
from .headers import excluded_of
from .names import holders
from .sealed import INTAKE, THREAD, Hands, Moved, Opened, opened, opens_by, raiser_keys
from .teams import candidate, hands, of_the_same_accounts
from .unhindered import unhindered


@dataclass(frozen=True)
class Kept:
    """What was asked for of many compartments: their records, and the keys they had before."""

    records: dict[Any, list[Record]]
    earlier: dict[Any, list[EarlierKey]]


@dataclass(frozen=True)
class OneOfMany(OpenCase):
    """A case whose records were asked for with those of others. `told`: what of its conversation was asked for."""

    me: routing.Handler = field(repr=False, kw_only=True)
    declared: Declaration | None = field(repr=False, kw_only=True)
    told: list[Record] = field(repr=False, kw_only=True)
    earlier: list[EarlierKey] = field(repr=False, kw_only=True)
    mine: frozenset[str] = field(repr=False, kw_only=True)
    there: Ways = field(repr=False, kw_only=True)

    @cached_property
    def ways(self) -> Ways:
        return self.there

    @property
    def excluded(self) -> routing.Excluded:
        named = excluded_of(self.header.body, self.ways)
        return replace(named, people=named.people | self.mine) if named.people & self.mine else named

    @cached_property
    def known(self) -> routing.Handler:
        return self.me

    def said(self) -> conflicts.Declaration | None:
        return self._declared(self.declared, self.by.keys.verify)

    @cached_property
    def thread(self) -> Opened:
        row, secret = self.secrets[THREAD]
        return opened(row, secret, self.hands, rows=self.told, earlier=self.earlier)


@dataclass(frozen=True)
class Opener:
    """Opens cases of one handler; who a team's people are and who the handler is are found once."""

    by: AtTheDesk

    @cached_property
    def desk(self) -> dict[bytes, str]:
        return hands()

    @cached_property
    def me(self) -> routing.Handler:
        return candidate(self.by.handler, self.by.handler.team, clock.today(), counted=False)

    @cached_property
    def ways(self) -> Ways:
        return ways()

    @cached_property
    def mine(self) -> frozenset[str]:
        return of_the_same_accounts([self.by.id])

    def open(self, cases: list[Case], *, with_told: bool = False) -> Iterator[OneOfMany]:
        """Yields those that open and are not shut to their reader, in their order. `with_told`: what was told first, too.

        One that does not open, since a row of it was altered, is left out.
        """
        for found in self._held(cases, with_told=with_told):
            if unhindered(partial(is_shut_out, found)) is False:
                yield found

    def excluded(self, cases: list[Case]) -> Iterator[UUID]:
        """Yields the ids of those that their reader must not read any more, or not without anybody of another name."""
        for found in self._held(cases, with_told=False):
            with suppress(Hidden):
                if found.is_excluded or is_unwatched(found):
                    yield found.case.pk

    def _held(self, cases: list[Case], *, with_told: bool) -> Iterator[OneOfMany]:
        rows = {one.pk: one for one in Compartment.held.filter(case__in=cases, name__in=(THREAD, INTAKE))}
        secrets = self._secrets(rows)
        kept = _kept(rows.values(), with_told=with_told)
        declared = {one.case_id: one for one in Declaration.held.filter(case__in=cases, handler=self.by.handler)}
        for case in cases:
            found = unhindered(partial(self._one, case, secrets[case.pk], kept, declared.get(case.pk)))
            if found is not None:
                yield found

    def _secrets(self, rows: dict[UUID, Compartment]) -> defaultdict[UUID, dict[str, tuple[Compartment, bytes]]]:
        found: defaultdict[UUID, dict[str, tuple[Compartment, bytes]]] = defaultdict(dict)
        for one in Grant.held.filter(compartment__in=list(rows), handler=self.by.handler):
            row = rows[one.compartment_id]
            secret = opens_by(one, row, self.by.id, self.by.keys)
            if secret is not None:
                found[row.case_id][row.name] = row, secret
        return found

    def _one(
        self, case: Case, secrets: dict[str, tuple[Compartment, bytes]], kept: Kept, declared: Declaration | None
    ) -> OneOfMany | None:
        if case.team_id != self.by.handler.team_id or not {THREAD, INTAKE} <= set(secrets):
            return None
        if declared is not None and declared.value == Conflict.YES:
            return None
        try:
            known = Hands(raiser_keys(case)[1], self.desk)
        except Moved:
            return None
        row, secret = secrets[INTAKE]
        thread = secrets[THREAD][0].pk
        intake = opened(row, secret, known, rows=kept.records[row.pk], earlier=kept.earlier[row.pk])
        return OneOfMany(
            case, self.by, intake, secrets, known, me=self.me, declared=declared, mine=self.mine, there=self.ways,
            told=kept.records[thread], earlier=kept.earlier[thread],
        )  # fmt: skip


def is_unwatched(found: OpenCase) -> bool:
    """Whether its reader bears a name that was written, as all others do who hold a key, and none of them leads."""
    alike = wholly_named(found.written_names(found.about), {found.known.key: found.known.called})
    return bool(alike - found.somebody_else) and unwatched(found.namesakes, holders(found.case))


def _kept(rows: Iterable[Compartment], *, with_told: bool) -> Kept:
    by_name = defaultdict(list)
    for one in rows:
        by_name[one.name].append(one.pk)
    found = Kept(defaultdict(list), defaultdict(list))
    for record in Record.held.filter(compartment__in=by_name[INTAKE]).order_by("compartment", "sequence"):
        found.records[record.compartment_id].append(record)
    if with_told:
        for record in Record.held.filter(compartment__in=by_name[THREAD], sequence=1):
            found.records[record.compartment_id].append(record)
    for key in EarlierKey.held.filter(compartment__in=[*by_name[INTAKE], *by_name[THREAD]]).order_by("number"):
        found.earlier[key.compartment_id].append(key)
    return found
