"""The pages: asking, answering without an account, paper, results; nothing that was typed is lost."""

import datetime as dt

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from answerable.kit import clock
from answerable.questions.actions import close_round
from answerable.questions.models import Pile, Round
from answerable.questions.queries import subjects
from answerable.questions.queries.results import results_of
from answerable.questions.rules.words import Way
from tests import cast

from .given import BEST, KIND, answer, mixed, of_circle, opened


@pytest.fixture
def client(alliance: cast.Alliance) -> Client:
    return signed_in(alliance, "focal_point_here")


def signed_in(alliance: cast.Alliance, role: str) -> Client:
    client = Client()
    client.force_login(alliance.accounts[role])
    return client


def about(alliance: cast.Alliance) -> str:
    return f"/rounds/about/{KIND}/{alliance.circle.slug}"


def typed(**more: object) -> dict[str, object]:
    given: dict[str, object] = {
        "questions": "child-protection",
        "expected": "12",
        "ends": (clock.today() + dt.timedelta(days=7)).isoformat(),
    }
    return given | more


def text(answer: object) -> str:
    assert isinstance(answer, HttpResponse)
    return answer.content.decode()


def test_one_opens_a_round_and_is_given_its_link(alliance: cast.Alliance, client: Client) -> None:
    leads = client.post(about(alliance), typed())
    made = Round.objects.get()
    assert leads["Location"] == f"/rounds/{made.key}"
    page = text(client.get(leads["Location"]))
    link = page.partition(f"{settings.SITE_ADDRESS}/a/")[2][:16]
    assert "Do you know where to find our policy" in text(Client().get(f"/a/{link}"))
    assert client.get(f"/rounds/{made.key}/link.png").headers["Content-Type"] == "image/png"
    assert link in text(client.get(f"/rounds/{made.key}/paper"))
    assert link not in str(Round.objects.values_list().get())


def test_the_link_is_shown_to_nobody_else(alliance: cast.Alliance, client: Client) -> None:
    client.post(about(alliance), typed())
    made = Round.objects.get()
    again = signed_in(alliance, "focal_point_here")
    assert "/a/" not in text(again.get(f"/rounds/{made.key}"))
    assert again.get(f"/rounds/{made.key}/link.png").status_code == 404
    assert "/a/" not in text(again.get(f"/rounds/{made.key}/paper"))
    again.post(f"/rounds/{made.key}/link")
    assert "/a/" in text(again.get(f"/rounds/{made.key}"))
    assert "/a/" not in text(client.get(f"/rounds/{made.key}"))  # the link before leads nowhere


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("expected", "3", "Results are shown from five answers up."),
        ("expected", "many", "This is no whole number."),
        ("questions", "", "Nothing is chosen yet."),
        ("ends", "2001-01-01", "This day is past."),
        ("ends", "soon", "Write the day as year"),
    ],
)
def test_what_cannot_be_opened_stands_at_its_field(
    alliance: cast.Alliance, client: Client, field: str, value: str, words: str
) -> None:
    page = text(client.post(about(alliance), typed(**{field: value})))
    assert words in page
    assert 'class="field bad"' in page
    assert ('value="12"' in page) == (field != "expected")
    assert Round.objects.count() == 0


def test_a_person_answers_without_an_account(alliance: cast.Alliance) -> None:
    one, person = opened(alliance), Client()
    page = text(person.get(f"/a/{one.link}"))
    assert "I have read it" in page
    assert "Policy of Tumaini Circle" in page
    assert all(word not in page for word in ("/organisations", "/sign-in", "/networks"))  # no way into the site
    leads = person.post(f"/a/{one.link}", {"read": "on", "where": "roughly", "whom": "skipped", "says": "wait"})
    assert leads["Location"] == "/a/answered"
    assert "Nothing says that they are yours." in text(person.get("/a/answered"))
    assert Pile.objects.get(way=Way.LINK).waiting == 1


def test_nothing_that_was_chosen_is_lost(alliance: cast.Alliance) -> None:
    one, person = opened(alliance), Client()
    empty = text(person.post(f"/a/{one.link}", {}))
    assert "Nothing is chosen yet." in empty
    odd = text(person.post(f"/a/{one.link}", {"where": "roughly", "whom": "everybody"}))
    assert 'value="roughly" id="id_where_1" checked' in odd.replace("required ", "")
    assert 'class="field bad"' in odd
    assert Pile.objects.get(way=Way.LINK).waiting == 0


@pytest.mark.parametrize(
    ("language", "words", "direction"),
    [("ar", "هل تعرفون أين توجد سياستنا", "rtl"), ("es", "¿Sabe dónde encontrar nuestra política", "ltr")],
)
def test_the_questions_are_asked_in_the_language_of_whoever_answers(
    alliance: cast.Alliance, language: str, words: str, direction: str
) -> None:
    one = opened(alliance)
    page = text(Client(headers={"Accept-Language": language}).get(f"/a/{one.link}"))
    assert words in page
    assert f'<html lang="{language}" dir="{direction}">' in page


