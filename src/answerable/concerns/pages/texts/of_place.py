"""Whose texts are asked for: the alliance's, or a network's; and in which language."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from answerable.access.actors import Actor
from answerable.access.doors import actor_of, office
from answerable.access.refusals import Hidden
from answerable.alliance.models import Network
from answerable.alliance.permissions import is_secretariat, keeps, may_keep_alliance, may_keep_network, require
from answerable.alliance.queries import naming, networks
from answerable.alliance.queries.languages import there_are

SECRETARIAT = office(*is_secretariat.offices)
KEEPERS = office(*keeps.offices)


@dataclass(frozen=True)
class OfPlace:
    """Whose texts, and who asks; without a network those of the alliance."""

    actor: Actor
    network: Network | None

    @property
    def name(self) -> str:
        return naming.network_name(self.network, language()) if self.network else _("The whole alliance")

    def way(self) -> list[tuple[str, str]]:
        if self.network is None:
            return [(reverse("secretariat"), _("Secretariat")), (reverse("safe_space"), _("Where people tell"))]
        return [(reverse("desk_network", args=[self.network.slug]), self.name)]

    def list_address(self) -> str:
        return (
            reverse("telling_texts")
            if self.network is None
            else reverse("desk_telling_texts", args=[self.network.slug])
        )

    def address(self, tongue: str, at: str) -> str:
        if self.network is None:
            return reverse("telling_text", args=[tongue, at])
        return reverse("desk_telling_text", args=[self.network.slug, tongue, at])


def of_alliance(request: HttpRequest) -> OfPlace:
    actor = actor_of(request)
    require(may_keep_alliance(actor))
    return OfPlace(actor, None)


def of_network(request: HttpRequest, slug: str) -> OfPlace:
    actor, found = actor_of(request), networks.by_slug(slug)
    if found is None:
        raise Hidden
    require(may_keep_network(actor, found.path))
    return OfPlace(actor, found)


def language() -> str:
    return get_language() or "en"


def tongue_of(wanted: str) -> str:
    """Returns a language whose texts can be written: the one wanted, else that of the page."""
    there = there_are()
    return next((one for one in (wanted, language()) if one in there), there[0])
