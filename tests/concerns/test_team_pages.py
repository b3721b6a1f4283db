"""A team opens its channel by the pages alone: nobody else sees it, nothing is shown twice, and it stays shut while anything is missing."""

import re

import pytest
from django.conf import settings
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from answerable.access import second_factor
from answerable.concerns.models import Handler, NextKeys, Team
from answerable.concerns.queries.teams import keys_now
from answerable.concerns.rules.teams import TeamState
from answerable.ledger.models import Entry
from tests import cast

from .at_the_desk import PASSWORDS, READERS, SECRET, signed_in, text, world
from .world import raised

pytestmark = pytest.mark.django_db
SECOND = "another lantern over the same harbour"
OWN = ("my_keys", "my_words", "my_passphrase", "my_keys_by_words", "my_keys_anew")
AT_THE_DESK = ("team", "team_words", "team_people", "team_propose")
BY_POST = ("team_rehearsal", "team_channel")
KEEPING = ("response_teams", "response_team_set_up")


def words_on(page: str) -> list[str]:
    """Returns the words of the paper, as the page shows them once."""
    paper = page[page.index('class="slip paper"') : page.index("</ol>")]
    return re.findall(r"<li>(\w+)</li>", paper)


def makes_keys(client: Client, passphrase: str = PASSWORDS) -> list[str]:
    response = client.post(reverse("my_keys"), {"passphrase": passphrase, "again": passphrase})
    found = words_on(text(response))
    assert len(found) == 22
    return found


@pytest.fixture
def alliance() -> cast.Alliance:
    made = cast.small_alliance()
    for role in READERS:
        second_factor.keep_app(made.accounts[role], SECRET, step=1)
    return made


def set_up(alliance: cast.Alliance, *roles: str) -> Team:
    """Has the secretariat set a team up and name people, by its pages."""
    client = signed_in(alliance.accounts["secretariat"])
    made = client.post(reverse("response_team_set_up"), {"desk": "2", "place": alliance.here.path})
    assert made.status_code == 303, text(made)
    team: Team = Team.held.get()
    for role in roles:
        person = alliance.people[role]
        address = reverse("response_team_name", args=[team.pk])
        page = text(client.get(address))
        name = "person_choice" if "person_choice" in page else "person"
        sent = client.post(address, {name: str(person.key), "role": "case_manager"})
        assert sent.status_code == 303, text(sent)
    return team


def test_team_opens_its_channel_by_its_pages(alliance: cast.Alliance) -> None:
    """Roster, keys, words compared, paper, rehearsal; refused while anything is missing, and said by whom."""
    team = set_up(alliance, *READERS[:2])
    clients = [signed_in(alliance.accounts[role]) for role in READERS[:2]]
    assert "Make my keys" in text(clients[0].get("/me"))
    papers = [makes_keys(one) for one in clients]
    for one in clients:
        assert one.post(reverse("desk_enter"), {"passphrase": PASSWORDS}).status_code == 303
    first, second = clients
    refused = first.post(reverse("team_channel"), {})
    assert (refused.status_code, Team.held.get().state) == (409, TeamState.SETTING_UP)
    page = text(second.get(reverse("team_people")))
    assert page.count('class="spoken"') == 2
    ids = [str(one) for one in Handler.held.values_list("pk", flat=True)]
    assert "by voice" in text(first.post(reverse("team_propose"), {"members": ids}))
    assert first.post(reverse("team_propose"), {"members": ids, "compared": "on"}).status_code == 303
    assert keys_now(team) == {}
    page = text(second.get(reverse("team_people")))
    (revision,) = re.findall(r'name="revision" value="([^"]+)"', page)
    unsigned = second.post(reverse("team_people"), {"revision": revision})
    assert (unsigned.status_code, keys_now(team)) == (200, {})
    assert second.post(reverse("team_people"), {"revision": revision, "compared": "on"}).status_code == 303
    assert len(keys_now(team)) == 2
    for one, paper in zip(clients, papers, strict=True):
        wrong = one.post(reverse("team_words"), {"code": " ".join(reversed(paper))})
        assert "These are not the words" in text(wrong)
        assert one.post(reverse("team_words"), {"code": " ".join(word[:4] for word in paper)}).status_code == 303
    shut = text(first.post(reverse("team_channel"), {}))
    assert "The channel stays shut" in shut
    names = [alliance.people[role].name for role in READERS[:2]]
    assert all(name in shut for name in names)
    for one in clients:
        assert one.post(reverse("team_rehearsal")).status_code == 303
    assert first.post(reverse("team_channel"), {}).status_code == 303
    assert Team.held.get().state == TeamState.OPEN
    assert second.post(reverse("team_channel"), {"do": "close"}).status_code == 200
    assert Team.held.get().state == TeamState.OPEN
    assert second.post(reverse("team_channel"), {"do": "close", "sure": "yes"}).status_code == 303
    assert Team.held.get().state == TeamState.CLOSED


