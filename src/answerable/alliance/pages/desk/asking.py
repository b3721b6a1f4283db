"""What a desk of this room asks, and of whose records: every small form is one page of `kit.asking`."""

from django.http import Http404, HttpRequest
from django.utils.translation import get_language

from answerable.access.actors import Actor
from answerable.access.doors import actor_of
from answerable.access.refusals import Hidden, Refused
from answerable.kit.asking import Question, ask
from answerable.notices import mail

from ...models import Body, Network, Organisation
from ...permissions import may_edit_card, may_keep_alliance, may_keep_network
from ...queries import naming, networks, organisations

__all__ = [
    "Question",
    "ask",
    "home_network",
    "kept_body",
    "kept_network",
    "kept_organisation",
    "language",
    "network_title",
    "post_stands",
]


def language() -> str:
    return get_language() or "en"


def kept_network(request: HttpRequest, slug: str) -> tuple[Network, Actor]:
    """Returns a network whose records the reader keeps; all others are refused with the reason."""
    actor = actor_of(request)
    found = networks.by_slug(slug)
    if found is None:
        raise Http404
    if not may_keep_network(actor, found.path):
        raise Refused("not_your_place")
    return found, actor


def kept_body(request: HttpRequest, slug: str) -> tuple[Body, Actor]:
    found = Body.objects.filter(slug=slug).select_related("network").prefetch_related("texts").first()
    if found is None:
        raise Http404
    _, actor = kept_network(request, found.network.slug)
    return found, actor


def kept_organisation(request: HttpRequest, slug: str) -> tuple[Organisation, Actor]:
    """Returns an organisation whose card the reader may edit; one they may not see does not exist for them."""
    actor = actor_of(request)
    found = organisations.seen_by(actor).filter(slug=slug).prefetch_related("texts").first()
    if found is None:
        raise Hidden
    if not may_edit_card(actor, found.pk, organisations.network_paths(found)):
        raise Refused("not_your_place")
    return found, actor


def home_network(organisation: Organisation) -> Network:
    """Returns the network in whose care an organisation stands: its first one, else the alliance."""
    found = organisations.home_of(organisation) or networks.root()
    if found is None:
        raise Http404
    return found


def post_stands(actor: Actor) -> dict[str, bool]:
    """Returns whether no mail can be sent, and whether the reader is the one who sets it up."""
    return {"is_off": not mail.can_send(), "may_set_up": may_keep_alliance(actor)}


def network_title(network: Network) -> str:
    return naming.network_name(network, language())
