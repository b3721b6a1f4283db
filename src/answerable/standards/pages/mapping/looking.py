"""Which network is looked at, by whom, on which day, and what of it may be shown."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from answerable.access.actors import Actor
from answerable.access.doors import actor_of
from answerable.access.refusals import Hidden
from answerable.alliance.models import Network
from answerable.alliance.queries import networks
from answerable.alliance.queries.days import today_at
from answerable.alliance.queries.naming import network_name
from answerable.kit.text import fold

from ...permissions import keeps
from ...queries.maps import PEOPLE, SMALLEST, below_on
from ...queries.seeing import belongs_somewhere, is_public, may_see_sums, networks_seen_by
from ..days import Day, day_asked, language


@dataclass(frozen=True)
class Look:
    """One network as somebody sees it on a day."""

    network: Network
    actor: Actor
    day: Day
    language: str
    is_public: bool

    @property
    def name(self) -> str:
        return network_name(self.network, self.language)

    @property
    def on(self) -> dt.date:
        return self.day.on

    @property
    def belongs(self) -> bool:
        return belongs_somewhere(self.actor)

    @property
    def keeps(self) -> bool:
        return keeps.covers(self.actor, self.network.path)

    def below(self) -> list[Network]:
        """Returns the networks directly below that this reader may see sums of, by their names in the reader’s language."""
        found = below_on(self.network, self.on).filter(networks_seen_by(self.actor))
        return sorted(found, key=lambda one: (fold(network_name(one, self.language)), one.pk))

    def who_words(self, kinds: Collection[str] = ()) -> str:
        """Returns who can see this page, or these kinds on it, as it is for this reader."""
        if PEOPLE not in kinds:
            return self._who()
        if set(kinds) == {PEOPLE}:
            return _("Those who keep the records here, as sums alone. How a person stands is for that person alone.")
        of_people = _("Sums of people are for those who keep the records here.")
        return f"{self._who()} {of_people}"

    def _who(self) -> str:
        if not self.is_public:
            return _(
                "Everybody who belongs to the alliance. How a person stands is for that person alone, and nothing here tells of a concern."
            )
        if self.belongs:
            words = _(
                "Everybody who belongs to the alliance, with numbers. Everybody else, as this network chose: how it stands itself, and pictures without numbers where there are %(number)s or more behind it. How a person stands is for that person alone."
            )
        else:
            words = _(
                "Everybody, as this network chose: how it stands itself, and pictures without numbers where there are %(number)s or more behind it. Who belongs to the alliance sees numbers too; how a person stands is for that person alone."
            )
        return words % {"number": SMALLEST}


def look_at(request: HttpRequest, network: Network | None) -> Look:
    """Returns what is looked at; a network whose sums are not for this reader is not there."""
    actor = actor_of(request)
    if network is None or not may_see_sums(actor, network):
        raise Hidden
    return Look(network, actor, day_asked(request, today_at(network.path)), language(), is_public(network))


def look_by_slug(request: HttpRequest, slug: str) -> Look:
    return look_at(request, networks.by_slug(slug))


def way_to(look: Look) -> list[tuple[str, str]]:
    """Returns the marks and names of the networks above that this reader may see as well."""
    above = networks.above(look.network)
    seen = set(
        type(look.network)
        .objects.filter(networks_seen_by(look.actor), pk__in=[one.pk for one in above])
        .values_list("pk", flat=True)
    )
    return [(one.slug, network_name(one, look.language)) for one in above if one.pk in seen]
