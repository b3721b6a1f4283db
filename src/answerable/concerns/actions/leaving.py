"""Somebody leaves a team, or lost their keys: their grants end with the roster that no longer names them so."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from answerable.access.refusals import Hidden, Unacceptable
from answerable.kit import clock
from answerable.vault import visits
from answerable.vault.rosters import Roster

from ..models import Case, Grant, Handler, NextKeys, Team
from ..queries.cases import AtTheDesk
from ..queries.keepers import cases_with_too_few, lost_with, own_with_too_few
from ..queries.promised import PROMISES
from ..queries.teams import keys_now
from .book import enter
from .renewing import _renew_open_cases
from .standing_aside import NobodyElse, _find_others, _holders
from .writing import _to_write

DESK = "desk"  # the kind of a visit at the desk


def find_other_readers(*, by: AtTheDesk, leaving: Handler) -> int:
    """Gives to others what too few could read once somebody leaves; returns how many of their own `by` cannot hand on.

    One case after the other, each for itself: whoever raises a concern meanwhile does not wait for all of them.
    """
    if leaving.team_id != by.handler.team_id or not by.is_signed_for:
        raise Hidden
    for case in own_with_too_few(by, leaving):
        _hand_on(by, case, leaving)
    return len(own_with_too_few(by, leaving))


@transaction.atomic
def _hand_on(by: AtTheDesk, case: Case, leaving: Handler) -> None:
    try:
        found = _to_write(by, case.pk)
    except Hidden:
        return
    near = [one for one in _holders(found.case) if one != str(leaving.pk)]
    try:
        _find_others(found, near)
    except NobodyElse:
        return
    if found.case.team_id != leaving.team_id:
        Grant.held.filter(compartment__case=case, handler=leaving).delete()
    if len(_holders(found.case)) > len(near) + 1 or found.case.team_id != leaving.team_id:
        enter("find_other_readers", by=by, case=found.case)


def _enact(by: AtTheDesk, team: Team, before: Roster, now: Roster) -> None:
    """Does what follows from a roster: whoever left holds no key and has no session, and open cases get new keys."""
    left = {one.id for one in before.members} - {one.id for one in now.members}
    anew = _take_next_keys(team)
    gone = list(Handler.held.filter(pk__in=left | anew))
    _require_readers(gone, left)
    cases = list(_cases_of(left))
    Grant.held.filter(handler__in=gone).delete()
    Handler.held.filter(pk__in=left).update(until=clock.today())
    for one in gone:
        visits.end_all_of(DESK, str(one.pk))
    _renew_open_cases(by, cases)


def _require_readers(gone: Collection[Handler], left: Collection[str]) -> None:
    """Refuses where somebody who leaves would leave fewer than two, or somebody with new keys nobody, to read a case.

    In how many cases it is so is not said: whoever signs may be one who must not know of them.
    """
    if cases_with_too_few([one for one in gone if str(one.pk) in left], least=PROMISES.readers):
        raise Unacceptable("too_few_readers", field="members")
    if any(lost_with(one).without_reader for one in gone if str(one.pk) not in left):
        raise Unacceptable("only_reader", field="members")


def _cases_of(handlers: Collection[str]) -> set[UUID]:
    return set(Grant.held.filter(handler__in=handlers).values_list("compartment__case", flat=True))


def _take_next_keys(team: Team) -> set[str]:
    """Puts keys that the team signed for in the place of those that were lost; returns whose."""
    signed, found = keys_now(team), set[str]()
    for one in NextKeys.held.filter(handler__team=team, handler__until=None).select_related("handler"):
        row, public = one.handler, signed.get(str(one.handler_id))
        if public is not None and (public.box, public.verify) == (bytes(one.box), bytes(one.verify)):
            row.box, row.verify, row.by_passphrase = one.box, one.verify, one.by_passphrase
            row.by_recovery, row.code_noted_on, row.rehearsed_on = one.by_recovery, None, None
            row.save()
            one.delete()
            found.add(str(row.pk))
    return found
