"""Whoever steals the database steals no session and no seed."""

import base64
import json
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import connection
from django.test import Client

from answerable import vault
from answerable.access import actions, passkeys, second_factor
from answerable.access.models import Account, Session
from tests.authenticator import Device

from .conftest import CONSOLE, PASSWORD
from .walking import is_in, sign_in


def every_value() -> set[bytes]:
    """Every value of every column of every table, and whatever stands inside those that are JSON."""
    found: set[bytes] = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found |= {one for row in cursor.fetchall() for value in row for one in parts_of(value)}
    return found


def parts_of(value: Any) -> Iterator[bytes]:
    if isinstance(value, bytes | memoryview):
        yield bytes(value)
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from parts_of(one)
    elif value is not None:
        yield str(value).encode()
        if isinstance(value, str) and value[:1] in "{[":
            try:
                yield from parts_of(json.loads(value))
            except ValueError:
                return


@pytest.fixture
def twenty(neema: Account) -> list[Client]:
    """Twenty live sessions of somebody with an app and a passkey."""
    known = Client()
    sign_in(known, neema)
    browsers = [Client() for _ in range(20)]
    for browser in browsers:
        browser.cookies["known_browser"] = known.cookies["known_browser"].value
        sign_in(browser, neema)
    return browsers


def test_no_value_of_the_database_is_a_session(neema: Account, twenty: list[Client]) -> None:
    """B21: every value, used as the cookie, signed in to nothing: 0 sessions."""
    values = every_value()
    rows = Session.objects.filter(account=neema)
    assert {row.key_hash.encode() for row in rows} <= values
    assert {bytes(row.data) for row in rows} <= values
    opened = []
    for value in values:
        for sent in {value.decode("latin-1"), base64.b64encode(value).decode(), value.hex()}:
            if len(sent) > 4096:
                continue
            thief = Client()
            answer = thief.get("/t/who", HTTP_COOKIE=f"{settings.SESSION_COOKIE_NAME}={sent}")
            opened += [] if answer.content == b"nobody" else [sent]
    assert opened == []
    assert len(values) > 100
    assert all(is_in(browser) for browser in twenty)


def test_cookie_alone_is_not_in_the_database(neema: Account, twenty: list[Client]) -> None:
    """B21."""
    stored = b"\n".join(every_value())
    assert not [one for one in twenty if one.cookies["session"].value.encode() in stored]


def test_no_seed_lies_in_the_database(neema: Account) -> None:
    """B21: seeds of apps and of recovery codes, in any of the ways they could be written: 0 found."""
    seeds = []
    for number in range(20):
        account = actions.create_account(by=CONSOLE, email=f"person{number}@example.org", password=PASSWORD)
        seeds.append(second_factor.new_secret())
        second_factor.keep_app(account, seeds[-1], step=1)
        seeds += [code.replace(" ", "") for code in second_factor.recovery_codes_to_show(account)]
    device = Device()
    passkeys.keep(neema, "Telephone", passkeys.New(device.credential, 0))
    stored = b"\n".join(every_value()).lower()
    needles = {form for seed in seeds for form in written(seed)} | {device.id, device.id.hex().encode()}
    assert len(seeds) == 220
    assert [needle for needle in needles if needle.lower() in stored] == []
    assert Authenticator.objects.count() == 41


def written(seed: str) -> Iterator[bytes]:
    yield from (seed.encode(), seed.encode().hex().encode(), base64.b64encode(seed.encode()))
    if len(seed) % 8 == 0 and not seed.isdigit():
        raw = base64.b32decode(seed)
        yield from (raw, raw.hex().encode(), base64.b64encode(raw))


def test_seed_that_is_moved_to_another_account_opens_nothing(neema: Account) -> None:
    """B21: who can also write finds a passkey sealed to the account it was made for."""
    rehema = actions.create_account(by=CONSOLE, email="rehema@example.org", password=PASSWORD)
    passkeys.keep(neema, "Telephone", passkeys.New(Device().credential, 0))
    Authenticator.objects.filter(user=neema).update(user=rehema)
    with pytest.raises(vault.Unreadable):
        passkeys.listed(rehema)
