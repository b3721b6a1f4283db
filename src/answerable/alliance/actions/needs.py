"""The alliance's own list of what somebody may need."""

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.kit import clock
from answerable.kit.text import slug as slug_of

from ..models import Need, NeedText, Profile
from ..permissions import ROOT_PATH, may_keep_alliance, require
from ..rules.services import LEAST_CHECK_DAYS, MOST_CHECK_DAYS
from .recording import enter


@transaction.atomic
def add_need(*, by: Actor, name: str, language: str) -> Need:
    """Adds a need with its name in one language."""
    require(may_keep_alliance(by), "needs_secretariat")
    if not name.strip():
        raise Unacceptable("name_needed", field="name")
    code = slug_of(name, lambda slug: Need.objects.filter(code=slug).exists())[:40]
    need = Need.objects.create(code=code, order=Need.objects.count())
    NeedText.objects.create(need=need, language=language, name=name.strip(), updated_on=clock.today())
    enter(by, "add_need", subject=("need", need.code), place=ROOT_PATH)
    return need


@transaction.atomic
def name_need(*, by: Actor, need: Need, language: str, name: str) -> NeedText:
    """Gives a need the alliance's own name in a language."""
    require(may_keep_alliance(by), "needs_secretariat")
    if not name.strip():
        raise Unacceptable("name_needed", field="name")
    text, _ = NeedText.objects.update_or_create(
        need=need, language=language, defaults={"name": name.strip(), "updated_on": clock.today()}
    )
    enter(by, "name_need", subject=("need", need.code), place=ROOT_PATH, detail={"language": language})
    return text


@transaction.atomic
def retire_need(*, by: Actor, need: Need) -> Need:
    """Takes a need off the list of choices, or puts it back; services that meet it keep it."""
    require(may_keep_alliance(by), "needs_secretariat")
    need.retired = not need.retired
    need.save(update_fields=["retired"])
    enter(by, "retire_need", subject=("need", need.code), place=ROOT_PATH, detail={"retired": need.retired})
    return need


@transaction.atomic
def set_check_days(*, by: Actor, profile: Profile, days: int) -> Profile:
    """Sets after how many days a support service should be looked at again."""
    require(may_keep_alliance(by), "needs_secretariat")
    if not LEAST_CHECK_DAYS <= days <= MOST_CHECK_DAYS:
        raise Unacceptable("days_out_of_range", field="days", least=LEAST_CHECK_DAYS, most=MOST_CHECK_DAYS)
    profile.service_check_days = days
    profile.save(update_fields=["service_check_days"])
    enter(by, "set_check_days", subject=("profile", profile.pk), place=ROOT_PATH, detail={"days": days})
    return profile
