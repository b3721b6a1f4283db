"""Pages of the desk about promises and the book: who opens them, what they show, and nothing typed is lost."""

import pytest
from django.test import Client
from django.urls import reverse

from answerable.concerns import actions
from answerable.concerns.actions.book import mark_the_day
from answerable.concerns.models import TeamPromises
from answerable.concerns.queries.booked import as_line
from answerable.concerns.queries.promised import of_team
from answerable.concerns.rules.own_promises import NUMBERS

from .at_the_desk import signed_in, text, world
from .world import raised

pytestmark = pytest.mark.django_db
USUAL = {
    "acknowledge_workdays": "3", "acknowledge_days": "7", "danger_hours": "24", "safety_hours": "72", "first_answer_workdays": "10",
    "feedback_days": "90", "extended_days": "180", "update_days": "14", "quiet_update_days": "30", "idle_days": "14",
}  # fmt: skip


def test_team_says_what_it_promises() -> None:
    of = world()
    client = of.client("member_here")
    address = reverse("team_promises")
    page = text(client.get(address))
    assert all(f'name="{name}"' in page for name in NUMBERS)
    assert "At most 90 days, as the alliance promises" in page
    sent = {**USUAL, "feedback_days": "91", "weekend": ["4", "5"], "holidays": "2026-12-25\n2027-01-01"}
    wrong = client.post(address, sent)
    assert wrong.status_code == 200
    assert "longer than the alliance promises: at most 90" in text(wrong)
    assert 'value="91"' in text(wrong)
    assert "2026-12-25" in text(wrong)
    assert not TeamPromises.held.exists()
    assert client.post(address, {**sent, "feedback_days": "٣٠"}).status_code == 303
    assert (of_team(of.team).feedback_days, of_team(of.team).may_extend) == (30, False)
    assert of_team(of.team).calendar.weekend == {4, 5}
    assert "30 days" in text(client.get(address))
    assert "Write each day on a line of its own" in text(client.post(address, {**USUAL, "holidays": "tomorrow"}))
    assert TeamPromises.held.count() == 1


def test_book_tells_what_was_done_and_on_no_case() -> None:
    of = world()
    case = raised().raiser.case
    roles = of.declared(case)
    actions.read_case(by=of.people[roles[0]], case=case)
    line = as_line(mark_the_day())
    (outside,) = set(of.people) - set(roles)
    page = text(of.client(roles[0]).get(reverse("desk_book")))
    assert ("opened a case" in page, "The book stands" in page, line in page) == (True, True, True)
    assert str(case) not in page
    assert "opened a case" not in text(of.client(outside).get(reverse("desk_book")))


@pytest.mark.parametrize("name", ["desk_book", "team_promises"])
def test_who_is_no_handler_finds_nothing_there(name: str) -> None:
    """B03: as an address that does not exist."""
    of = world()
    for client in (
        Client(),
        *(signed_in(of.alliance.accounts[one]) for one in ("secretariat", "coordinator_here", "stranger")),
    ):
        assert client.get(reverse(name)).status_code == 404
    assert of.client("member_here", enters=False).get(reverse(name)).status_code == 303


def test_marks_are_everybodys_and_show_no_number() -> None:
    of = world()
    client = Client()
    before = text(client.get(reverse("book_marks")))
    assert "The first mark is made tonight." in before
    case = raised().raiser.case
    of.declared(case)
    line = as_line(mark_the_day())
    page = text(client.get(reverse("book_marks")))
    assert line in page
    assert str(of.team.pk) not in page
