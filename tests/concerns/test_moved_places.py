"""Who reads for a place follows the tree of today: a network that moved takes its team along."""

import pytest

from answerable.alliance.actions import networks
from answerable.alliance.models import Network
from answerable.concerns.queries.near import chain, place_of
from answerable.concerns.queries.teams import candidate
from answerable.concerns.rules import routing
from answerable.concerns.rules.words import AboutLevel, Desk
from answerable.kit import clock
from tests import cast

from .world import raised, readers, team_of

pytestmark = [pytest.mark.django_db]


def test_team_reads_for_its_network_wherever_that_moves() -> None:
    """At least one level above whom it is about, in the tree as it stands: their old place leads nowhere any more."""
    alliance = cast.small_alliance()
    before = alliance.here.path
    of, above = team_of(2, place=before), team_of(2, desk=Desk.REGION, place=before[:-4])
    region = networks.open_network(by=cast.CONSOLE, under=alliance.root, level="region", name="Another region")
    over = team_of(2, desk=Desk.REGION, place=region.path)
    networks.move_network(by=cast.CONSOLE, network=alliance.here, under=region)
    after = Network.objects.get(pk=alliance.here.pk).path
    assert after != before
    of.team.refresh_from_db()
    assert of.team.place == after
    assert candidate(of.people[0].handler, of.team, clock.today()).place == after
    where = chain(place_of("KE"))
    near = routing.About((routing.Party(AboutLevel.ORGANISATION, "", "", where),), where, language="en")
    assert len(readers(of, raised(about=near).raiser.case)) == 2
    country = routing.About((routing.Party(AboutLevel.COUNTRY, "", "", where),), where, language="en")
    case = raised(about=country).raiser.case
    assert (len(readers(over, case)), len(readers(above, case))) == (2, 0)