def test_name_is_taken_back_only_before_the_team_signed(alliance: cast.Alliance) -> None:
    team = set_up(alliance, READERS[0])
    client = signed_in(alliance.accounts["secretariat"])
    address = reverse("response_team_take_back", args=[team.pk, Handler.held.get().pk])
    assert client.post(address).status_code == 303
    assert Handler.held.get().until is not None
    assert client.post(address).status_code == 404


def test_whoever_was_signed_for_is_let_go_by_the_team_alone() -> None:
    """B07: whoever keeps the alliance takes nobody's keys."""
    of = world()
    client = signed_in(of.alliance.accounts["secretariat"])
    address = reverse("response_team_take_back", args=[of.team.pk, of.people[READERS[0]].id])
    assert "two of the team let them go" in text(client.post(address))
    assert Handler.held.filter(until=None).count() == 3


def test_words_for_paper_are_shown_once(alliance: cast.Alliance) -> None:
    """They stand in one answer, not to be kept by any browser, and in no row, ledger entry or later page."""
    set_up(alliance, *READERS[:2])
    client = signed_in(alliance.accounts[READERS[0]])
    response = client.post(reverse("my_keys"), {"passphrase": PASSWORDS, "again": PASSWORDS})
    found = words_on(text(response))
    assert "no-store" in response["Cache-Control"]
    client.post(reverse("desk_enter"), {"passphrase": PASSWORDS})
    for name in (*OWN, *AT_THE_DESK):
        page = text(client.get(reverse(name), follow=True))
        assert " ".join(found) not in re.sub(r"\W+", " ", page)
    row = Handler.held.get(account=str(alliance.accounts[READERS[0]].pk))
    assert not any(" ".join(found[:4]).encode() in bytes(blob) for blob in (row.by_recovery, row.by_passphrase))
    assert not any(
        word in str(entry.detail) for entry in Entry.objects.all() for word in ("lantern", " ".join(found[:3]))
    )


@pytest.mark.parametrize(
    ("typed", "again", "said"),
    [
        ("tiny fox", "tiny fox", "too short"),
        ("passwordpassword", "passwordpassword", "guesses tries this one first"),
        ("qwertyuiopasdfghjkl", "qwertyuiopasdfghjkl", "keys of a keyboard"),
        (PASSWORDS, SECOND, "not the same"),
    ],
)
def test_weak_passphrase_is_refused_in_words(alliance: cast.Alliance, typed: str, again: str, said: str) -> None:
    """B30: also where it was posted by hand."""
    set_up(alliance, READERS[0])
    page = text(
        signed_in(alliance.accounts[READERS[0]]).post(reverse("my_keys"), {"passphrase": typed, "again": again})
    )
    assert said in page
    assert typed not in page
    assert not len(Handler.held.get().box)


