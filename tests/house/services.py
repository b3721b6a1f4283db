"""What the addresses of support services name: one in Kenya, and a list that was begun there."""

from typing import Any

from answerable.alliance.actions.service_lists import SERVICES
from answerable.alliance.actions.services import ServiceFacts, ServiceWords, add_service
from answerable.kit import imports
from tests.cast import CONSOLE, Alliance

OF_ADDRESS: dict[str, dict[str, Any]] = {
    "secretariat_need": {"code": "talk"},
    "secretariat_retire_need": {"code": "talk"},
}
SHEET = b"Name,Needs,Country,Telephone\nOpen Ear,talk,KE,+999 555 0101\n"


def parameters(alliance: Alliance) -> dict[str, Any]:
    facts = ServiceFacts(needs=("talk",), countries=("KE",), telephone="+999 555 0100")
    made = add_service(by=CONSOLE, network=alliance.here, facts=facts, words=ServiceWords("Open Ear"), language="en")
    run = imports.begin(SERVICES, by=CONSOLE, file_name="services.csv", data=SHEET, scope=alliance.here.slug)
    return {"services.key": made.key, "services.code": "es", "service-lists.key": run.key}
