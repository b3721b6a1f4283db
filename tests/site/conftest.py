import io
import logging
from collections.abc import Iterator

import pytest
from django.test import Client

from answerable.alliance.models import Network, Profile
from answerable.kit.clock import today


@pytest.fixture
def alliance(db: None) -> Profile:
    """An alliance that is set up: a profile and the root of its tree."""
    Network.objects.add_root(
        {"name": "Common Thread", "slug": "common-thread", "level_kind": "alliance", "opened_on": today()}
    )
    return Profile.objects.create(pk=1, languages=["en", "es", "ar"], set_up_on=today())


@pytest.fixture
def visitor() -> Client:
    """Somebody with a browser, who sees error pages instead of raising them."""
    return Client(raise_request_exception=False)


@pytest.fixture
def strict_visitor() -> Client:
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """Everything the program writes to its log."""
    handler = next(one for one in logging.getLogger().handlers if type(one) is logging.StreamHandler)
    page = io.StringIO()
    before, handler.stream = (
        handler.stream,
        page,
    )  # not setStream: another test's capture may have closed what was there
    yield page
    if before is not None:
        handler.stream = before
