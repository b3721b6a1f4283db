"""What goes wrong: nothing of it leaks, and everybody is told what became of what they sent."""

import io
import json
import re

import pytest
from django.core import mail
from django.test import Client

from answerable.alliance.models import Profile

from .addresses import CANARY

pytestmark = [pytest.mark.urls("tests.site.addresses"), pytest.mark.django_db]

# Functions on the way of a request, each broken in turn.
POINTS = [
    "answerable.site.middleware.headers.may_be_kept",
    "answerable.site.middleware.faults.is_readable",
    "answerable.site.middleware.languages.languages_offered",
    "answerable.site.middleware.languages.without_account",
    "answerable.site.middleware.languages.speak",
    "answerable.site.middleware.first_run.profile_of",
    "answerable.alliance.queries.profile.profile",
    "answerable.alliance.queries.networks.root",
    "answerable.alliance.queries.naming.network_name",
    "answerable.site.components.context.page",
    "answerable.site.components.context.languages_offered",
    "answerable.site.components.context.exists",
    "answerable.site.components.context.theme_of",
    "answerable.kit.colour.Theme.css",
    "django.contrib.messages.storage.session.SessionStorage._get",
    "django.middleware.csrf.CsrfViewMiddleware.process_view",
    "django.middleware.common.CommonMiddleware.process_request",
    "django.template.base.Template.render",
    "django.template.defaulttags.ForNode.render",
    "django.urls.resolvers.URLResolver.resolve",
    "django.db.backends.utils.CursorWrapper.execute",
    "answerable.kit.forms.problems_of",
    "answerable.kit.forms.Form.__init__",
    "answerable.kit.forms.Form.is_valid",
    "answerable.kit.forms.DayField.to_python",
    "answerable.kit.forms.render",
    "tests.site.addresses.act",
]


def breaking(*args: object, **kwargs: object) -> None:
    held = {"typed": CANARY, "by": "Rosalind"}
    raise ValueError(f"{CANARY} {held} {args}")


