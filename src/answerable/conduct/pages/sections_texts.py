"""Where texts are told of on pages of other rooms: of a network, at its desk, on the front page, at the secretariat."""

from django.http import HttpRequest

from answerable.access.doors import actor_of
from answerable.alliance.models import Network
from answerable.kit.sections import Part, Section, declare

from ..permissions import keeps, may_write_texts, writes
from ..queries import instruments
from .finding import language
from .presenters.desk import writing_rows
from .presenters.lists import row_of

TEMPLATE, LINK = "conduct/parts/of_network.html", "conduct/parts/desk_link.html"


def declare_all() -> None:
    for place, part, order in (
        ("alliance.network", of_network, 10),
        ("site.home", of_network, 10),
        ("alliance.desk_network.records", desk_link, 10),
        ("alliance.secretariat", secretariat_link, 10),
        ("site.me.account", my_link, 10),
        ("site.me", my_texts, 30),
    ):
        declare(Section(place, part, order))


def of_network(_request: HttpRequest, network: Network | None) -> Part | None:
    """What a network promises; nothing where nothing was adopted."""
    if network is None:
        return None
    rows = [row_of(one, language()) for one in instruments.instruments_of(network)]
    return Part(TEMPLATE, {"rows": rows}) if rows else None


def desk_link(request: HttpRequest, network: Network) -> Part | None:
    """The way to the desk of texts, for those who write them here."""
    return Part(LINK, {}) if may_write_texts(actor_of(request), network.path) else None


def secretariat_link(_request: HttpRequest, _thing: object) -> Part | None:
    return Part("conduct/parts/secretariat_link.html", {})


def my_texts(request: HttpRequest, _thing: object) -> Part | None:
    """What editors write at present, and the way to their desk; those who keep records find it at the desk of their place."""
    actor = actor_of(request)
    if not writes.anywhere(actor) or keeps.anywhere(actor):
        return None
    return Part("conduct/parts/my_texts.html", {"rows": writing_rows(instruments.written_now(actor), language())})


def my_link(request: HttpRequest, _thing: object) -> Part | None:
    """The way to the desk of texts on my page, for editors and those who keep records."""
    return Part(LINK, {}) if writes.anywhere(actor_of(request)) else None