def test_name_that_others_know_is_no_passphrase(alliance: cast.Alliance) -> None:
    set_up(alliance, READERS[0])
    name = alliance.people[READERS[0]].name
    page = text(
        signed_in(alliance.accounts[READERS[0]]).post(
            reverse("my_keys"), {"passphrase": f"{name} 2026 !!", "again": "x"}
        )
    )
    assert "a name that others know" in page or "too short" in page


def plain(response: HttpResponseBase) -> str:
    """Returns an answer without the token that every form draws anew, and without its own address."""
    return re.sub(r'value="\w{64}"|/cases/team/[\w/-]*', "", text(response))


def test_pages_of_a_team_are_nowhere_for_others() -> None:
    """B02, B03, B10: whoever reads for no team, whatever their office, is answered as if nothing were there."""
    of = world()
    for role in ("secretariat", "coordinator_here", "focal_point_here", "stranger"):
        client = signed_in(of.alliance.accounts[role])
        for name in (*OWN, *AT_THE_DESK, *BY_POST):
            for ask in (client.get, client.post):
                answers = [ask(address) for address in (reverse(name), "/cases/team/nothing-stands-here")]
                assert [one.status_code for one in answers] == [404, 404], (role, name)
                assert len({plain(one) for one in answers}) == 1, (role, name)
    anonymous = Client()
    for name in (*OWN, *AT_THE_DESK):
        assert anonymous.get(reverse(name)).status_code == 404


def test_coordinator_sees_that_a_team_is_there_and_open_and_nothing_else() -> None:
    of = world()
    raised()
    page = text(signed_in(of.alliance.accounts["coordinator_here"]).get(reverse("response_teams")))
    assert page.count('<li class="line"') == 1
    assert "Open" in page
    assert not any(of.alliance.people[role].name in page for role in READERS)
    assert reverse("response_team", args=[of.team.pk]) not in page
    for name, args in (
        ("response_team", [of.team.pk]),
        ("response_team_name", [of.team.pk]),
        ("response_team_set_up", []),
    ):
        assert signed_in(of.alliance.accounts["coordinator_here"]).get(reverse(name, args=args)).status_code == 403
    elsewhere = text(signed_in(of.alliance.accounts["coordinator_elsewhere"]).get(reverse("response_teams")))
    assert "There is no team yet" in elsewhere


def test_own_keys_ask_for_a_fresh_proof() -> None:
    of = world()
    client = signed_in(of.alliance.accounts[READERS[0]], ago=settings.STEP_UP_MINUTES * 60 + 5)
    for name in OWN:
        answer = client.get(reverse(name))
        assert answer.status_code == 303
        assert answer["Location"].startswith("/confirm")


def test_passphrase_is_changed_and_every_desk_is_locked() -> None:
    """B36 for the desk: the old one opens nothing, and a desk that was open elsewhere is locked at once."""
    of = world()
    client, other = of.client(READERS[0]), of.client(READERS[0])
    wrong = client.post(reverse("my_passphrase"), {"password": "no", "passphrase": SECOND, "again": SECOND})
    assert "do not open with this" in text(wrong)
    changed = client.post(reverse("my_passphrase"), {"password": PASSWORDS, "passphrase": SECOND, "again": SECOND})
    assert "Your passphrase is changed" in text(changed)
    assert other.get(reverse("desk")).status_code == 303
    assert other.post(reverse("desk_enter"), {"passphrase": PASSWORDS}).status_code == 200
    assert other.post(reverse("desk_enter"), {"passphrase": SECOND}).status_code == 303


