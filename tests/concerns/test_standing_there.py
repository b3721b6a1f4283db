"""A network for which a team reads: it does not end while whoever tells would find a channel there, and no import takes it back."""

import pytest
from django.urls import reverse

from answerable.access.refusals import Unacceptable
from answerable.alliance.actions import networks
from answerable.alliance.actions.joining import merge_networks
from answerable.alliance.models import Network
from answerable.concerns import actions
from answerable.kit import clock, imports
from tests import cast
from tests.alliance.test_directory import brought_in
from tests.alliance.test_own_texts import signed_in

from .world import team_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


def fresh(network: Network) -> Network:
    found: Network = Network.objects.get(pk=network.pk)
    return found


def test_network_does_not_close_while_a_channel_is_open_there() -> None:
    alliance = cast.small_alliance()
    ward = networks.open_network(by=cast.CONSOLE, under=fresh(alliance.here), level="local", name="Ward")
    of = team_of(2, place=ward.path)
    with pytest.raises(Unacceptable, match="team_reads_there"):
        networks.close_network(by=cast.CONSOLE, network=fresh(ward))
    assert fresh(ward).closed_on is None
    actions.close_channel(by=of.people[0])
    assert networks.close_network(by=cast.CONSOLE, network=fresh(ward)).closed_on == clock.today()
    with pytest.raises(Unacceptable, match="place_closed"):
        actions.open_channel(by=of.people[0])


def test_network_joins_no_other_while_a_channel_is_open_there() -> None:
    """Its team would read for a place that is no more; where it is the one that is kept, all goes on."""
    alliance = cast.small_alliance()
    of = team_of(2, place=alliance.here.path)
    with pytest.raises(Unacceptable, match="team_reads_there"):
        merge_networks(by=cast.CONSOLE, kept=alliance.elsewhere, gone=alliance.here, reason="One place.")
    assert merge_networks(by=cast.CONSOLE, kept=alliance.here, gone=alliance.elsewhere, reason="One place.").pk
    of.team.refresh_from_db()
    assert of.team.state == "open"


def test_whoever_closes_it_reads_why_beside_the_form() -> None:
    alliance = cast.small_alliance()
    ward = networks.open_network(by=cast.CONSOLE, under=fresh(alliance.here), level="local", name="Ward")
    team_of(2, place=ward.path)
    client = signed_in(alliance.accounts["secretariat"])
    page = client.post(reverse("desk_network_close", args=[ward.slug]), {"ends": clock.today().isoformat()})
    assert "its channel is open" in page.content.decode()
    assert fresh(ward).closed_on is None


def test_network_that_an_import_opened_stays_where_a_team_stands_there() -> None:
    """Its team, and what was told to it, are found by the place alone."""
    cast.small_alliance()
    run = brought_in(b"name,country\nPaper Boats,Peru\nBlue Door,Chile\n")
    peru = Network.objects.get(country="PE")
    team_of(2, place=peru.path, opened=False)
    imports.undo(run, by=cast.CONSOLE)
    assert set(Network.objects.filter(country__in=["PE", "CL"]).values_list("country", flat=True)) == {"PE"}
