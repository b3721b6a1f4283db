"""Who reads a case changes: a second reader is given a key, whoever stands aside loses theirs in the same step.

Whoever stands aside hands the key on without being shown anything: else, where they were the last, a concern would be lost to
everybody. Where nobody else is there yet, they keep a key that no act uses, until `settle_ties` finds others.
"""

from contextlib import suppress
from uuid import UUID

from django.db import transaction

from answerable.access.refusals import Hidden, Unacceptable
from answerable.kit import clock
from answerable.vault.people import PublicKeys

from ..models import Case, Declaration, Grant, Handler, Team
from ..queries.cases import AtTheDesk, OpenCase
from ..queries.promised import PROMISES
from ..queries.sealed import INTAKE, THREAD
from ..queries.teams import candidates, keys_now, of_the_same_accounts
from ..rules import routing
from ..rules.entries import What, counted
from ..rules.teams import TeamState
from ..rules.words import Conflict, Desk
from .above import note_above
from .book import enter
from .writing import _clear_to_write, _grant, _to_write, _write


class NobodyElse(Unacceptable):
    """Nobody else may read it yet: standing aside now would lose it to everybody."""


@transaction.atomic
def recuse(*, by: AtTheDesk, case: UUID) -> None:
    """Stands aside in one step, without a reason; `NobodyElse`, and then nothing has changed."""
    found = _to_write(by, case)
    _stand_aside(found)
    enter("stand_aside", by=by, case=found.case)


@transaction.atomic
def second_reader(*, by: AtTheDesk, case: UUID, handler: Handler) -> None:
    """Gives a key to one more of one's team; never to whoever was shut out, has ties, or stood aside."""
    found = _clear_to_write(by, case)
    fit = {one.key for one in _fit(found, list(Team.held.filter(pk=found.case.team_id)))}
    if str(handler.pk) not in fit:
        raise Unacceptable("may_not_read", field="handler")
    _let_in(found, [str(handler.pk)], members_of(found.case.team))
    enter("second_reader", by=by, case=found.case)


def _stand_aside(found: OpenCase) -> None:
    """Ends somebody's keys to a case and finds others where too few stay: near at first, else the case climbs."""
    Team.held.select_for_update().filter(state=TeamState.OPEN).order_by("pk").count()
    left = [one for one in _holders(found.case) if one != found.by.id]
    if len(left) < PROMISES.readers:
        _find_others(found, left)
    for name in (THREAD, INTAKE):
        _write(found.secrets[name][0], What.STOOD_ASIDE, {}, author=found.by.keys)
    Grant.held.filter(compartment__case=found.case, handler=found.by.handler).delete()


def _to_other_names(found: OpenCase) -> bool:
    """Gives it to others where all who hold it bear a name that was written; false where nobody else is there at all.

    Of the team where it has enough without that name: the lock then holds for all who bear it. Else it climbs.
    """
    Team.held.select_for_update().filter(state=TeamState.OPEN).order_by("pk").count()
    near = [one.key for one in _fit(found, [found.case.team])][: PROMISES.readers]
    if len(near) < PROMISES.readers and _hand_up(found, _holders(found.case)):
        return True
    _let_in(found, near, members_of(found.case.team))
    return bool(near)


def _keep_away(found: OpenCase) -> None:
    """After it was said anew whom it is about: whoever it is about has no key, and where it is read too near it climbs."""
    Team.held.select_for_update().filter(state=TeamState.OPEN).order_by("pk").count()
    holders = _holders(found.case)
    about = found.named_people & set(holders)
    left = [one for one in holders if one not in about]
    if Desk(found.case.team.desk) < routing.lead(found.about, PROMISES) and _hand_up(found, holders):
        return
    if about:
        with suppress(NobodyElse):
            if len(left) < PROMISES.readers:
                _find_others(found, left)
            Grant.held.filter(compartment__case=found.case, handler__in=about).delete()


def _hand_up(found: OpenCase, holders: list[str]) -> bool:
    """Gives it to those above; false where nobody is there yet: those who hold it keep it then, and their pages say so."""
    team, keys = _above(found)
    if team is None:
        return False
    _let_in(found, keys, members_of(team))
    _move_up(found, team, holders)
    return True


def _move_up(found: OpenCase, team: Team, holders: list[str]) -> None:
    Grant.held.filter(compartment__case=found.case, handler__in=holders).delete()
    found.case.team = team
    found.case.save(update_fields=["team"])
    note_above(found.case, about=found.about, excluded=found.kept_out)


@transaction.atomic
def who_could_read(*, by: AtTheDesk, case: UUID) -> list[Handler]:
    """Returns those of one's team who could be given a key."""
    found = _clear_to_write(by, case)
    fit = {one.key for one in _fit(found, [found.case.team])}
    return list(Handler.held.filter(pk__in=fit).order_by("pk"))


def members_of(team: Team) -> dict[str, PublicKeys]:
    """Returns the keys that a team's members signed for, by ids."""
    return keys_now(team)


def _find_others(found: OpenCase, left: list[str]) -> None:
    near = [one.key for one in _fit(found, [found.case.team])]
    if len(left) + len(near) >= PROMISES.readers:
        _let_in(found, near[: PROMISES.readers - len(left)], members_of(found.case.team))
        return
    team, keys = _above(found)
    if team is None:
        if not left and not near:
            raise NobodyElse("nobody_else")
        _let_in(found, near, members_of(found.case.team))
        return  # one reads alone, and the desk is shown that a second is missing
    _let_in(found, keys, members_of(team))
    _move_up(found, team, left)


def _above(found: OpenCase) -> tuple[Team | None, list[str]]:
    others = list(Team.held.filter(state=TeamState.OPEN).exclude(pk=found.case.team_id))
    fit = _fit(found, others)
    route = routing.route(fit, found.about, found.kept_out, PROMISES)
    keys = [one.key for one in route.readers]
    row = Handler.held.filter(pk__in=keys).select_related("team").first()
    # Only upwards: a case never falls to somebody nearer to whom it is about.
    return (row.team, keys) if row is not None and Desk(row.team.desk) > found.case.team.desk else (None, [])


def _fit(found: OpenCase, teams: list[Team]) -> list[routing.Handler]:
    """Returns who may be given a key: not shut out, without ties, and never asked before."""
    asked = set(_holders(found.case)) | _stood_aside(found) | found.named_people
    return [
        one
        for one in sorted(candidates(teams, clock.today()), key=lambda one: (one.open_cases, one.key))
        if one.key not in asked and routing.may_be_asked(one, found.about, found.kept_out, PROMISES)
    ]


def _stood_aside(found: OpenCase) -> set[str]:
    tied = Declaration.held.filter(case=found.case, value=Conflict.YES).values_list("handler_id", flat=True)
    aside = {one.author for one in counted(found.intake.entries, What.STOOD_ASIDE)}
    return set(of_the_same_accounts(aside | {str(one) for one in tied}))


def _holders(case: Case) -> list[str]:
    rows = Grant.held.filter(compartment__case=case, compartment__name=INTAKE, handler__isnull=False)
    return [str(one) for one in rows.values_list("handler_id", flat=True)]


def _let_in(found: OpenCase, keys: list[str], signed: dict[str, PublicKeys]) -> None:
    """Seals every compartment that its giver holds to others, as their team signed for them, and says so in both chains."""
    for key in keys:
        if key not in signed:
            raise Hidden
        for row, secret in found.secrets.values():
            _grant(row, secret, to=signed[key].box, handler=Handler(pk=key))
        for name in (THREAD, INTAKE):
            _write(found.secrets[name][0], What.GRANTED, {"reader": key}, author=found.by.keys)
