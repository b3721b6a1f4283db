"""Links to these pages, where those who keep records look for them."""

from django.http import HttpRequest

from answerable.alliance.models import Network
from answerable.kit.sections import Part, Section, declare


def declare_all() -> None:
    declare(Section("alliance.secretariat.settings", secretariat_link, 40))
    declare(Section("alliance.desk_network.records", network_link, 60))


def secretariat_link(_request: HttpRequest, _thing: object) -> Part | None:
    return Part("concerns/texts/secretariat_link.html", {})


def network_link(_request: HttpRequest, network: Network) -> Part | None:
    return Part("concerns/texts/network_link.html", {"network": network}) if network.depth > 1 else None
