import re
from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings

from answerable.access import actions
from answerable.access.actors import Actor
from answerable.access.models import Account
from answerable.alliance.models import Network, Profile
from answerable.kit import queue
from answerable.kit.clock import today

CONSOLE = Actor.of_system("console")
PASSWORD = "seven lanterns over the harbour"


@pytest.fixture(autouse=True)
def _house(db: None, settings: Settings) -> None:
    """An alliance that is set up, with the addresses of this room."""
    settings.ROOT_URLCONF = "tests.access.addresses"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    Network.objects.add_root(
        {"name": "Common Thread", "slug": "common-thread", "level_kind": "alliance", "opened_on": today()}
    )
    Profile.objects.create(pk=1, languages=["en", "es", "ar"], set_up_on=today())


@pytest.fixture
def neema() -> Account:
    """Neema Kisanga, who has a password."""
    return actions.create_account(by=CONSOLE, email="neema@example.org", password=PASSWORD)


@pytest.fixture
def juma() -> Account:
    """Juma Lweno, who has none and signs in by mailed codes."""
    return actions.create_account(by=CONSOLE, email="juma@example.org")


@pytest.fixture
def browser() -> Client:
    return Client()


@pytest.fixture
def mailed() -> Callable[[], str]:
    """Sends what waits to be mailed, and returns the code in the last mail."""

    def last_code() -> str:
        queue.run_ready()
        found = re.search(r"\d{4} \d{4} \d{4}", str(mail.outbox[-1].body))
        assert found
        return found.group()

    return last_code
