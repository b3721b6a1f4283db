"""No request makes the site fail, whatever is in it (bar B73)."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote_from_bytes

import pytest
from django.core.signals import got_request_exception
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests import cast
from tests.reduced import IS_ON_POSTGRESQL

from .addresses import Address, every_address
from .filling import forms_of
from .visiting import ROLES, Visits, every_door, prepare

FEWER = "300" if os.environ.get("ANSWERABLE_SLOW") == "1" and not IS_ON_POSTGRESQL else "100"
REQUESTS = int(os.environ.get("ANSWERABLE_FUZZ_REQUESTS", FEWER))
FULL_COUNT = 20_000
ADDRESSES = every_address()
NAMES = sorted(
    {
        "name",
        "q",
        "page",
        "sort",
        "next",
        "kind",
        "country",
        "language",
        "way",
        "code",
        "email",
        "password",
        "file",
        "send",
    }
    | {"starts", "ends", "on", "csrfmiddlewaretoken", "day", "number", "email-0", "form-TOTAL_FORMS", ""}
)

ODD = [
    b"", b"\x00", b"a\x00b", b"\xed\xa0\x80", b"\xff\xfe", b"\xc3\x28", "\u202eLesley".encode(), "\ufdfd".encode() * 50,
    b"-1", b"0", b"9" * 40, b"1e309", b"NaN", b"0001-01-01", b"9999-12-31", b"2026-02-30", b"\xd9\xa3\xd9\xa1",
    b"' OR 1=1 --", b"<script>", b"%s%s%n", b"{{ 7*7 }}", b"../../etc/passwd", b"\r\nSet-Cookie: x=1", b"=1+1", b"//elsewhere.example",
    b"[]", b'{"a": 1}', b"a" * 5_000, "é".encode() * 20_000, "\U0001f9ff".encode() * 300,
]  # fmt: skip
WORDS = (
    st.sampled_from(ODD)
    | st.binary(max_size=40)
    | st.text(max_size=40).map(lambda one: one.encode(errors="surrogatepass"))
)
PARTS = st.sampled_from(
    [b"", b"\x00", b"%", b"..", b"\xed\xa0\x80", b"0", b"9" * 30, b"a" * 600, b"me", b"\xff"]
) | st.binary(max_size=12)
TYPES = st.sampled_from(
    ["application/x-www-form-urlencoded"] * 6
    + [
        "multipart/form-data; boundary=b", "multipart/form-data", "multipart/form-data; boundary=" + "b" * 300, "text/plain",
        "application/json", "application/x-www-form-urlencoded; charset=utf-7", "application/x-www-form-urlencoded; charset=nothing",
    ]
)  # fmt: skip
# No odd Content-Length here: the web server refuses it before any of this runs.
HEADERS = st.fixed_dictionaries(
    {},
    optional={
        "Accept-Language": st.sampled_from(["ar", "es-MX,en;q=0.5", ";;q=,,", "\x00", "a" * 9_000, "en;q=9e9", "*"]),
        "Cookie": st.sampled_from(
            ["language=xx", "language=\x00", "session=", "session=" + "a" * 5_000, "csrftoken=\xff", ";;=;"]
        ),
        "If-None-Match": st.sampled_from(["*", '"x"', "W/", "\xff"]),
        "If-Modified-Since": st.sampled_from(["never", "Thu, 01 Jan 0000 00:00:00 GMT", "9" * 60]),
        "Range": st.sampled_from(["bytes=0-", "bytes=9-1", "x"]),
        "X-Forwarded-Proto": st.sampled_from(["https", "\x00"]),
        "Host": st.sampled_from(["localhost", "elsewhere.example", "local host", ""]),
        "Referer": st.sampled_from(["//", "http://[", "\xff"]),
    },
)


@dataclass(frozen=True)
class Request:
    role: str
    method: str
    path: str
    query: bytes
    body: bytes
    content_type: str
    headers: dict[str, str] = field(default_factory=dict)


# Who gets furthest is asked most.
WHO = st.sampled_from([*ROLES, *["secretariat", "coordinator_here", "focal_point_here"] * 6])
Shown = dict[str, dict[str, list[str]]]


@st.composite
def requests(draw: st.DrawFn, visits: Visits, shown: Shown) -> Request:
    """A request of which, mostly, only a part is odd: an address as it is, a form as it is shown but for some fields."""
    door = draw(st.sampled_from(every_door()))
    is_usual = draw(st.integers(0, 4)) > 0
    path = visits.path(door) if is_usual else _odd_path(draw, door.address)
    names = st.sampled_from(sorted({*NAMES, *shown.get(str(door), {})}))
    fields = {name: [one.encode() for one in values] for name, values in shown.get(str(door), {}).items()}
    fields |= {name: [value] for name, value in draw(st.lists(st.tuples(names, WORDS), max_size=4))}
    query = draw(
        st.lists(st.tuples(names, WORDS.filter(lambda one: len(one) < 6_000 and b"\0" not in one)), max_size=2)
    )
    content_type = draw(TYPES)
    sent_as = [(name, value) for name, values in fields.items() for value in values]
    return Request(
        role=draw(WHO),
        method=draw(
            st.sampled_from(["GET", "GET", "POST", "POST", "POST", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE"])
        ),
        path=path + draw(st.sampled_from([*[""] * 9, "/", "%00", "//", "%ED%A0%80"])),
        query=_encoded(query) if draw(st.integers(0, 9)) else draw(st.binary(max_size=60)),
        body=_multipart(sent_as) if content_type.startswith("multipart") else _encoded(sent_as),
        content_type=content_type,
        headers=draw(HEADERS) if draw(st.booleans()) else {},
    )


def _odd_path(draw: st.DrawFn, address: Address) -> str:
    pieces = address.pattern.split("<")
    return "/" + pieces[0] + "".join(quote_from_bytes(draw(PARTS)) + one.partition(">")[2] for one in pieces[1:])


def _encoded(fields: list[tuple[str, bytes]]) -> bytes:
    return "&".join(f"{name}={quote_from_bytes(value)}" for name, value in fields).encode(errors="replace")


def _multipart(fields: list[tuple[str, bytes]]) -> bytes:
    parts = [
        b'--b\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n'
        % (name.encode(), b'; filename="\x00a/../b.csv"' if name == "file" else b"", value)
        for name, value in fields
    ]
    return b"".join(parts) + (b"--b--\r\n" if len(fields) % 2 else b"")


@pytest.fixture
def visits(db: None) -> Visits:
    return prepare(cast.small_alliance())


@pytest.fixture
def faults() -> Iterator[list[str]]:
    """The types and places of whatever the site could not answer."""
    found: list[str] = []

    def note(**_: object) -> None:
        import sys

        kind, fault, trace = sys.exc_info()
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
        found.append(f"{kind.__name__ if kind else ''} {fault} at {place}"[:400])

    got_request_exception.connect(note)
    yield found
    got_request_exception.disconnect(note)


def forms_shown(visits: Visits) -> Shown:
    """Returns, for each address, what its form sends when it is filled as a person would."""
    found: Shown = {}
    for door in every_door():
        page = visits.client("secretariat").get(visits.path(door))
        if "html" in page.headers.get("Content-Type", ""):
            found[str(door)] = {
                name: values
                for form in forms_of(page.content.decode())
                if not form.action
                for name, values in ({key: ["1"] for key in form.names} | form.filled()).items()
            }
    return found


def sent(visits: Visits, request: Request) -> int:
    client: Client = visits.client(request.role)
    extra: dict[str, Any] = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in request.headers.items()}
    if "HTTP_COOKIE" in extra and request.role != "anonymous":
        del extra["HTTP_COOKIE"]
    extra["QUERY_STRING"] = request.query.decode("latin-1")
    with transaction.atomic():
        status = client.generic(request.method, request.path, request.body, request.content_type, **extra).status_code
        transaction.set_rollback(True)
    return status


def fuzz(visits: Visits, faults: list[str], count: int) -> None:
    shown = forms_shown(visits)

    @settings(
        max_examples=count, deadline=None, database=None, derandomize=count == REQUESTS,
        suppress_health_check=list(HealthCheck), phases=[Phase.generate, Phase.shrink], print_blob=False,
    )  # fmt: skip
    @given(request=requests(visits, shown))
    def answered(request: Request) -> None:
        faults.clear()
        assert (sent(visits, request), faults) != (500, faults), f"{request}"
        assert not faults, f"{request}"

    answered()


@pytest.mark.broad
def test_no_request_makes_the_site_fail(visits: Visits, faults: list[str]) -> None:
    """B73, at a reduced count."""
    fuzz(visits, faults, REQUESTS)


@pytest.mark.soak
def test_no_request_of_very_many_makes_the_site_fail(visits: Visits, faults: list[str]) -> None:
    """B73: 20,000 requests."""
    fuzz(visits, faults, FULL_COUNT)


@pytest.mark.slow
def test_huge_fields_are_answered(visits: Visits, faults: list[str]) -> None:
    """B73: a field of a megabyte, which is taken, and one of three, which is not."""
    failed = {}
    for door in every_door():
        for size in (1_000_000, 3_000_000):
            body = b"name=" + b"a" * size
            request = Request("secretariat", "POST", visits.path(door), b"", body, "application/x-www-form-urlencoded")
            if (status := sent(visits, request)) >= 500:
                failed[f"{door} {size}"] = status
    assert failed == {}
    assert faults == []
