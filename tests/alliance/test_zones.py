"""Whose clock counts: a network's own, else that of the nearest above, else the alliance's."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from answerable.alliance.actions.networks import change_network
from answerable.alliance.models import Network
from answerable.alliance.queries.zones import zone_at, zone_of, zone_of_account, zones_at, zones_of_country
from answerable.kit import clock
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def alliance() -> cast.Alliance:
    return cast.small_alliance()


def settle(network: Network, zone: str) -> None:
    change_network(by=cast.CONSOLE, network=network, since="", time_zone=zone, country=network.country)


def test_network_without_a_zone_lives_by_the_nearest_above(alliance: cast.Alliance) -> None:
    assert zone_of(alliance.local).key == "Africa/Nairobi"  # the alliance's
    assert zone_at(alliance.local.path).set_by is None
    settle(alliance.region, "Africa/Kampala")
    assert zone_of(alliance.local).key == "Africa/Kampala"
    settle(alliance.here, "Africa/Addis_Ababa")
    assert (zone_of(alliance.local).key, zone_of(alliance.elsewhere).key) == ("Africa/Addis_Ababa", "Africa/Kampala")
    assert zone_at(alliance.local.path).set_by == alliance.here


def test_zone_that_does_not_exist_is_passed_over(alliance: cast.Alliance) -> None:
    Network.objects.filter(pk=alliance.here.pk).update(time_zone="Mars/Olympus")
    assert zone_of(alliance.local).key == "Africa/Nairobi"


def test_account_lives_by_the_lowest_network_it_belongs_to(alliance: cast.Alliance) -> None:
    settle(alliance.here, "Africa/Addis_Ababa")
    today = clock.today()
    assert zone_of_account(alliance.accounts["member_here"].pk, today).key == "Africa/Addis_Ababa"
    assert zone_of_account(alliance.accounts["stranger"].pk, today).key == "Africa/Nairobi"


def test_zones_of_many_places_take_two_questions(alliance: cast.Alliance) -> None:
    paths = list(Network.objects.values_list("path", flat=True))
    with CaptureQueriesContext(connection) as asked:
        zones_at(paths)
    assert len(asked) == 2


def test_country_knows_its_zones() -> None:
    assert zones_of_country("KE") == ["Africa/Nairobi"]
    assert len(zones_of_country("BR")) > 5
    assert zones_of_country("") == []
