"""Below a cell: how the network stands, and who behind it stands how, as far as the reader may know of them."""

import csv
import io
import re
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from answerable.alliance.actions import organisations
from answerable.alliance.models import Organisation
from answerable.alliance.rules.words import Visibility
from answerable.kit import clock, queue
from answerable.standards.actions.choosing import show_standing
from answerable.standards.actions.claiming import confirm
from answerable.standards.actions.reckoning import reckon
from answerable.standards.models import Duty
from answerable.standards.queries.subjects import name_of
from answerable.standards.rules.words import Cadence, Level
from tests import cast

from .given import CONSOLE, days, duty, said
from .test_map import client_of, page

pytestmark = pytest.mark.django_db
KENYA = "/standing/kenya/O1"


@pytest.fixture
def talks(alliance: cast.Alliance) -> Duty:
    """Asked of organisations and of national networks; Tumaini Circle said how it stands, three more did not."""
    made = duty("O1", levels=(Level.NATIONAL, Level.ORGANISATION))
    for name in ("Zawadi House", "Bahari Circle", "Amani Voices"):
        organisations.welcome_organisation(
            by=CONSOLE, card=organisations.Card(name=name), network=alliance.here, visibility=Visibility.MEMBERS
        )
    queue.run_ready()
    confirm(by=alliance.actor("coordinator_here"), claim=said(alliance, made))
    return made


def listed(text: str) -> list[tuple[str, str]]:
    """Returns each of the list by name, with how they stand."""
    part = text.partition('id="list"')[2].partition('class="side"')[0]
    rows = re.findall(r"<bdi>([^<]*)</bdi>.*?</i>([^<]*)</span></li>", part, re.DOTALL)
    return [(name, state) for name, state in rows]


def test_list_is_by_name_and_says_why(alliance: cast.Alliance, talks: Duty) -> None:
    text = page(client_of(alliance, "member_here"), KENYA)
    assert listed(text) == [
        ("Amani Voices", "Not reported"), ("Bahari Circle", "Not reported"), ("Tumaini Circle", "In place"), ("Zawadi House", "Not reported"),
    ]  # fmt: skip
    assert "What is asked is there." in text
    assert "Confirmed by who keeps the records" in text
    assert "Quiet Shelter" not in text


def test_networks_stand_as_in_the_tree(alliance: cast.Alliance, talks: Duty) -> None:
    text = page(client_of(alliance, "secretariat"), "/standing/lakes/O1?of=network")
    assert [name for name, _state in listed(text)] == ["Kenya", "Kisumu", "Uganda"]


def test_one_narrows_to_those_who_stand_so(alliance: cast.Alliance, talks: Duty) -> None:
    client = client_of(alliance, "member_here")
    assert listed(page(client, f"{KENYA}?state=in_place")) == [("Tumaini Circle", "In place")]
    assert len(listed(page(client, f"{KENYA}?of=organisation&state=not_reported"))) == 3
    assert listed(page(client, f"{KENYA}?state=overdue")) == []
    assert len(listed(page(client, f"{KENYA}?state=nonsense&of=person"))) == 4


def test_page_is_of_the_day_that_was_asked_for(alliance: cast.Alliance, talks: Duty) -> None:
    client = client_of(alliance, "member_here")
    later = page(client, f"{KENYA}?on={days(900)}&state=overdue")
    assert listed(later) == [("Tumaini Circle", "Overdue")]
    assert "?on=" in later
    assert client.get(f"{KENYA}?on={days(-3)}").status_code == 200


def test_everybody_sees_sums_where_the_network_chose_so_and_nobody_one_by_one(
    alliance: cast.Alliance, talks: Duty
) -> None:
    visitor = Client()
    assert visitor.get(KENYA).status_code == 404
    show_standing(by=alliance.actor("coordinator_here"), network=alliance.here, public=True)
    welcome(alliance, "Fourth")  # with those whom members alone may know of there would be five
    few = page(visitor, KENYA)
    assert "Too few to be told" in few
    assert "Tumaini Circle" not in few
    welcome(alliance, "Fifth")
    told = page(visitor, KENYA)
    assert "Not reported" in told
    assert "asked of 5" not in told  # nor any other number that another could be taken from
    assert "Fifth" not in told
    assert "Tumaini" not in page(visitor, f"{KENYA}?format=csv")


