"""Who can see how networks stand is said as it is true for each reader."""

import pytest

from answerable.standards.actions.choosing import show_standing
from answerable.standards.rules.words import Level
from tests import cast

from .given import CONSOLE, duty, said
from .test_map import client_of, page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "says", "says_not"),
    [
        ("", "Who belongs to the alliance sees numbers too", "with numbers."),
        ("stranger", "Who belongs to the alliance sees numbers too", "with numbers."),
        ("member_here", "Everybody who belongs to the alliance, with numbers.", "Sums of people"),
        ("coordinator_here", "Everybody who belongs to the alliance, with numbers.", "Sums of people"),
    ],
)
def test_who_can_see_is_true_for_each_reader(alliance: cast.Alliance, role: str, says: str, says_not: str) -> None:
    """Everybody sees pictures without numbers, who belongs numbers, who keeps the records sums of people as well."""
    said(alliance, duty("O1"))
    show_standing(by=CONSOLE, network=alliance.here, public=True)
    client, address = client_of(alliance, role), f"/standing/{alliance.here.slug}"
    for each in (address, f"{address}/O1"):
        who = who_can_see(page(client, each))
        assert "pictures without numbers where there are 5 or more behind it" in who
        assert "sums of" not in who.lower()
        assert (says in who, says_not in who) == (True, False)


def test_who_can_see_sums_of_people_is_said_to_who_keeps_the_records(alliance: cast.Alliance) -> None:
    duty("P1", levels=(Level.INDIVIDUAL, Level.ORGANISATION))
    address = f"/standing/{alliance.here.slug}/P1"
    said_to = {
        role: "Sums of people are for those who keep the records here." in page(client_of(alliance, role), address)
        for role in ("coordinator_here", "member_here")
    }
    assert said_to == {"coordinator_here": True, "member_here": False}


def who_can_see(text: str) -> str:
    return text.partition('class="who"')[2].partition("</div>")[0]


def test_hint_explains_no_numbers_to_whom_none_are_shown(alliance: cast.Alliance) -> None:
    said(alliance, duty("O1"))
    show_standing(by=CONSOLE, network=alliance.here, public=True)
    address = f"/standing/{alliance.here.slug}"
    shown = {role: "With 3/5" in page(client_of(alliance, role), address) for role in ("", "member_here")}
    assert shown == {"": False, "member_here": True}


def test_whoever_chooses_is_told_what_everybody_will_see(alliance: cast.Alliance) -> None:
    duty("O1")
    desk = page(client_of(alliance, "coordinator_here"), f"/n/{alliance.here.slug}/")
    assert "pictures without numbers of five or more behind it. Nobody’s own standing is shown so." in desk
    show_standing(by=CONSOLE, network=alliance.here, public=True)
    assert "Everybody may see this, as pictures without numbers" in page(
        client_of(alliance, "coordinator_here"), f"/n/{alliance.here.slug}/"
    )
