"""Tells whose mail comes back, on their page, and those who keep their records, that an address does not work."""

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from answerable.access.actors import Actor
from answerable.alliance.models import Person
from answerable.alliance.permissions import ROOT_PATH
from answerable.alliance.queries.people import nearest_keepers, place_paths
from answerable.kit import clock
from answerable.notices.actions import notify
from answerable.notices.actions.reaching import keepers_told
from answerable.notices.models import Returns
from answerable.notices.queries import failing

BY = Actor.of_system("job:tell_of_addresses_that_fail")


def run() -> None:
    for one in failing().filter(keepers_told=False):
        tell(one)


@transaction.atomic
def tell(returns: Returns) -> None:
    """Says of an account that it cannot be reached: nothing of what it would have been told."""
    notify("notices.address_fails", to=[returns.account_id], url=reverse("notices_by_mail"), by=BY)
    person = Person.objects.filter(account_id=returns.account_id).first()
    if person is not None:
        url = reverse("desk_person", args=[person.key])
        notify("notices.somebodys_address_fails", to=_keepers(person), url=url, by=BY)
    keepers_told(by=BY, returns=returns)


def _keepers(person: Person) -> set[UUID]:
    """Returns who keeps a person's records, others than they themselves: at each of their networks, or above."""
    today = clock.today()
    places = [path for path in place_paths(person, today) if not path.startswith("org:")] or [ROOT_PATH]
    return {one for path in places for one in _others(path, person, today)}


def _others(path: str, person: Person, today: dt.date) -> set[UUID]:
    found = set(nearest_keepers(path, today)) - {person.account_id}
    if found or len(path) <= len(ROOT_PATH):
        return found
    return _others(path[: -len(ROOT_PATH)], person, today)
