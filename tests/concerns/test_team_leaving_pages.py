"""Who leaves a team by its pages, and what those pages count for nobody."""

import re

import pytest
from django.urls import reverse

from answerable.access import second_factor
from answerable.concerns.rules import routing

from .at_the_desk import PASSWORDS, READERS, SECRET, signed_in, text, world
from .world import person, raised

pytestmark = pytest.mark.django_db
SECOND = "another lantern over the same harbour"


def test_somebody_leaves_by_the_pages_and_their_desk_is_dead_at_once() -> None:
    """B23."""
    of = world(*READERS, "editor_here")
    case = raised().raiser.case
    leaving = of.holders(case)[0]
    browser = of.client(leaving)
    others = [one for one in of.people if one != leaving]
    by = {one: of.client(one) for one in others}
    holder = next(one for one in others if one in of.holders(case))
    ids = [of.people[one].id for one in others]
    refused = text(by[holder].post(reverse("team_propose"), {"members": ids, "compared": "on"}))
    second = next(one for one in others if one != holder)
    (revision,) = re.findall(r'name="revision" value="([^"]+)"', text(by[second].get(reverse("team_people"))))
    refused = text(by[second].post(reverse("team_people"), {"revision": revision, "compared": "on"}))
    assert "Before somebody leaves: Find other readers" in refused
    handed = by[holder].post(reverse("team_hand_on", args=[of.people[leaving].id]))
    assert "two readers without" in text(handed)
    assert by[second].post(reverse("team_people"), {"revision": revision, "compared": "on"}).status_code == 303
    assert browser.get(reverse("desk")).status_code == 404
    assert browser.get(reverse("desk_case", args=[case])).status_code == 404


def test_nobody_counts_the_cases_of_others_by_who_would_be_missed() -> None:
    """B02, B09: whoever is named and not signed for reads no number, and a reader none of cases that are not theirs."""
    of = world()
    excluded = routing.Excluded(people=frozenset({of.people[READERS[0]].id}))
    case = raised(excluded=excluded).raiser.case
    outside, inside = (of.client(role) for role in READERS[:2])
    assert READERS[0] not in of.holders(case)
    address = reverse("team_propose")
    assert "fewer than two readers" not in text(outside.get(address))
    assert text(inside.get(address)).count("1 case would have fewer than two readers") == 2
    gone = of.people[of.holders(case)[0]]
    handed = text(outside.post(reverse("team_hand_on", args=[gone.id])))
    assert "left that you cannot hand on" not in handed
    account = of.alliance.accounts["secretariat"]
    second_factor.keep_app(account, SECRET, step=1)
    person(of.team, of.alliance.actor("secretariat"))
    named = signed_in(account)
    assert named.post(reverse("desk_enter"), {"passphrase": PASSWORDS}).status_code == 303
    page = text(named.get(address))
    assert "Whoever is no longer ticked" in page
    assert "fewer than two readers" not in page
