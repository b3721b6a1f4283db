"""The map: duties by networks, by what one may see; no sum of a few people, and nobody before another by how they stand."""

import csv
import io
import re
from collections.abc import Iterator

import pytest
import time_machine
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from answerable.alliance.actions import networks, organisations, people
from answerable.alliance.models import Network
from answerable.alliance.rules.words import Level as NetworkLevel
from answerable.alliance.rules.words import Visibility
from answerable.kit import clock, queue
from answerable.ledger.models import Entry
from answerable.standards.actions.choosing import show_standing
from answerable.standards.actions.taking_in import take_in_catalogue
from answerable.standards.models import Duty, Reckoning
from answerable.standards.rules.words import Cadence, Level
from tests import cast

from .given import CONSOLE, days, duty, said

pytestmark = pytest.mark.django_db
SEATS = "seat.womens_rights"


def client_of(alliance: cast.Alliance, role: str = "") -> Client:
    client = Client()
    if role:
        client.force_login(alliance.accounts[role])
    return client


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def squares(text: str, number: str) -> list[list[str]]:
    """Returns the row of a duty: for each network its statuses with their numbers."""
    rows = re.findall(rf'<tr><th scope="row"><a [^>]*/{number}[^"]*">.*?</tr>', text)
    return [
        [f"{status} {numbers}".strip() for status, numbers in re.findall(r'<b class="c (\w+)"[^>]*><i class="vh">[^<]*</i>([^<]*)</b>', one)]
        for one in re.findall(r"<td>(.*?)</td>", rows[0])
    ]  # fmt: skip


@pytest.fixture
def seats(alliance: cast.Alliance) -> Duty:
    """Asked of national networks: that the committee has a seat of a women’s-rights organisation. Kenya's has."""
    return duty("N1", levels=(Level.NATIONAL,), cadence=Cadence.CONTINUOUS, proofs=(SEATS,))


@pytest.fixture
def talks(alliance: cast.Alliance) -> Duty:
    made = duty("O1")
    said(alliance, made)
    return made


def test_one_sees_own_standing_apart_from_those_behind(alliance: cast.Alliance, seats: Duty, talks: Duty) -> None:
    text = page(client_of(alliance, "member_here"), f"/standing/{alliance.region.slug}")
    assert squares(text, "N1") == [["part 1/3"], ["ok", "none 0/1"], ["none"]]
    assert squares(text, "O1") == [["part 1/2"], ["ok 1/1"], ["none 0/1"]]
    assert text.index(">Kenya<") < text.index(">Uganda<")


def test_member_sees_the_whole_alliance_and_is_told_who_can(alliance: cast.Alliance, talks: Duty) -> None:
    text = page(client_of(alliance, "member_elsewhere"), "/standing")
    assert squares(text, "O1") == [["part 1/2"], ["part 1/2"]]
    assert "Who can see this:" in text


@pytest.mark.parametrize("role", ["", "stranger"])
def test_others_see_only_what_a_network_shows_to_everybody(
    alliance: cast.Alliance, seats: Duty, talks: Duty, role: str
) -> None:
    client = client_of(alliance, role)
    kenya, region = (f"/standing/{one.slug}" for one in (alliance.here, alliance.region))
    assert client.get(kenya).content == client.get("/standing/no-such-network").content
    assert client.get(f"{kenya}/N1").status_code == client.get(f"{kenya}.csv").status_code == 404
    assert "Kenya" not in page(client, "/standing")
    show_standing(by=alliance.actor("coordinator_here"), network=alliance.here, public=True)
    organisations.welcome_organisation(
        by=CONSOLE, card=organisations.Card(name="Open House"), network=alliance.here, visibility=Visibility.PUBLIC
    )
    text = page(client, kenya)
    assert squares(text, "N1") == [["ok", "few"]]
    assert squares(text, "O1") == [["few"]]
    assert "Kisumu" not in text
    assert "networks directly below it" not in text  # nor how many there are
    assert "3/5" not in text  # no numbers are shown that would have to be explained
    assert "Kenya" in page(client, "/standing")
    assert client.get(region).status_code == 404


def test_those_below_who_chose_so_are_columns_for_everybody(alliance: cast.Alliance, seats: Duty) -> None:
    for network in (alliance.region, alliance.elsewhere):
        show_standing(by=CONSOLE, network=network, public=True)
    text = page(client_of(alliance), f"/standing/{alliance.region.slug}")
    assert "Uganda" in text
    assert "Kenya" not in text


def test_page_says_how_it_stood_and_will_stand(alliance: cast.Alliance, talks: Duty) -> None:
    client, address = client_of(alliance, "member_here"), f"/standing/{alliance.here.slug}"
    assert not re.search(r"\bO1\b", page(client, f"{address}?on={days(-1)}"))
    assert squares(page(client, f"{address}?on={days(30)}"), "O1")[0] == ["ok 1/1"]
    assert squares(page(client, f"{address}?on={days(900)}"), "O1")[0] == ["late 0/1"]
    for unreadable in ("yesterday", "9999-01-01"):
        text = page(client, f"{address}?on={unreadable}")
        assert f'value="{unreadable}"' in text
        assert 'aria-invalid="true"' in text


