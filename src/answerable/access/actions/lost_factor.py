"""A lost second factor: asked for, confirmed by two, waited for, removed; or stopped on the way."""

import datetime as dt

from django.db import transaction

from answerable.kit import clock
from answerable.ledger.actions import record

from .. import guessing, lost_factor, mails, required, second_factor
from ..actors import Actor
from ..ending import void
from ..models import Account, LostFactor, LostFactorStep
from ..owning import require_own
from ..refusals import Refused, Unacceptable


@transaction.atomic
def ask_to_remove_factor(*, by: Actor, account: Account) -> LostFactor:
    """Asks those who keep the person's place to let the lost second factor be removed; the person is told by mail."""
    require_own(by, account)
    if not second_factor.has_any(account.pk):
        raise Unacceptable("nothing_to_remove")
    if lost_factor.open_of(account.pk):
        raise Unacceptable("asked_already")
    if not lost_factor.can_be_confirmed(account):
        raise Unacceptable("too_few_keepers")
    if guessing.take(lost_factor.ASKING, str(account.pk)):
        raise Unacceptable("asked_too_often")
    lost = LostFactor.objects.create(account=account, asked_on=clock.today())
    record(by, "access.ask_to_remove_factor", subject=("account", str(account.pk)))
    lost_factor.tell_confirmers(account)
    mails.send(account, "factor_lost")
    return lost


@transaction.atomic
def confirm_lost_factor(*, by: Actor, lost: LostFactor, office: str, how: str) -> LostFactor:
    """Notes that one who keeps the person's place made sure of them; with the second one the time of waiting begins.

    Whether the actor keeps the place is asked by the room that calls.
    """
    lost = _open(lost)
    if not by.is_known or by.account_id == lost.account_id:
        raise Refused("not_your_place")
    done = lost_factor.confirmed_by(lost)
    if by.opaque_id in done or lost.goes_at:
        raise Unacceptable("confirmed_already")
    _step(by, lost, lost_factor.CONFIRMED, office=office, how=how)
    record(
        by, "access.confirm_lost_factor", subject=("account", str(lost.account_id)), office=office, detail={"how": how}
    )
    if len(done) + 1 >= lost_factor.NEEDED:
        lost.goes_at = _full_hour_after(clock.now() + dt.timedelta(hours=required.rules().wait_hours))
        lost.save(update_fields=["goes_at"])
        mails.send(lost.account, "factor_going")
    return lost


@transaction.atomic
def stop_removal(*, by: Actor, lost: LostFactor, office: str = "") -> LostFactor:
    """Keeps the second factor as it is: said by the person, or by one who keeps their place and is not sure of them."""
    lost = _open(lost)
    if not office:
        require_own(by, lost.account)
    _close(by, lost, lost_factor.STOPPED, office=office)
    record(by, "access.stop_removal", subject=("account", str(lost.account_id)), office=office)
    mails.send(lost.account, "factor_kept")
    return lost


@transaction.atomic
def let_removal_lapse(*, by: Actor, lost: LostFactor) -> LostFactor:
    """Closes what nobody confirmed in time."""
    lost = _open(lost)
    _close(by, lost, lost_factor.LAPSED)
    record(by, "access.let_removal_lapse", subject=("account", str(lost.account_id)))
    mails.send(lost.account, "factor_kept")
    return lost


@transaction.atomic
def remove_lost_factor(*, by: Actor, lost: LostFactor) -> LostFactor:
    """Removes app, passkeys and recovery codes once the time of waiting is over; every session ends."""
    lost = _open(lost)
    if lost.goes_at is None or lost.goes_at > clock.now():
        raise Unacceptable("not_yet")
    _close(by, lost, lost_factor.REMOVED)
    _remove(by, lost.account, "remove_lost_factor")
    return lost


@transaction.atomic
def reset_factor(*, by: Actor, account: Account) -> None:
    """Removes app, passkeys and recovery codes at once: for the operator, where no two keep the person's place."""
    if not by.system:
        raise Refused("not_yours")
    if not second_factor.has_any(account.pk):
        raise Unacceptable("nothing_to_remove")
    if lost := lost_factor.open_of(account.pk):
        _close(by, lost, lost_factor.REMOVED)
    _remove(by, account, "reset_factor")


def _remove(by: Actor, account: Account, act: str) -> None:
    second_factor.forget_all(account)
    void(account)
    record(by, f"access.{act}", subject=("account", str(account.pk)))
    mails.send(account, "factor_gone")


def _open(lost: LostFactor) -> LostFactor:
    found = LostFactor.objects.select_for_update().filter(pk=lost.pk, closed_on=None).first()
    if found is None:
        raise Unacceptable("closed_already")
    return found


def _close(by: Actor, lost: LostFactor, step: str, *, office: str = "") -> None:
    lost.closed_on = clock.today()
    lost.save(update_fields=["closed_on"])
    _step(by, lost, step, office=office)


def _step(by: Actor, lost: LostFactor, step: str, *, office: str = "", how: str = "") -> None:
    LostFactorStep.objects.create(lost=lost, step=step, by=by.opaque_id, office=office, how=how, on=clock.today())


def _full_hour_after(moment: dt.datetime) -> dt.datetime:
    """The hour is all that is kept of when the second one confirmed."""
    return moment.replace(minute=0, second=0, microsecond=0) + dt.timedelta(hours=1)
