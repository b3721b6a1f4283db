"""What the addresses of response teams name: one that was set up for Kenya, and somebody who was named for it."""

from typing import Any

from answerable.concerns.actions import name_handler, set_up_team
from answerable.concerns.rules.words import Desk
from tests.cast import CONSOLE, Alliance


def parameters(alliance: Alliance) -> dict[str, Any]:
    team = set_up_team(by=CONSOLE, desk=Desk.COUNTRY, place=alliance.here.path)
    return {"cases.key": team.pk, "cases.handler": name_handler(by=CONSOLE, team=team, account="nobody’s").pk}
