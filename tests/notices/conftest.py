from collections.abc import Callable

import pytest
from pytest_django import Settings

from answerable.access import actions as access
from answerable.access.actors import Actor
from answerable.access.models import Account
from answerable.alliance.actions.setting_up import set_up_alliance
from answerable.notices import kinds
from answerable.notices.kinds import Kind

CONSOLE = Actor.of_system("console")


@pytest.fixture(autouse=True)
def _own_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few kinds of the tests' own: what is declared here is gone afterwards."""
    monkeypatch.setattr(kinds, "_declared", dict(kinds._declared))
    kinds.declare(Kind("shed.tool_lent", words="%(tool)s was lent to you."))
    kinds.declare(Kind("shed.tool_due", words="%(tool)s is due.", mail="soon"))
    kinds.declare(Kind("shed.tool_moved", words="A tool was moved.", mail="never"))
    kinds.declare(Kind("shed.locked_drawer", words="The drawer of %(name)s was opened.", private=True))


@pytest.fixture(autouse=True)
def _own_post(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "answerable.notices.mail.AllianceMailBackend"


@pytest.fixture
def house(db: None) -> None:
    """An alliance in Nairobi, three hours ahead of UTC."""
    set_up_alliance(by=CONSOLE, name="Common Thread", languages=("en", "es", "ar"), time_zone="Africa/Nairobi")


@pytest.fixture
def account_of(house: None) -> Callable[..., Account]:
    def make(name: str, language: str = "en") -> Account:
        return access.create_account(by=CONSOLE, email=f"{name}@example.org", language=language)

    return make


@pytest.fixture
def neema(account_of: Callable[..., Account]) -> Account:
    return account_of("neema")


@pytest.fixture
def juma(account_of: Callable[..., Account]) -> Account:
    return account_of("juma")


def as_themselves(account: Account) -> Actor:
    return Actor(account_id=account.pk)