def test_networks_stand_where_they_stood_on_the_day(alliance: cast.Alliance, seats: Duty) -> None:
    moved = Network.objects.get(pk=alliance.elsewhere.pk)
    root = Network.objects.get(pk=alliance.root.pk)
    networks.move_network(by=CONSOLE, network=moved, under=root)
    queue.run_ready()
    client = client_of(alliance, "secretariat")
    assert "Uganda" in page(client, f"/standing?on={days(0)}")
    assert "Uganda" not in page(client, f"/standing/{alliance.region.slug}")


def test_one_narrows_by_whom_it_is_asked_of(alliance: cast.Alliance, seats: Duty, talks: Duty) -> None:
    client, address = client_of(alliance, "member_here"), f"/standing/{alliance.region.slug}"
    assert "/O1" not in page(client, f"{address}?whom=national")
    assert "/N1" not in page(client, f"{address}?whom=organisation")
    assert "None of this is asked" in page(client, f"{address}?whom=global")
    assert "/N1" in page(client, f"{address}?whom=nonsense")


def test_main_duties_come_first_and_all_on_request(alliance: cast.Alliance) -> None:
    duty("O1")
    duty("O2", main=False)
    client, address = client_of(alliance, "member_here"), f"/standing/{alliance.here.slug}"
    assert "/O2" not in page(client, address)
    assert "/O2" in page(client, f"{address}?all=1")


def _people(alliance: cast.Alliance, number: int) -> None:
    for one in range(number):
        person = people.welcome_person(
            by=CONSOLE, name=f"Somebody {one}", email=f"s{one}@example.org", place=alliance.root.path
        )
        people.affiliate(by=CONSOLE, person=person, organisation=alliance.nile)


def test_sums_of_people_are_for_keepers_and_of_no_small_group(alliance: cast.Alliance) -> None:
    with_people = duty("I1", levels=(Level.INDIVIDUAL,), starts=days(-90))
    address = f"/standing/{alliance.elsewhere.slug}?whom=person"
    assert "/I1" not in page(client_of(alliance, "member_elsewhere"), address)
    keeper = client_of(alliance, "coordinator_elsewhere")
    assert 'value="person"' not in page(keeper, f"/standing/{alliance.here.slug}")
    _people(alliance, 9)
    queue.run_ready()
    later = f"{address}&on={days(40)}"
    (first,) = squares(page(keeper, later), "I1")
    assert first[0].startswith("none 0/")
    assert int(first[0].split("/")[1]) >= 9
    assert with_people.number in page(keeper, f"/standing/{alliance.elsewhere.slug}/I1?on={days(40)}")
    assert "Somebody 3" not in page(keeper, f"/standing/{alliance.elsewhere.slug}/I1?on={days(40)}")


def test_few_people_are_not_told(alliance: cast.Alliance) -> None:
    duty("I1", levels=(Level.INDIVIDUAL,), starts=days(-90))
    local = organisations.welcome_organisation(
        by=CONSOLE, card=organisations.Card(name="Lake Voices"), network=alliance.local
    )
    person = people.welcome_person(by=CONSOLE, name="Somebody", email="some@example.org", place=alliance.root.path)
    people.affiliate(by=CONSOLE, person=person, organisation=local)
    queue.run_ready()
    keeper = client_of(alliance, "coordinator_here")
    assert squares(page(keeper, f"/standing/{alliance.local.slug}?whom=person&on={days(40)}"), "I1") == [["few"]]
    assert "Too few to be told" in page(keeper, f"/standing/{alliance.local.slug}/I1?on={days(40)}")


def test_phone_has_a_list_of_every_network_below(alliance: cast.Alliance, seats: Duty, talks: Duty) -> None:
    text = page(client_of(alliance, "member_here"), f"/standing/{alliance.region.slug}")
    listed = text.split('class="only-s"')[1]
    assert listed.index("Kenya") < listed.index("Uganda")
    assert "<bdi>N1, O1</bdi>" in listed


def test_nothing_is_ordered_by_how_it_stands(alliance: cast.Alliance, seats: Duty, talks: Duty) -> None:
    client, address = client_of(alliance, "secretariat"), f"/standing/{alliance.region.slug}"
    plain, sorted_so = (page(client, one).split("<main")[1] for one in (address, f"{address}?sort=state"))
    assert "sort=" not in plain
    assert re.findall(r"<tr>.*?</tr>", plain) == re.findall(r"<tr>.*?</tr>", sorted_so)


def test_nothing_is_asked_yet(alliance: cast.Alliance) -> None:
    assert "No duty is asked yet." in page(client_of(alliance, "member_here"), "/standing")


def test_silence_is_said_once_and_is_no_fault(alliance: cast.Alliance) -> None:
    duty("O1")
    client = client_of(alliance, "member_here")
    assert "Nobody has reported yet." in page(client, "/standing")
    assert 'class="c late' not in page(client, "/standing")


