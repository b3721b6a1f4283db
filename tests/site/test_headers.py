"""The headers of every kind of answer."""

import pytest
from django.http.response import HttpResponseBase
from django.test import Client

from answerable.alliance.models import Profile

pytestmark = [pytest.mark.urls("tests.site.addresses"), pytest.mark.django_db]

CSP = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}

ANSWERS = {
    "/privacy": 200,
    "/healthz": 200,
    "/theme.css": 200,
    "/logo.png": 404,
    "/privacy?lang=ar": 302,
    "/privacy?x=%00": 400,
    "/nothing%00": 404,
    "/nothing": 404,
    "/t/hidden": 404,
    "/t/denied": 403,
    "/t/suspicious": 400,
    "/t/too-big": 413,
    "/t/broken": 500,
    "/t/broken-template": 500,
    "/static/site.css": 200,
    "/static/nothing.css": 404,
    "/static/../settings": 404,
}


def asked(visitor: Client, address: str) -> HttpResponseBase:
    response = visitor.get(address)
    response.close()
    assert response.status_code == ANSWERS[address]
    return response


@pytest.mark.parametrize("address", ANSWERS)
def test_headers_stand_on_every_kind_of_answer(address: str, visitor: Client, alliance: Profile) -> None:
    """B20: the policy, referrer, type and isolation headers are on pages, redirects, errors and static files alike."""
    response = asked(visitor, address)
    assert set(response["Content-Security-Policy"].split("; ")) == CSP
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["X-Robots-Tag"] == "noindex, noarchive"
    assert "camera=()" in response["Permissions-Policy"]
    assert "Server" not in response
    assert "Access-Control-Allow-Origin" not in response


@pytest.mark.parametrize("address", [one for one in ANSWERS if one != "/static/site.css"])
def test_answers_are_kept_nowhere(address: str, visitor: Client, alliance: Profile) -> None:
    """B20: `no-store` on every dynamic answer, errors included."""
    assert asked(visitor, address)["Cache-Control"] == "no-store"


def test_theme_is_kept_long_at_its_own_fingerprint_only(visitor: Client, alliance: Profile) -> None:
    alliance.primary_colour = "#224488"
    alliance.save()
    page = visitor.get("/privacy").content.decode()
    href = page.split('href="/theme.css')[1].split('"')[0]
    assert visitor.get(f"/theme.css{href}")["Cache-Control"] == "public, max-age=31536000, immutable"
    assert visitor.get("/theme.css?v=another")["Cache-Control"] == "no-store"


def test_headers_stand_on_answers_to_other_methods(visitor: Client, alliance: Profile) -> None:
    for response in (visitor.head("/privacy"), visitor.post("/privacy"), visitor.options("/privacy")):
        assert response["Cache-Control"] == "no-store"
        assert response["Referrer-Policy"] == "same-origin"


def test_pages_set_no_cookie_for_readers(visitor: Client, alliance: Profile) -> None:
    visitor.get("/privacy")
    assert dict(visitor.cookies) == {}
