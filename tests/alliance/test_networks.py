"""The tree: opening, moving, closing, and as it stood on a day."""

import datetime as dt
import importlib

import pytest
from django.apps import apps

from answerable.access.refusals import Refused, Unacceptable
from answerable.alliance.actions import networks
from answerable.alliance.models import Network, NetworkMove, PathLeft
from answerable.alliance.queries.networks import Place, tree_on
from answerable.alliance.queries.paths import ways
from answerable.alliance.rules.words import Level
from answerable.kit import clock
from answerable.ledger.models import Entry
from tests.cast import CONSOLE, Alliance

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
MIGRATION = importlib.import_module("answerable.alliance.migrations.0027_paths_left")


def fresh(network: Network) -> Network:
    found: Network = Network.objects.get(pk=network.pk)
    return found


def below(place: Place | None, name: str) -> list[str]:
    """Returns the names that stand directly below a network in a tree."""
    if place is None:
        return []
    if place.network.name == name:
        return [one.network.name for one in place.below]
    return [found for one in place.below for found in below(one, name)]


def test_region_cannot_move_under_its_own_country(cast: Alliance) -> None:
    with pytest.raises(Unacceptable) as refusal:
        networks.move_network(by=CONSOLE, network=fresh(cast.region), under=fresh(cast.here))
    assert (refusal.value.code, refusal.value.field) == ("cannot_stand_under_itself", "under")


def test_moved_network_takes_along_what_stands_below(cast: Alliance) -> None:
    other = networks.open_network(by=CONSOLE, under=fresh(cast.root), level=Level.REGION, name="Coasts")
    networks.move_network(by=CONSOLE, network=fresh(cast.here), under=other)
    assert fresh(cast.local).path.startswith(fresh(other).path)
    assert Network.objects.find_problems() == ([], [], [], [], [])


def test_path_that_was_left_leads_to_its_network_and_is_given_to_no_other(cast: Alliance) -> None:
    """B09: also to one that comes back, and whatever stood below it is found with it."""
    coasts, hills = (
        networks.open_network(by=CONSOLE, under=fresh(cast.root), level=Level.REGION, name=one)
        for one in ("Coasts", "Hills")
    )
    bay = networks.open_network(by=CONSOLE, under=coasts, level=Level.COUNTRY, name="Bay", country="MZ")
    first = {one.pk: one.path for one in (coasts, hills, bay)}
    for one, under in (
        (hills, cast.region),
        (coasts, hills),
        (bay, cast.region),
        (coasts, cast.root),
        (hills, cast.root),
    ):
        networks.move_network(by=CONSOLE, network=one, under=fresh(under))
    for under in (cast.root, cast.region, hills, coasts):
        fresh_one = networks.open_network(by=CONSOLE, under=fresh(under), level=Level.REGION, name="New")
        assert not PathLeft.objects.filter(before=fresh_one.path).exists()
    assert [ways().now([path]) for path in first.values()] == [(fresh(Network(pk=pk)).path,) for pk in first]
    assert not {*first.values()} & set(Network.objects.values_list("path", flat=True))
    assert Network.objects.find_problems() == ([], [], [], [], [])


def test_upgrade_notes_the_paths_that_the_ledger_tells_were_left(cast: Alliance) -> None:
    networks.move_network(by=CONSOLE, network=fresh(cast.elsewhere), under=fresh(cast.root))
    networks.move_network(by=CONSOLE, network=fresh(cast.here), under=fresh(cast.root))
    told = list(PathLeft.objects.values_list("before", "after"))
    PathLeft.objects.all().delete()
    given_again = networks.open_network(
        by=CONSOLE, under=fresh(cast.region), level=Level.COUNTRY, name="Rwanda", country="RW"
    )
    assert given_again.path == told[1][0], "so it was before they were noted"
    MIGRATION.note(apps, None)
    assert list(PathLeft.objects.values_list("before", "after")) == told[:1]


def test_tree_of_a_day_shows_where_a_network_stood_then(cast: Alliance) -> None:
    today = clock.today()
    Network.objects.update(opened_on=today - dt.timedelta(days=30))
    NetworkMove.objects.update(starts=today - dt.timedelta(days=30))
    other = networks.open_network(
        by=CONSOLE, under=fresh(cast.root), level=Level.REGION, name="Coasts", starts=today - dt.timedelta(days=20)
    )
    networks.move_network(by=CONSOLE, network=fresh(cast.here), under=other, starts=today - dt.timedelta(days=5))
    assert below(tree_on(today), "Coasts") == ["Kenya"]
    assert below(tree_on(today - dt.timedelta(days=6)), "Lakes") == ["Kenya", "Uganda"]
    assert tree_on(today - dt.timedelta(days=31)) is None


def test_coordinator_opens_below_their_place_and_nowhere_else(cast: Alliance) -> None:
    by = cast.actor("coordinator_here")
    made = networks.open_network(by=by, under=fresh(cast.here), level=Level.LOCAL, name="Mombasa")
    assert made.depth == 4
    with pytest.raises(Refused):
        networks.open_network(by=by, under=fresh(cast.elsewhere), level=Level.LOCAL, name="Gulu")


def test_coordinator_does_not_move_or_close_their_own_network(cast: Alliance) -> None:
    by = cast.actor("coordinator_here")
    with pytest.raises(Refused):
        networks.move_network(by=by, network=fresh(cast.here), under=fresh(cast.root))
    with pytest.raises(Refused):
        networks.close_network(by=by, network=fresh(cast.here))


def test_network_with_members_is_not_closed(cast: Alliance) -> None:
    networks.close_network(by=CONSOLE, network=fresh(cast.local))
    with pytest.raises(Unacceptable) as refusal:
        networks.close_network(by=CONSOLE, network=fresh(cast.here))
    assert refusal.value.code == "organisations_still_belong"


def test_country_has_one_network(cast: Alliance) -> None:
    with pytest.raises(Unacceptable) as refusal:
        networks.open_network(
            by=CONSOLE, under=fresh(cast.region), level=Level.COUNTRY, name="Kenya again", country="KE"
        )
    assert refusal.value.code == "country_has_network"


def test_conflicting_counts_stand_side_by_side(cast: Alliance) -> None:
    for number, source in ((700, "Annual report"), (630, "Old website")):
        networks.claim_count(
            by=CONSOLE, network=fresh(cast.root), counted="organisations", number=number, as_of="2024-05", source=source
        )
    assert [one.number for one in cast.root.claims.all()] == [700, 630]


def test_claim_needs_a_readable_day_and_a_source(cast: Alliance) -> None:
    with pytest.raises(Unacceptable) as day:
        networks.claim_count(by=CONSOLE, network=cast.root, counted="people", number=1, as_of="2024-13", source="x")
    with pytest.raises(Unacceptable) as source:
        networks.claim_count(by=CONSOLE, network=cast.root, counted="people", number=1, as_of="2024", source=" ")
    assert (day.value.field, source.value.field) == ("as_of", "source")


def test_move_enters_the_ledger_in_the_office_it_was_done_in(cast: Alliance) -> None:
    networks.move_network(by=cast.actor("coordinator_above"), network=fresh(cast.local), under=fresh(cast.elsewhere))
    entry = Entry.objects.order_by("-n")[0]
    assert (entry.act, entry.office) == ("alliance.move_network", "coordinator")
    assert cast.people["coordinator_above"].name not in entry.detail
