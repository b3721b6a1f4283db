"""Who reads for a place follows the tree of today: a network that moved takes its team along."""

import pytest

from answerable.alliance.actions import networks
from answerable.alliance.models import Network
from answerable.concerns.actions.standing_aside import recuse
from answerable.concerns.queries.cases import case_for
from answerable.concerns.queries.many import Opener
from answerable.concerns.queries.near import chain, place_of
from answerable.concerns.queries.teams import candidate
from answerable.concerns.rules import routing
from answerable.concerns.rules.words import AboutLevel, Desk
from answerable.kit import clock
from tests import cast

from .world import raised, readers, team_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


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


def test_older_case_knows_its_region_wherever_that_moves() -> None:
    """B09: its own team is found, it stays shut where it was shut, and the region that is opened next is nobody to it."""
    alliance = cast.small_alliance()
    region = networks.open_network(by=cast.CONSOLE, under=alliance.root, level="region", name="Coasts")
    country = networks.open_network(by=cast.CONSOLE, under=region, level="country", name="Bay", country="MZ")
    near, above = team_of(2, place=country.path), team_of(2, desk=Desk.REGION, place=region.path)
    everywhere = team_of(2, desk=Desk.GLOBAL, place="")
    where = chain(place_of("MZ"))
    about = routing.About((routing.Party(AboutLevel.ORGANISATION, "", "", where),), where, language="en")
    free = raised(about=about).raiser.case
    shut = raised(about=about, excluded=routing.Excluded(places=frozenset({region.path}))).raiser.case
    networks.move_network(by=cast.CONSOLE, network=region, under=alliance.region)
    new = networks.open_network(by=cast.CONSOLE, under=alliance.root, level="region", name="Another region")
    strangers = team_of(2, desk=Desk.REGION, place=new.path)
    one = near.people[0]
    now = Network.objects.get(pk=region.pk).path
    assert case_for(one, shut).excluded.places == {now}
    assert next(Opener(one).open([case_for(one, shut).case])).about.where == (place_of("MZ"), now)
    for case in (free, shut):
        recuse(by=one, case=case)
    assert [[len(readers(of, case)) for of in (above, everywhere, strangers)] for case in (free, shut)] == [
        [2, 0, 0],
        [0, 2, 0],
    ]