def test_words_on_paper_open_what_a_forgotten_passphrase_does_not() -> None:
    """B30: with the words 100 % stays readable; they are good once, others take their place and are typed back again."""
    of = world()
    case = raised().raiser.case
    role = of.holders(case)[0]
    client = of.client(role)
    paper = words_on(text(client.post(reverse("my_words"), {"passphrase": PASSWORDS})))
    typed = {"code": " ".join(paper), "passphrase": SECOND, "again": SECOND}
    others = words_on(text(client.post(reverse("my_keys_by_words"), typed)))
    assert others != paper
    assert "not the words of your keys" in text(client.post(reverse("my_keys_by_words"), typed))
    assert client.post(reverse("desk_enter"), {"passphrase": SECOND}).status_code == 303
    assert client.get(reverse("desk_case", args=[case])).status_code == 200
    assert Handler.held.get(pk=of.people[role].handler.pk).code_noted_on is None
    assert client.post(reverse("team_words"), {"code": " ".join(others)}).status_code == 303


def test_new_keys_say_exactly_what_is_lost_and_open_nothing_before_two_signed() -> None:
    """B30: exact numbers before anything is done; refused while a case has no other reader; colleagues sign and give back."""
    of = world()
    cases = [raised().raiser.case for _ in range(2)]
    role = of.holders(cases[0])[0]
    mine = [case for case in cases if role in of.holders(case)]
    client = of.client(role, enters=False)
    page = text(client.get(reverse("my_keys_anew")))
    assert f"{len(mine)} case" in page
    assert "0 of them have no other reader" in page
    words_on(text(client.post(reverse("my_keys_anew"), {"passphrase": SECOND, "again": SECOND, "understood": "on"})))
    assert NextKeys.held.count() == 1
    assert client.post(reverse("desk_enter"), {"passphrase": SECOND}).status_code == 200, "nobody signed for them"
    others = [one for one in READERS if one != role]
    ids = [str(one) for one in Handler.held.values_list("pk", flat=True)]
    me = str(of.people[role].handler.pk)
    by = [of.client(one) for one in others]
    assert "made new keys" in text(by[0].get(reverse("team_propose")))
    typed = {"members": ids, "anew": [me], "compared": "on"}
    assert by[0].post(reverse("team_propose"), typed).status_code == 303
    page = text(by[1].get(reverse("team_people")))
    assert "made new keys" in page, "whoever signs second reads it as well"
    assert "unreadable" not in page, "but not how many: they may be of those who must not know"
    (revision,) = re.findall(r'name="revision" value="([^"]+)"', page)
    assert by[1].post(reverse("team_people"), {"revision": revision, "compared": "on"}).status_code == 303
    assert client.post(reverse("desk_enter"), {"passphrase": PASSWORDS}).status_code == 200
    assert client.post(reverse("desk_enter"), {"passphrase": SECOND}).status_code == 303
    assert client.get(reverse("desk_case", args=[mine[0]])).status_code == 404
    giver = next(one for one in others if one in of.holders(mine[0]))
    of.declared(mine[0])
    browser = by[others.index(giver)]
    page = text(browser.post(reverse("team_past", args=[me]), {"cases": [str(mine[0])]}))
    assert "1 case was given" in page
    assert client.get(reverse("desk_case", args=[mine[0]])).status_code == 200


def test_new_keys_are_refused_where_a_case_would_be_lost_to_everybody() -> None:
    """B30."""
    from answerable.concerns.models import Grant

    of = world()
    case = raised().raiser.case
    role, other = of.holders(case)
    Grant.held.filter(compartment__case=case, handler=of.people[other].handler).delete()
    client = of.client(role, enters=False)
    page = text(client.get(reverse("my_keys_anew")))
    assert "1 of them has no other reader" in page
    page = text(client.post(reverse("my_keys_anew"), {"passphrase": SECOND, "again": SECOND, "understood": "on"}))
    assert "lost to everybody" in page
    assert not NextKeys.held.exists()


def test_titles_and_addresses_of_a_team_tell_nothing() -> None:
    """B67 for the desk: one title, no name and no number in an address."""
    of = world()
    client = of.client(READERS[0])
    for name in (*OWN, *AT_THE_DESK):
        page = text(client.get(reverse(name), follow=True))
        assert re.search(r"<title>\s*Desk\s*</title>", page), name
