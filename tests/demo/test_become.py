"""Coming in as somebody: in the demo, on this machine, and nowhere else."""

import pytest
from django.test import Client
from pytest_django import Settings

from answerable.access.models import Account, Session
from answerable.demo.build import Summary
from answerable.demo.people import PHRASE, account_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(small: Summary, settings: Settings) -> None:
    settings.IS_DEMO = True
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1", "demo.alliance.example"]


@pytest.fixture
def browser() -> Client:
    return Client(raise_request_exception=False, headers={"host": "localhost:8000"})


def test_become_lists_everybody_with_role_and_view(demo: None, browser: Client) -> None:
    page = browser.get("/become")
    assert (page.status_code, page.content.count(b'class="choice"')) == (200, 18)
    assert "Coordinator · <bdi>Tanzania</bdi>" in page.content.decode()


def test_become_speaks_the_readers_language(demo: None, browser: Client) -> None:
    assert "النورس" in browser.get("/become?lang=ar", follow=True).content.decode()


def test_click_signs_in(demo: None, browser: Client) -> None:
    answer = browser.post("/become", {"key": "neema"})
    assert (answer.status_code, answer["Location"]) == (303, "/me")
    account = account_of("neema")
    assert account is not None
    assert Session.objects.filter(account=account).count() == 1
    assert "Neema Kisanga" in browser.get("/me").content.decode()


def test_second_click_ends_the_first_session(demo: None, browser: Client) -> None:
    browser.post("/become", {"key": "neema"})
    browser.post("/become", {"key": "salma"})
    assert list(Session.objects.exclude(account=None).values_list("account__email", flat=True)) == [
        "salma@nawras.example"
    ]


def test_click_needs_the_pages_own_form(demo: None) -> None:
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False, headers={"host": "localhost"})
    assert strict.post("/become", {"key": "tomas"}).status_code == 403


@pytest.mark.parametrize("key", ["", "nobody", "tomas@common-thread.example"])
def test_unknown_person_is_answered_with_the_list(demo: None, browser: Client, key: str) -> None:
    page = browser.post("/become", {"key": key})
    assert (page.status_code, page.content.count(b'class="choice"')) == (400, 18)


@pytest.mark.parametrize("method", ["get", "post"])
def test_become_is_nowhere_on_another_host(demo: None, method: str) -> None:
    away = Client(raise_request_exception=False, headers={"host": "demo.alliance.example"})
    page, missing = (getattr(away, method)(where, {"key": "tomas"}) for where in ("/become", "/nothing-stands-here"))
    assert (page.status_code, page.content) == (404, missing.content)


@pytest.mark.parametrize("method", ["get", "post"])
def test_become_is_nowhere_outside_the_demo(small: Summary, browser: Client, method: str) -> None:
    page, missing = (getattr(browser, method)(where, {"key": "tomas"}) for where in ("/become", "/nothing-stands-here"))
    assert (page.status_code, page.content) == (404, missing.content)


def test_sign_in_page_shows_the_list_in_the_demo_only(demo: None, browser: Client, settings: Settings) -> None:
    counts = [browser.get("/sign-in").content.count(b'class="choice"')]
    settings.IS_DEMO = False
    counts.append(browser.get("/sign-in").content.count(b'class="choice"'))
    assert counts == [18, 0]


def test_everybody_has_the_one_password_that_is_told(demo: None) -> None:
    account = account_of("tomas")
    assert account is not None
    assert account.check_password(PHRASE)


def test_disabled_account_cannot_be_become(demo: None, browser: Client) -> None:
    Account.objects.filter(email="juma@bahari.example").update(is_active=False)
    page = browser.get("/become")
    assert (page.content.count(b'class="choice"'), browser.post("/become", {"key": "juma"}).status_code) == (17, 400)


def test_list_takes_the_same_few_queries_for_everybody(demo: None, browser: Client) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser.get("/become")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        browser.get("/become")
    assert len(asked) < 20
