"""What the addresses of response teams name: one that was set up for Kenya."""

from typing import Any

from answerable.concerns.actions import set_up_team
from answerable.concerns.rules.words import Desk
from tests.cast import CONSOLE, Alliance


def parameters(alliance: Alliance) -> dict[str, Any]:
    return {"cases.key": set_up_team(by=CONSOLE, desk=Desk.COUNTRY, place=alliance.here.path).pk}
