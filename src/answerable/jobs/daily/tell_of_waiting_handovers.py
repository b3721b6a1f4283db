"""Tells whoever takes over an office or a seat, once, that something was left for them to read."""

from django.urls import reverse

from answerable.access.actors import Actor, actor_for
from answerable.alliance.queries import handovers
from answerable.kit import clock
from answerable.notices.actions import notify
from answerable.notices.queries import was_told

BY = Actor.of_system("job:tell_of_waiting_handovers")
KIND = "alliance.handover_waits"


def run() -> None:
    long_ago = clock.now().replace(year=clock.today().year - handovers.KEPT_YEARS_OPEN, day=1)
    for term, following in handovers.waiting():
        account = following.person.account_id if following.person else None
        url = reverse("handover", args=[handovers.mark_of(term)])
        if account is None or was_told(account, kind=KIND, url=url, since=long_ago):
            continue
        if handovers.followed_as(actor_for(account, on=clock.today()), term):
            notify(KIND, to=[account], url=url, by=BY)