def test_link_that_leads_nowhere_looks_like_none(alliance: cast.Alliance) -> None:
    opened(alliance)
    person = Client()
    assert person.get("/a/x234567890abcdef").status_code == 404
    assert person.post("/a/x234567890abcdef", BEST).status_code == 404


def test_round_that_is_over_says_so(alliance: cast.Alliance, client: Client) -> None:
    one, person = opened(alliance), Client()
    assert "fewer are let go of" in text(client.get(f"/rounds/{one.round.key}/close"))
    client.post(f"/rounds/{one.round.key}/close")
    assert "This round is over" in text(person.get(f"/a/{one.link}"))
    late = text(person.post(f"/a/{one.link}", {"where": "roughly"}))
    assert "No more answers are taken." in late
    assert 'value="roughly" id="id_where_1" checked' in late.replace("required ", "")
    assert "Fewer than five answered." in text(client.get(f"/rounds/{one.round.key}"))
    assert client.post(f"/rounds/{one.round.key}/close").status_code == 200


def test_results_are_read_from_five_answers_up(alliance: cast.Alliance, client: Client) -> None:
    one = opened(alliance)
    address = f"/rounds/{one.round.key}"
    answer(one, *mixed(4))
    for role in ("focal_point_here", "member_here"):
        page = text(signed_in(alliance, role).get(address))
        assert "Fewer than five have answered so far" in page
        assert "To wait until I am sure" not in page
    answer(one, "unknown")
    page = text(signed_in(alliance, "member_here").get(address))
    assert "5 people have answered." in page
    assert "12 people were asked." in page
    assert "4 or 5" in page
    assert "To wait until I am sure" in page
    assert "You hold this round" not in page
    assert "You hold this round" in text(client.get(address))
    assert signed_in(alliance, "stranger").get(address).status_code == 404


def test_sheets_of_paper_are_entered_at_once(alliance: cast.Alliance, client: Client) -> None:
    one = opened(alliance)
    address = f"/rounds/{one.round.key}/sheets"
    assert "Destroy" not in text(client.get(address))
    wrong = text(client.post(address, {"sheets": "6", "says-wait": "5", "says-unknown": "2", "where-sure": "3"}))
    assert "More answers than sheets: 7 on 6." in wrong
    assert 'value="3"' in wrong
    leads = client.post(address, {"sheets": "6", "says-wait": "٣", "says-unknown": "2", "where-sure": "3"}, follow=True)
    assert "Destroy them now" in text(leads)
    results = results_of(one.round)
    assert results is not None
    assert results.answered == 6


def test_sheets_of_paper_are_entered_one_by_one(alliance: cast.Alliance, client: Client) -> None:
    one = opened(alliance)
    address = f"/rounds/{one.round.key}/sheet"
    for _sheet in range(2):
        assert client.post(address, {"where": "sure"})["Location"] == address
    assert client.post(address, {})["Location"] == address  # an empty sheet is a sheet
    assert Pile.objects.get(way=Way.PAPER).waiting == 3


def test_paper_is_printed_in_the_language_it_is_read_in(alliance: cast.Alliance) -> None:
    one = opened(alliance)
    client = signed_in(alliance, "partner_here")
    client.get("/?lang=ar")
    page = text(client.get(f"/rounds/{one.round.key}/paper"))
    assert "☐ قرأتُها" in page
    assert page.count("☐") == 11
    assert 'class="clause"' not in page  # those stand in two columns, the first of them for a number


def test_rounds_until_now_stand_where_one_asks(alliance: cast.Alliance, client: Client) -> None:
    one = opened(alliance)
    assert f"/rounds/{one.round.key}" in text(client.get(about(alliance)))
    twice = text(client.post(about(alliance), typed()))
    assert "A round with these questions is open already." in twice


@pytest.mark.parametrize("address", ["/rounds/about/trial/nobody", "/rounds/about/nothing/tumaini-circle"])
def test_nothing_is_asked_about_what_is_not_there(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_round_of_a_kind_that_is_gone_is_not_there(alliance: cast.Alliance, client: Client) -> None:
    one = opened(alliance)
    del subjects._known[KIND]
    assert client.get(f"/rounds/{one.round.key}").status_code == 404
    assert of_circle(alliance).id == one.round.subject


def test_page_asks_no_more_for_many_rounds(alliance: cast.Alliance, client: Client) -> None:
    def asked(address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    answer(opened(alliance), *mixed(5))
    few = asked(about(alliance))
    for name in ("parental-leave", "sexual-harassment", "womens-leadership"):
        close_round(by=cast.CONSOLE, found=opened(alliance, questions=name).round)
        opened(alliance, questions=name)
    assert asked(about(alliance)) == few
