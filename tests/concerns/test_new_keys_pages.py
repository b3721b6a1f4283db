"""Both are lost, passphrase and paper: new keys by the pages, from the words read aloud to the desk that opens again."""

import re

import pytest
from django.urls import reverse

from answerable.concerns import actions
from answerable.concerns.models import NextKeys
from answerable.concerns.rules.words import Conflict

from .at_the_desk import PASSWORDS, READERS, World, text, world
from .world import raised

pytestmark = pytest.mark.django_db
SECOND = "another lantern over the same harbour"


def _makes_new_keys(of: World, role: str) -> list[str]:
    """Returns the eight words that the page shows whoever made new keys."""
    page = text(
        of.client(role, enters=False).post(
            reverse("my_keys_anew"), {"passphrase": SECOND, "again": SECOND, "understood": "on"}
        )
    )
    return _spoken(page.split("Words to compare by voice")[1])


def _spoken(page: str) -> list[str]:
    return re.findall(r"<li>(\w+)</li>", page.split('<ol class="spoken"')[1].split("</ol>", maxsplit=1)[0])


def test_whoever_made_new_keys_reads_their_words_aloud_and_comes_back() -> None:
    """B44: the words come out of the keys, for whoever types the new passphrase; two colleagues sign what they have heard."""
    of = world()
    raised()
    lost, first, second = READERS
    said = _makes_new_keys(of, lost)
    assert len(said) == 8
    mine = of.client(lost, enters=False)
    waits = mine.post(reverse("desk_enter"), {"passphrase": SECOND})
    assert waits.status_code == 200
    assert _spoken(text(waits)) == said
    assert mine.get(reverse("desk")).status_code != 200
    assert "do not open with this passphrase" in text(mine.post(reverse("desk_enter"), {"passphrase": SECOND + "s"}))
    by = {one: of.client(one) for one in (first, second)}
    told = text(by[first].get(reverse("team")))
    assert reverse("team_propose") in told.split("Next for you")[1].split("</section>")[0]
    assert said == _spoken(text(by[first].get(reverse("team_people"))).split("New keys</h3>")[1])
    ids = [of.people[one].id for one in READERS]
    by[first].post(reverse("team_propose"), {"members": ids, "anew": [of.people[lost].id], "compared": "on"})
    assert "Compare and sign" in text(by[second].get(reverse("team")))
    (revision,) = re.findall(r'name="revision" value="([^"]+)"', text(by[second].get(reverse("team_people"))))
    signed = by[second].post(reverse("team_people"), {"revision": revision, "compared": "on"})
    assert signed.status_code == 303, text(signed)
    assert mine.post(reverse("desk_enter"), {"passphrase": PASSWORDS}).status_code == 200, "the old keys are gone"
    assert mine.post(reverse("desk_enter"), {"passphrase": SECOND}).status_code == 303
    assert not NextKeys.held.exists()
    assert "Nothing. The team reads." in text(by[first].get(reverse("team")))


def test_cases_to_be_given_are_those_to_which_one_has_said_ones_ties() -> None:
    """B09, B30: of the others the page says how many wait for that, and what was chosen is given, and not refused with them."""
    of = world(*READERS, "editor_here")
    cases = [raised().raiser.case for _ in range(6)]
    giver = READERS[0]
    mine = [case for case in cases if giver in of.holders(case)]
    other, lacks = next(
        (role, found)
        for role in of.people
        if role != giver and len(found := [case for case in mine if role not in of.holders(case)]) > 1
    )
    actions.declare_conflict(by=of.people[giver], case=lacks[0], value=Conflict.NONE)
    browser, address = of.client(giver), reverse("team_past", args=[of.people[other].id])
    page = text(browser.get(address))
    assert re.findall(r'name="cases" value="([^"]+)"', page) == [str(lacks[0])]
    assert re.search(rf"{len(lacks) - 1} cases? of yours (is|are) not here yet", page)
    page = text(browser.post(address, {"cases": [str(lacks[0])]}))
    assert "1 case was given" in page
    assert "There is no case of yours" not in page
    assert other in of.holders(lacks[0])


def test_words_of_new_keys_are_shown_for_their_passphrase_alone() -> None:
    """B44: whoever takes over the sign-in and not the passphrase learns no more than before."""
    of = world()
    lost = READERS[0]
    said = _makes_new_keys(of, lost)
    page = text(
        of.client(lost, enters=False).post(reverse("desk_enter"), {"passphrase": "a guess that is long enough"})
    )
    assert not [word for word in said if f"<li>{word}</li>" in page]
    assert of.client(lost).get(reverse("desk")).status_code == 200, "the old keys open until others are signed for"
