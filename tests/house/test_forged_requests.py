"""No request that another site makes a browser send is taken (bar B35)."""

import pytest
from django.conf import settings

from tests import cast
from tests.reduced import unless

from .snapshots import difference, of_everything
from .visiting import ANONYMOUS, Visits, every_door, prepare

TOKEN = "a" * 32
# It changes nothing and tells nothing of anybody; a token would leave a cookie on the machine of whoever looks for help.
# At the raising door each page has a token of its own, in a visit whose cookie no other site sends.
ASKS_FOR_NO_TOKEN = {"find_help", "raising"}
DOORS = [door for door in every_door() if not door.thing and str(door) not in ASKS_FOR_NO_TOKEN]
ROLES = {ANONYMOUS: "slow", "secretariat": "slow", "member_here": "broad", "coordinator_here": "slow"}
EVERYBODY = [
    pytest.param(role, marks=[getattr(pytest.mark, when), *unless(role, ["member_here"])])
    for role, when in ROLES.items()
]


@pytest.fixture
def visits(db: None) -> Visits:
    return prepare(cast.small_alliance())


@pytest.mark.parametrize("role", EVERYBODY)
def test_every_address_refuses_a_post_without_its_token(visits: Visits, role: str) -> None:
    """B35: 100 % rejected, the database unchanged."""
    before = of_everything()
    taken = {}
    for door in DOORS:
        client = visits.client(role, enforce_csrf_checks=True)
        client.cookies[settings.CSRF_COOKIE_NAME] = TOKEN
        response = client.post(visits.path(door), {"name": "Forged"})
        if response.status_code != 403:
            taken[str(door)] = response.status_code
    assert taken == {}
    assert difference(before, of_everything()) == {}


def test_a_token_sent_by_another_site_is_refused(visits: Visits) -> None:
    """B35: knowing the token is not enough for a page of another origin."""
    client = visits.client("secretariat", enforce_csrf_checks=True)
    client.cookies[settings.CSRF_COOKIE_NAME] = TOKEN
    sent = {"csrfmiddlewaretoken": TOKEN, "name": "Forged"}
    statuses = {
        str(door): client.post(visits.path(door), sent, headers={"Origin": "https://elsewhere.example"}).status_code
        for door in DOORS
    }
    assert {name: status for name, status in statuses.items() if status != 403} == {}


def test_our_own_page_is_taken(visits: Visits) -> None:
    """B35: the check refuses what is forged, not everything."""
    client = visits.client("secretariat", enforce_csrf_checks=True)
    client.cookies[settings.CSRF_COOKIE_NAME] = TOKEN
    assert client.post("/sign-out", {"csrfmiddlewaretoken": TOKEN}).status_code == 303


def test_what_asks_for_no_token_changes_nothing(visits: Visits) -> None:
    """B35: finding help writes nothing and leaves no cookie, whoever sends the form."""
    before = of_everything()
    response = visits.client(ANONYMOUS, enforce_csrf_checks=True).post("/help", {"need": "talk", "country": "KE"})
    assert (response.status_code, dict(response.cookies)) == (200, {})
    assert difference(before, of_everything()) == {}


def test_signing_out_takes_a_post(visits: Visits) -> None:
    """B35: a link or a picture signs nobody out."""
    client = visits.client("secretariat")
    assert client.get("/sign-out").status_code == 405
    assert client.get("/me").status_code == 200


def test_cookie_stays_with_us() -> None:
    """B35."""
    assert settings.SESSION_COOKIE_SAMESITE == settings.CSRF_COOKIE_SAMESITE == "Lax"
    assert settings.SESSION_COOKIE_HTTPONLY