def test_list_of_an_earlier_day_goes_by_what_they_were_then(alliance: cast.Alliance) -> None:
    """What somebody becomes does not rewrite of whom something was asked."""
    duty("O3", levels=(Level.ORGANISATION,), kinds=("youth",))
    was, becomes = welcome(alliance, "Zawadi House", kinds=("youth",)), welcome(alliance, "Amani Voices")
    client, now = client_of(alliance, "member_here"), clock.now()
    with time_machine.travel(now, tick=False) as later:
        later.shift(10 * 24 * 3600)
        client.force_login(alliance.accounts["member_here"])
        becomes.kinds.set(was.kinds.all())
        was.kinds.clear()
        reckon([name_of(was), name_of(becomes)])
        assert listed(page(client, "/standing/kenya/O3")) == [("Amani Voices", "Not reported")]
        assert listed(page(client, f"/standing/kenya/O3?on={days(-9)}")) == [("Zawadi House", "Not reported")]
        assert listed(page(client, f"/standing/kenya/O3?on={days(20)}")) == [("Amani Voices", "Not reported")]


def welcome(alliance: cast.Alliance, name: str, kinds: tuple[str, ...] = ()) -> Organisation:
    card = organisations.Card(name=name, kinds=kinds)
    made = organisations.welcome_organisation(
        by=CONSOLE, card=card, network=alliance.here, visibility=Visibility.PUBLIC
    )
    queue.run_ready()
    return made


def test_cell_says_in_words_what_its_marks_mean(alliance: cast.Alliance, talks: Duty) -> None:
    assert "In place with at least 80 in a hundred." in page(client_of(alliance, "member_here"), KENYA)


def test_one_lists_only_whom_one_may_know_of(alliance: cast.Alliance, talks: Duty) -> None:
    organisations.welcome_organisation(
        by=CONSOLE, card=organisations.Card(name="Hidden Circle"), network=alliance.here, visibility=Visibility.NETWORK
    )
    queue.run_ready()
    assert "Hidden Circle" in page(client_of(alliance, "coordinator_here"), KENYA)
    assert "Hidden Circle" not in page(client_of(alliance, "member_elsewhere"), KENYA)


@pytest.mark.parametrize("address", ["/standing/kenya/X9", "/standing/nowhere/O1"])
def test_what_is_not_there_is_not_there(alliance: cast.Alliance, talks: Duty, address: str) -> None:
    assert client_of(alliance, "secretariat").get(address).status_code == 404


def test_duty_that_nobody_follows_has_no_cells(alliance: cast.Alliance) -> None:
    made = duty("O2", cadence=Cadence.ONCE)
    Duty.objects.filter(pk=made.pk).update(followed=False)
    assert client_of(alliance, "secretariat").get("/standing/kenya/O2").status_code == 404


def test_list_is_taken_along(alliance: cast.Alliance, talks: Duty) -> None:
    client = client_of(alliance, "coordinator_here")
    answer = client.get(f"{KENYA}?format=csv")
    content: Iterator[bytes] = answer.streaming_content  # type: ignore[attr-defined] # it streams
    rows = list(csv.DictReader(io.StringIO(b"".join(content).decode("utf-8-sig"))))
    assert [(one["Name"], one["How it stands"]) for one in rows] == [
        ("Amani Voices", "Not reported"), ("Bahari Circle", "Not reported"), ("Quiet Shelter", "Not reported"), ("Tumaini Circle", "In place"), ("Zawadi House", "Not reported"),
    ]  # fmt: skip
    assert client.get(f"{KENYA}?format=xlsx").status_code == 200
