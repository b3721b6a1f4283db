"""Remembered figures follow every change of the records, and are no one else's."""

from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client

from answerable.access.actors import Actor
from answerable.access.models import Account
from answerable.alliance.actions import organisations
from answerable.alliance.actions.cards import Card
from answerable.alliance.queries import figures
from answerable.alliance.queries.organisations import seen_by
from answerable.alliance.rules.memberships import BELONGS, LIVE
from answerable.alliance.rules.words import MembershipState
from answerable.kit.remembered import forget_all
from tests.alliance.test_directory import brought_in
from tests.cast import CONSOLE, Alliance
from tests.house.visiting import session_of

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


def counted_by_hand(actor: Actor) -> list[object]:
    """The same figures from one organisation after the other."""
    seen = list(seen_by(actor))
    places = {one: list(one.memberships.filter(state__in=LIVE).select_related("network")) for one in seen}
    above = [{held.network.path[:end] for held in places[one] for end in (4, 8, 12, 16)} for one in seen]
    belong = [one for one in seen if any(held.state in BELONGS for held in places[one])]
    youth = [one for one in belong if one.kinds.filter(code="youth").exists()]
    networks = {path: sum(path in paths for paths in above) for path in set().union(*above)}
    countries = {code: sum(one.country == code for one in seen) for code in {one.country for one in seen} - {""}}
    return [len(seen), sum(map(bool, places.values())), networks, countries, (len(youth), len(belong))]


def test_figures_count_each_once_in_however_many_networks(cast: Alliance) -> None:
    """Also those that are suspended in one and belong in another, that are in none, or whose country nobody wrote down."""
    organisations.give_place(by=CONSOLE, organisation=cast.nile, network=cast.here, state="suspended")
    organisations.give_place(by=CONSOLE, organisation=cast.nile, network=cast.local, state="member")
    organisations.give_place(by=CONSOLE, organisation=cast.shelter, network=cast.elsewhere, state="suspended")
    organisations.welcome_organisation(by=CONSOLE, card=Card("Lamp"))
    for actor in (NOBODY, *(cast.actor(one) for one in ("member_here", "coordinator_elsewhere", "secretariat"))):
        assert counted_by_hand(actor) == [
            figures.organisations_seen(actor), figures.organisations_in_networks(actor), figures.organisations_at(actor),
            figures.organisations_by_country(actor), figures.of_kind(actor, "youth"),
        ]  # fmt: skip


def test_pages_take_what_they_count_from_one_look(cast: Alliance, django_assert_num_queries: Any) -> None:
    """The directory, the map and every network share it; nobody who comes meanwhile looks again."""
    forget_all()
    secretariat = cast.actor("secretariat")
    seen(secretariat)
    with django_assert_num_queries(5):  # of which version the records are
        figures.organisations_at(secretariat)
        figures.organisations_by_country(secretariat)
        figures.organisations_in_none(secretariat)
        figures.organisations_found(secretariat, (), lambda: 0)


def number_on(path: str, actor: Actor, words: str) -> bool:
    return words in browser_as(actor).get(path).content.decode()


def browser_as(actor: Actor) -> Client:
    browser = Client()
    if actor.account_id:
        account = Account.objects.get(pk=actor.account_id)
        browser.cookies[settings.SESSION_COOKIE_NAME] = session_of(account)
    return browser


def test_pages_that_count_otherwise_say_what_they_count(cast: Alliance) -> None:
    """The first page, the tree and the networks count what has a place; the directory counts the rest as well."""
    organisations.welcome_organisation(by=CONSOLE, card=Card("Lamp"))
    secretariat = cast.actor("secretariat")
    assert (figures.organisations_seen(secretariat), figures.organisations_in_none(secretariat)) == (4, 1)
    assert number_on("/", secretariat, "3 organisations")
    assert number_on("/networks", secretariat, "3 organisations")
    assert number_on("/networks", secretariat, "1 more is in no network")
    assert number_on(f"/networks/{cast.root.slug}", secretariat, "1 more is in no network")
    assert number_on("/organisations", secretariat, "4 organisations that you may see.")
    assert number_on("/organisations", secretariat, "1 of them is in no network")
    assert number_on(f"/n/{cast.root.slug}/organisations", secretariat, "3 of them belong now")
    assert not number_on(f"/n/{cast.root.slug}/organisations?q=Lamp", secretariat, "of them belong")


def test_pages_that_count_alike_say_nothing_more(cast: Alliance) -> None:
    """Nothing of those at risk, and nothing of what is in no network, to whoever may not know of it."""
    organisations.welcome_organisation(by=CONSOLE, card=Card("Lamp"))
    for actor in (NOBODY, cast.actor("member_here")):
        assert figures.organisations_in_none(actor) == 0
        for path in ("/", "/networks", f"/networks/{cast.here.slug}", "/organisations"):
            assert not number_on(path, actor, "no network")
            assert not number_on(path, actor, "at risk")


def test_keepers_read_that_those_at_risk_are_counted_for_them(cast: Alliance) -> None:
    keeper = cast.actor("coordinator_here")
    assert number_on(f"/networks/{cast.here.slug}", keeper, "at risk, whom nobody else counts")
    assert number_on("/organisations", keeper, "Those at risk whose records you keep are among them")


def test_share_of_womens_rights_says_whom_it_leaves_out(cast: Alliance) -> None:
    organisations.move_membership(
        by=CONSOLE, membership=cast.nile.memberships.get(), state=MembershipState.SUSPENDED, reason="Asked."
    )
    secretariat = cast.actor("secretariat")
    assert number_on("/", secretariat, "one whose membership is suspended is not counted")
    assert not number_on("/", NOBODY, "one whose membership is suspended is not counted")
