"""Reminds those who keep support services that were not checked for long: once a month, however many there are."""

from django.db import transaction
from django.urls import reverse

from answerable.access.actors import Actor
from answerable.alliance.queries.people import nearest_keepers
from answerable.alliance.queries.services import unchecked
from answerable.kit import clock
from answerable.notices.actions import notify

BY = Actor.of_system("job:remind_of_unchecked_services")


def run() -> None:
    today = clock.today()
    paths = unchecked(today).order_by().values_list("network__path", flat=True).distinct()
    keepers = {account for path in paths for account in nearest_keepers(path, today)}
    with transaction.atomic():
        notify("alliance.services_unchecked", to=keepers, url=f"{reverse('desk_services')}?checked=old", by=BY)