@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.usefixtures("alliance")
def test_exceptions_leak_nothing(
    point: str, method: str, visitor: Client, written: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    """B28: broken anywhere, neither the answer nor the log nor any mail holds what was typed or said."""
    monkeypatch.setattr(point, breaking)
    sent = {"day": "2026-03-31", "place": CANARY, "paid": "y"}
    response = getattr(visitor, method)("/t/meeting", sent if method == "post" else {})
    monkeypatch.undo()
    lines = written.getvalue()
    assert CANARY not in lines
    assert "Rosalind" not in lines
    assert mail.outbox == []
    if response.status_code == 500:
        page = response.content.decode()
        assert CANARY not in page
        assert error_ids(lines) & set(re.findall(r"[0-9a-f]{8}", page))
        assert ("NOT SAVED" in page) is (method == "post")


@pytest.mark.parametrize("address", ["/t/broken", "/t/chained", "/t/broken-template", "/t/lost-database"])
def test_broken_page_names_only_its_error_id(
    address: str, visitor: Client, alliance: Profile, written: io.StringIO
) -> None:
    """B28: the answer holds the id that the log holds; the log holds the exception's type and place besides."""
    response = visitor.get(address)
    (line,) = [json.loads(one) for one in written.getvalue().splitlines()]
    assert response.status_code == 500
    assert line["error"] in response.content.decode()
    assert set(line) == {"event", "error", "error_type", "behind_it", "at", "logger", "level", "timestamp"}
    assert CANARY not in written.getvalue() + response.content.decode()


def error_ids(lines: str) -> set[str]:
    return {json.loads(one).get("error", "") for one in lines.splitlines()}


@pytest.mark.parametrize("address", ["/t/hidden", "/t/missing", "/t/denied", "/t/suspicious", "/t/too-big"])
def test_refusals_leave_no_trace_in_the_log(
    address: str, visitor: Client, alliance: Profile, written: io.StringIO
) -> None:
    response = visitor.get(address)
    assert CANARY not in response.content.decode()
    assert written.getvalue() == ""


def test_hidden_and_missing_are_the_same_answer(visitor: Client, alliance: Profile) -> None:
    """B03: what may not be known to exist answers byte for byte as what does not exist."""
    answers = [
        visitor.get(address) for address in ("/t/hidden", "/t/missing", "/nothing", "/networks/no-such", "/nothing?q=1")
    ]
    assert len({answer.content for answer in answers}) == 1
    assert len({tuple(sorted(answer.headers.items())) for answer in answers}) == 1


def test_not_found_echoes_nothing_of_the_address(visitor: Client, alliance: Profile) -> None:
    assert b"zebra" not in visitor.get("/zebra/zebra?zebra=zebra").content


def test_broken_page_speaks_the_readers_direction_without_a_database(visitor: Client, alliance: Profile) -> None:
    visitor.cookies["language"] = "ar"
    page = visitor.get("/t/lost-database").content.decode()
    assert '<html lang="ar" dir="rtl">' in page


def test_broken_page_is_there_when_every_query_fails(
    visitor: Client, alliance: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.db.backends.utils.CursorWrapper.execute", breaking)
    response = visitor.get("/privacy")
    assert response.status_code == 500
    assert "<h1>" in response.content.decode()


def test_plain_words_remain_when_no_template_can_be_rendered(
    visitor: Client, alliance: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.template.base.Template.render", breaking)
    response = visitor.get("/privacy")
    assert response.status_code == 500
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Cache-Control"] == "no-store"


def test_forms_without_their_token_are_refused_and_not_saved(strict_visitor: Client, alliance: Profile) -> None:
    response = strict_visitor.post("/t/meeting", {"day": "2026-03-31"})
    assert response.status_code == 403
    assert "NOT SAVED" in response.content.decode()


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/x-www-form-urlencoded", b"place=" + b"x" * 3_000_000),
        ("application/x-www-form-urlencoded", b"&".join(b"a=1" for _ in range(2_100))),
        ("multipart/form-data; boundary=b", b"--b\r\nnonsense"),
        ("multipart/form-data", b"no boundary"),
        ("application/x-www-form-urlencoded; charset=hex", b"place=1"),
        ("application/x-www-form-urlencoded; charset=utf-7", b"place=+2AA-"),
        (
            "multipart/form-data; boundary=b; charset=unicode_escape",
            b'--b\r\nContent-Disposition: form-data; name="place"\r\n\r\n\\ud800\r\n--b--\r\n',
        ),
        ("application/x-www-form-urlencoded", b"place=%00&day=%ED%A0%80&paid=%ff%fe"),
        ("application/json", b'{"place": "\\ud800"}'),
    ],
)
def test_unreadable_bodies_are_no_fault_of_ours(
    content_type: str, body: bytes, visitor: Client, alliance: Profile
) -> None:
    """B73: too much, broken or strangely encoded input is answered with a page below 500."""
    response = visitor.generic("POST", "/t/meeting", body, content_type=content_type)
    assert response.status_code in {200, 400, 413}


@pytest.mark.parametrize(
    "address",
    [
        "/%00",
        "/networks/%00",
        "/%ED%A0%80",
        "/%ff%fe",
        "/privacy?lang=%00",
        "/privacy?lang=%ED%A0%80",
        "/privacy?" + "a" * 9_000,
        "//",
        "//evil.example/?lang=ar",
    ],
)
def test_strange_addresses_are_no_fault_of_ours(address: str, visitor: Client, alliance: Profile) -> None:
    """B73: NUL, broken encodings and endless queries are answered below 500."""
    assert visitor.get(address).status_code < 500


def test_unknown_hosts_are_turned_away_without_a_trace(
    visitor: Client, alliance: Profile, written: io.StringIO
) -> None:
    response = visitor.get("/privacy", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert "evil.example" not in written.getvalue() + response.content.decode()