def test_reckoning_says_how_far_it_is(alliance: cast.Alliance, talks: Duty) -> None:
    Reckoning.objects.create(begun_at=clock.now(), done=7, of=20)
    assert "35 of 100" in page(client_of(alliance, "member_here"), "/standing")


def sheet(client: Client, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer.status_code == 200
    content: Iterator[bytes] = answer.streaming_content  # type: ignore[attr-defined] # it streams
    return list(csv.DictReader(io.StringIO(b"".join(content).decode("utf-8-sig"))))


def test_sheet_holds_the_network_and_all_below(alliance: cast.Alliance, seats: Duty, talks: Duty) -> None:
    rows = sheet(client_of(alliance, "member_here"), f"/standing/{alliance.region.slug}.csv")
    told = {(one["Network"], one["Number"]): (one["The network itself"], one["In place"], one["Asked"]) for one in rows}
    assert told == {
        ("Lakes", "N1"): ("", "1", "3"), ("Lakes", "O1"): ("", "1", "2"), ("Kenya", "N1"): ("In place", "0", "1"),
        ("Kenya", "O1"): ("", "1", "1"), ("Kisumu", "N1"): ("Not reported", "", ""), ("Uganda", "N1"): ("Not reported", "", ""),
        ("Uganda", "O1"): ("", "0", "1"),
    }  # fmt: skip
    assert client_of(alliance, "member_here").get(f"/standing/{alliance.region.slug}.xlsx").status_code == 200


def _choose(client: Client, network: Network, public: str) -> HttpResponse:
    answer = client.post(f"/standing/{network.slug}/for-everybody", {"public": public})
    assert isinstance(answer, HttpResponse)
    return answer


def test_who_keeps_a_network_chooses_who_sees_it(alliance: cast.Alliance, seats: Duty) -> None:
    keeper, visitor = client_of(alliance, "coordinator_here"), client_of(alliance)
    assert "Show it to everybody" in page(keeper, f"/n/{alliance.here.slug}/")
    assert _choose(keeper, alliance.here, "yes").status_code in {302, 303}
    assert page(visitor, f"/standing/{alliance.here.slug}")
    assert "Where we stand" in page(visitor, f"/networks/{alliance.here.slug}")
    assert Entry.objects.filter(act="standards.show_standing").count() == 1
    _choose(keeper, alliance.here, "no")
    assert visitor.get(f"/standing/{alliance.here.slug}").status_code == 404
    assert _choose(client_of(alliance, "coordinator_elsewhere"), alliance.here, "yes").status_code == 403


def _questions(client: Client, address: str) -> int:
    """Time stands still: else what is asked anew after a while is counted now and then."""
    with time_machine.travel(clock.now(), tick=False):
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            page(client, address)
    return len(asked)


def test_map_asks_as_much_of_three_networks_as_of_many(alliance: cast.Alliance, seats: Duty, talks: Duty) -> None:
    client = client_of(alliance, "coordinator_above")
    addresses = [
        f"/standing/{alliance.region.slug}",
        f"/standing/{alliance.region.slug}/N1",
        f"/standing/{alliance.region.slug}/O1",
    ]
    before = [_questions(client, one) for one in addresses]
    for number in range(8):
        region = Network.objects.get(pk=alliance.region.pk)
        made = networks.open_network(
            by=CONSOLE, under=region, level=NetworkLevel.COUNTRY, name=f"Country {number}", country=""
        )
        organisations.welcome_organisation(by=CONSOLE, card=organisations.Card(name=f"Circle {number}"), network=made)
    queue.run_ready()
    duty("O9")
    assert [_questions(client, one) for one in addresses] == before


def test_page_of_all_duties_and_eight_networks_is_light(alliance: cast.Alliance) -> None:
    for number in range(8):
        region = Network.objects.get(pk=alliance.region.pk)
        networks.open_network(
            by=CONSOLE, under=region, level=NetworkLevel.COUNTRY, name=f"Country {number}", country=""
        )
    take_in_catalogue(by=CONSOLE, starts=days(-30))
    queue.run_ready()
    client, address = client_of(alliance, "member_here"), f"/standing/{alliance.region.slug}"
    weights = {
        (part, tongue): len(client.get(f"{address}?{part}", headers={"accept-language": tongue}).content)
        for part in ("", "all=1") for tongue in ("en", "ar")
    }  # fmt: skip
    assert max(weights.values()) <= 60 * 1024, weights
    assert Duty.objects.count() > 47


def test_map_says_in_words_what_its_marks_mean_with_the_shares_as_they_are_drawn(
    alliance: cast.Alliance, talks: Duty, settings: Settings
) -> None:
    settings.STANDING_IN_PLACE_FROM, settings.STANDING_PARTLY_FROM, settings.STANDING_OVERDUE_FROM = 90, 25, 40
    text = page(client_of(alliance, "secretariat"), "/standing")
    said_so = (
        "In place with at least 90 in a hundred.",
        "Overdue with at least 40 in a hundred.",
        "In place or partly with at least 25 in a hundred.",
    )
    assert [one in text for one in said_so] == [True, True, True]
    assert "Nothing was told. That says nothing about what was done." in text
