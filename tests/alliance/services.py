"""Support services as tests make them."""

from typing import Any

from answerable.alliance.actions.services import ServiceFacts, ServiceWords, add_service
from answerable.alliance.models import Network, SupportService
from tests.cast import CONSOLE


def service(
    network: Network, name: str = "Open Ear", *, does: str = "", language: str = "en", **facts: Any
) -> SupportService:
    """A free service to talk to, in Kenya, by telephone, unless it is said otherwise."""
    said: dict[str, Any] = {"needs": ("talk",), "telephone": "+999 555 0100", "languages": ("en", "sw")} | facts
    if not said.get("everywhere"):
        said.setdefault("countries", ("KE",))
    words = ServiceWords(name, does=does)
    return add_service(by=CONSOLE, network=network, facts=ServiceFacts(**said), words=words, language=language)
