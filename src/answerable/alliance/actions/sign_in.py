"""What sign-in asks of those in office, and letting a lost second factor be removed."""

from uuid import UUID

from django.db import transaction
from django.urls import reverse

from answerable.access import actions as access
from answerable.access import lost_factor
from answerable.access.actors import Actor, actor_for
from answerable.access.models import Account, LostFactor
from answerable.access.refusals import Unacceptable
from answerable.kit import clock
from answerable.notices.actions import notify

from ..models import Person, SignInRules
from ..permissions import ROOT_PATH, acting_office, keeps, may_keep_alliance, require
from ..queries.people import keepers_above, of_account, place_paths
from ..queries.sign_in import sign_in_rules
from ..rules.words import MOST_GRACE_DAYS, MOST_WAIT_HOURS, Office
from .people import keeps_all_of
from .recording import enter

WAYS = ("met", "called", "vouched")


@transaction.atomic
def set_sign_in_rules(*, by: Actor, offices: tuple[str, ...], grace_days: int, wait_hours: int) -> SignInRules:
    """Says which offices ask for a second factor; one that is new to it asks from today, with the full grace."""
    require(may_keep_alliance(by), "needs_secretariat")
    if set(offices) - set(Office):
        raise Unacceptable("office_unknown", field="offices")
    if not 0 <= grace_days <= MOST_GRACE_DAYS:
        raise Unacceptable("days_out_of_range", field="grace_days", least=0, most=MOST_GRACE_DAYS)
    if not 1 <= wait_hours <= MOST_WAIT_HOURS:
        raise Unacceptable("hours_out_of_range", field="wait_hours", most=MOST_WAIT_HOURS)
    before, today = sign_in_rules().since, clock.today()
    since = {office: before.get(office, today).isoformat() for office in sorted(offices)}
    kept, _ = SignInRules.objects.update_or_create(
        pk=1, defaults={"offices": since, "grace_days": grace_days, "wait_hours": wait_hours}
    )
    enter(
        by, "set_sign_in_rules", subject=("sign_in_rules", kept.pk), place=ROOT_PATH,
        detail={"offices": sorted(offices), "grace_days": grace_days, "wait_hours": wait_hours},
    )  # fmt: skip
    return kept


def may_confirm(by: Actor, person: Person) -> bool:
    """Those who keep the records of all the person's places, and could give them each of their posts; never they themselves."""
    if by.account_id is None or by.account_id == person.account_id or person.former_since:
        return False
    return keeps.covers_any(by, _networks_of(person)) and keeps_all_of(by, person)


def _networks_of(person: Person) -> list[str]:
    paths = place_paths(person, clock.today())
    return [path for path in paths if not path.startswith("org:")] or [ROOT_PATH]


def confirmers_of(account_id: UUID) -> list[UUID]:
    """Returns the accounts of those who can confirm that this one's second factor is lost."""
    person, today = of_account(account_id), clock.today()
    if person is None:
        return []
    asked = {one for path in _networks_of(person) for one in keepers_above(path, today)} - {account_id}
    open_ones = Account.objects.filter(pk__in=asked, is_active=True).order_by("pk").values_list("pk", flat=True)
    return [one for one in open_ones if may_confirm(actor_for(one, on=today), person)]


def tell_confirmers(account_id: UUID) -> None:
    """Tells those who can confirm that somebody waits for them."""
    person = of_account(account_id)
    if person:
        url = reverse("desk_lost_factor", args=[person.key])
        notify("alliance.factor_lost", to=confirmers_of(account_id), url=url, by=Actor(account_id=account_id))


def confirm_lost_factor(*, by: Actor, person: Person, how: str) -> LostFactor:
    """Says that one made sure of a person by other means: they met them, called a number they knew, or asked who stands beside them."""
    require(may_confirm(by, person))
    if how not in WAYS:
        raise Unacceptable("way_needed", field="answer")
    return access.confirm_lost_factor(by=by, lost=_lost(person), office=_office(by, person), how=how)


def refuse_lost_factor(*, by: Actor, person: Person) -> LostFactor:
    """Stops it: whoever asked is somebody else, or nobody could make sure."""
    require(may_confirm(by, person))
    return access.stop_removal(by=by, lost=_lost(person), office=_office(by, person))


def _lost(person: Person) -> LostFactor:
    found = lost_factor.open_of(person.account_id) if person.account_id else None
    if found is None:
        raise Unacceptable("closed_already")
    return found


def _office(by: Actor, person: Person) -> str:
    return next((found for path in _networks_of(person) if (found := acting_office(by, path))), "")


def remove_lost_factors(*, by: Actor) -> int:
    """Removes those whose time of waiting is over and tells who confirmed; lets the unanswered ones lapse."""
    for lost in lost_factor.unanswered():
        access.let_removal_lapse(by=by, lost=lost)
    return sum(_remove(by, lost) for lost in lost_factor.due())


@transaction.atomic
def _remove(by: Actor, lost: LostFactor) -> bool:
    """Removes it where two of those who confirmed could still do so today; else it is stopped, and can be asked for anew."""
    still = set(lost_factor.confirmed_by(lost)) & {str(one) for one in confirmers_of(lost.account_id)}
    if len(still) < lost_factor.NEEDED:
        access.stop_removal(by=by, lost=lost)
        return False
    access.remove_lost_factor(by=by, lost=lost)
    person = of_account(lost.account_id)
    if person:
        to = [UUID(one) for one in lost_factor.confirmed_by(lost)]
        notify("alliance.factor_removed", to=to, url=reverse("desk_person", args=[person.key]), by=by)
    return True
