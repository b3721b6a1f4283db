"""Warns those who keep a body's records that it breaks a rule of composition, or will when a term ends."""

import datetime as dt

from django.urls import reverse

from answerable.access.actors import Actor
from answerable.alliance.queries.bodies import Composition
from answerable.alliance.queries.networks import root
from answerable.alliance.queries.people import nearest_keepers
from answerable.alliance.queries.todo import unsettled
from answerable.alliance.rules.composition import Standing
from answerable.kit import clock
from answerable.notices.actions import notify
from answerable.notices.queries import was_told

AGAIN_AFTER = dt.timedelta(days=90)
BY = Actor.of_system("job:warn_of_rules_about_to_break")


def run() -> None:
    alliance = root()
    for composition in unsettled(BY, alliance) if alliance else ():
        warn(composition)


def warn(composition: Composition) -> None:
    broken = any(one.verdict.standing == Standing.BROKEN for one in composition.rules)
    kind, url = f"alliance.rule_{'broken' if broken else 'ending'}", reverse("desk_body", args=[composition.body.slug])
    keepers = nearest_keepers(composition.body.network.path, clock.today())
    since = clock.now() - AGAIN_AFTER
    untold = [one for one in keepers if not was_told(one, kind=kind, url=url, since=since)]
    notify(kind, to=untold, url=url, facts={"body": composition.body.name}, by=BY)
