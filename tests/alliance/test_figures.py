"""Remembered figures follow every change of the records, and are no one else's."""

import pytest
from django.db import connections

from answerable.access.actors import Actor
from answerable.alliance.actions import organisations
from answerable.alliance.actions.cards import Card
from answerable.alliance.queries import figures
from answerable.alliance.rules.words import MembershipState
from answerable.kit.remembered import forget_all
from tests.alliance.test_directory import brought_in
from tests.cast import CONSOLE, Alliance

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
NOBODY = Actor.nobody()


def seen(*actors: Actor) -> list[int]:
    """Asks as between two requests, where figures are remembered."""
    opened = connections["default"]
    opened.in_atomic_block = False
    try:
        return [figures.organisations_seen(one) for one in actors]
    finally:
        opened.in_atomic_block = True


def test_figures_follow_each_change(cast: Alliance) -> None:
    forget_all()
    assert seen(NOBODY) == [1]
    made = organisations.welcome_organisation(by=CONSOLE, card=Card("Lamp"), network=cast.here, visibility="public")
    assert seen(NOBODY) == [2]
    membership = made.memberships.get()
    organisations.move_membership(by=CONSOLE, membership=membership, state=MembershipState.SUSPENDED, reason="Asked.")
    assert seen(NOBODY) == [1]
    brought_in(b"name;country\nNight Lamp;Kenya\nDay Lamp;Uganda\n")
    assert seen(NOBODY) == [3]


def test_figures_are_remembered_for_those_who_see_the_same(cast: Alliance) -> None:
    """At risk, network-only and members-only ones are counted for those alone who may know of them."""
    forget_all()
    secretariat, member = cast.actor("secretariat"), cast.actor("member_here")
    first = seen(NOBODY, member, secretariat)
    assert first == sorted(set(first))
    assert seen(secretariat, member, NOBODY) == first[::-1]
