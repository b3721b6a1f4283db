import pytest

from answerable.alliance.actions import offices, organisations, people
from answerable.alliance.models import Organisation
from answerable.alliance.rules.words import Office, Visibility
from tests.cast import CONSOLE, Alliance, _organisation, small_alliance


@pytest.fixture
def cast(db: None) -> Alliance:
    """The small alliance and its people."""
    return small_alliance()


@pytest.fixture
def twin(cast: Alliance) -> Organisation:
    """Tumaini Circle, written down once more, with somebody of its own and a place in Kisumu."""
    twin = _organisation("Tumaini Circle CBO", cast.here, Visibility.PUBLIC)
    organisations.change_card(
        by=CONSOLE, organisation=twin, card=organisations.Card(name="Tumaini Circle CBO", city="Kisumu", country="KE")
    )
    organisations.join_network(by=CONSOLE, organisation=twin, network=cast.local)
    people.affiliate(by=CONSOLE, person=cast.people["member_elsewhere"], organisation=twin)
    offices.grant_office(
        by=CONSOLE, person=cast.people["member_elsewhere"], office=Office.FOCAL_POINT, organisation=twin
    )
    return twin
