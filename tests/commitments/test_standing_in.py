"""What was said to a network that nobody coordinates: who finds it meanwhile, and that it opens nothing."""

import datetime as dt

from django.test import Client

from answerable.access import actions as access
from answerable.alliance.actions.joining import merge_networks
from answerable.alliance.actions.networks import open_network
from answerable.alliance.actions.offices import grant_office
from answerable.alliance.models import Network, OfficeTerm
from answerable.alliance.rules.words import Office
from answerable.commitments import actions as acts
from answerable.commitments.models import Commitment
from answerable.commitments.queries import seeing, standing_in
from answerable.commitments.rules.words import Shown
from tests import cast
from tests.cast import CONSOLE

from .given import WHAT, of_circle, told


def of_nile(alliance: cast.Alliance, **facts: object) -> Commitment:
    """Nile Youth, in Uganda, says what it will do for Kisumu, which nobody coordinates."""
    given = {"what": WHAT, "due": dt.date(2030, 1, 1), "to": (acts.To(network=alliance.local),), "shown": Shown.PUBLIC}
    return acts.make_commitment(
        by=alliance.actor("focal_point_elsewhere"), owner=acts.Owner(organisation=alliance.nile),
        promise=acts.Promise(**{**given, **facts}),  # type: ignore[arg-type] # whatever a test says
    )  # fmt: skip


def finders(alliance: cast.Alliance) -> set[str]:
    found = set()
    for role in cast.NAMES:
        actor = alliance.actor(role)
        if standing_in.said_to(standing_in.in_care_of(actor), actor).exists():
            found.add(role)
    return found


def mine(alliance: cast.Alliance, role: str) -> str:
    client = Client()
    client.force_login(alliance.accounts[role])
    return client.get("/commitments/mine").content.decode()


def test_the_nearest_above_who_keeps_the_records_finds_it_with_the_reason(alliance: cast.Alliance) -> None:
    made = of_nile(alliance)
    # who is disabled holds the office still, and cannot sign in
    assert finders(alliance) == {"coordinator_here", "disabled_coordinator_here"}
    page = mine(alliance, "coordinator_here")
    assert page.index("Said to networks that nobody coordinates") < page.index(WHAT)
    assert f"/n/{alliance.local.slug}/people" in page
    for role in ("coordinator_above", "secretariat", "coordinator_elsewhere", "member_here"):
        assert WHAT not in mine(alliance, role)
    acts.say_done(by=alliance.actor("focal_point_elsewhere"), commitment=made)
    assert "Said to networks" not in mine(alliance, "coordinator_here")


def test_it_goes_up_to_wherever_somebody_is(alliance: cast.Alliance) -> None:
    of_nile(alliance)
    OfficeTerm.objects.filter(network=alliance.here).delete()
    assert finders(alliance) == {"coordinator_above"}
    access.disable_account(by=CONSOLE, account=alliance.accounts["coordinator_above"])
    OfficeTerm.objects.filter(network=alliance.region).delete()
    assert finders(alliance) == {"secretariat"}


def test_it_ends_once_somebody_coordinates(alliance: cast.Alliance) -> None:
    of_nile(alliance)
    grant_office(by=CONSOLE, person=alliance.people["member_here"], office=Office.COORDINATOR, network=alliance.local)
    assert finders(alliance) == set()
    assert WHAT in mine(alliance, "member_here")
    assert WHAT not in mine(alliance, "coordinator_here")


def test_nothing_private_and_nothing_hidden_is_found_so(alliance: cast.Alliance) -> None:
    """B03, B10: hierarchy is not access; that there is something is not told either."""
    of_nile(alliance, shown=Shown.PRIVATE)
    of_nile(alliance, shown=Shown.NETWORK)  # for people of Uganda, and the two sides
    assert finders(alliance) == set()
    page = mine(alliance, "coordinator_here")
    assert ("Said to networks" in page, f"/n/{alliance.local.slug}/people" in page) == (False, False)
    assert not seeing.seen_by(alliance.actor("coordinator_here")).exists()


def test_nobody_is_told_of_what_is_not_there_for_them(alliance: cast.Alliance) -> None:
    of_nile(alliance, shown=Shown.NETWORK)
    assert told(alliance, "coordinator_here") == set()
    of_nile(alliance)
    assert told(alliance, "coordinator_here") == {"commitments.made"}


def test_what_one_promised_oneself_or_hears_already_stands_once(alliance: cast.Alliance) -> None:
    both = (acts.To(network=alliance.local), acts.To(network=alliance.here))
    of_circle(alliance, to=both)
    acts.make_commitment(
        by=alliance.actor("coordinator_here"), owner=acts.Owner(network=alliance.here),
        promise=acts.Promise(what="Come to Kisumu", due=dt.date(2030, 1, 1), to=both[:1]),
    )  # fmt: skip
    page = mine(alliance, "coordinator_here")
    assert (page.count(WHAT), page.count("Come to Kisumu"), "Said to networks" in page) == (1, 1, False)


def test_what_was_said_to_a_network_that_became_part_of_another_is_found_there(alliance: cast.Alliance) -> None:
    parent = Network.objects.get(pk=alliance.here.pk)
    gone = open_network(by=CONSOLE, under=parent, level="local", name="Ahero")
    of_nile(alliance, to=(acts.To(network=gone),))
    merge_networks(
        by=CONSOLE, gone=Network.objects.get(pk=gone.pk), kept=Network.objects.get(pk=alliance.local.pk), reason="One from now on.",
        bodies_close=True, offices_end=True,
    )  # fmt: skip
    assert WHAT in mine(alliance, "coordinator_here")
