"""What can be chosen in the desks' forms, in the reader's language."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from answerable.access.actors import Actor
from answerable.kit import countries
from answerable.kit import languages as tongues
from answerable.kit.choosing import Among
from answerable.kit.clock import today
from answerable.kit.forms import Form, NearFirst
from answerable.kit.text import fold

from ...models import Kind, Need, Network, Organisation, Person
from ...permissions import keeps, may_keep_network
from ...queries import naming, networks, organisations, people
from ...queries.choosing import among_organisations, among_people
from ...queries.invitations import languages_offered
from ...queries.languages import there_are
from ...queries.services import Services
from ..words import Words, kind_name, need_name

Choices = list[tuple[str, str]]
Ways = Sequence[tuple[str, Promise]]
WAYS_TO_PEOPLE: Ways = (
    ("desk_welcome_person", gettext_lazy("Welcome a person")),
    ("desk_network_invite", gettext_lazy("Invite somebody")),
)
WAYS_TO_ORGANISATIONS: Ways = (("desk_welcome_organisation", gettext_lazy("Welcome an organisation")),)
NAMES = dict(settings.LANGUAGES[: len(settings.SHIPPED_LANGUAGES)])


def words(these: Words, *, empty: str | None = None) -> Choices:
    """Returns codes with their words, in the order of the words' table."""
    listed = [(str(code), str(text)) for code, text in these.items()]
    return listed if empty is None else [("", empty), *listed]


def country_choices(language: str) -> Choices:
    return [("", _("Not known")), *countries.choices(language)]


def interface_languages() -> Choices:
    """The shipped languages and those the alliance added, each by its own name."""
    return [(code, NAMES.get(code) or tongues.own_name(code)) for code in there_are()]


def offered_languages() -> Choices:
    """The languages in which the alliance writes, each by its own name."""
    return [(code, NAMES.get(code) or tongues.own_name(code)) for code in languages_offered()]


def offer_languages(form: Form, field: str, language: str, *, country: str = "", chosen: Iterable[str] = ()) -> None:
    """Lets a form choose among all languages: first those chosen already, of a country, and of the world."""
    names = dict(tongues.choices(language)) | {code: tongues.name(code, language) for code in chosen}
    near = {*chosen, *tongues.near(country)}
    listed = sorted(names.items(), key=lambda one: (one[0] not in near, fold(one[1])))
    form.choices_of(field, listed)
    widget = form.fields[field].widget
    if isinstance(widget, NearFirst):
        widget.near, widget.more = len(near), _("Other languages")


def kind_choices(language: str, keep: tuple[str, ...] = ()) -> Choices:
    """Kinds on offer; a retired one only where it is chosen already."""
    listed = Kind.objects.prefetch_related("texts")
    return [(one.code, kind_name(one, language)) for one in listed if not one.retired or one.code in keep]


def need_choices(language: str, keep: tuple[str, ...] = ()) -> Choices:
    """Needs on offer; a retired one only where it is chosen already."""
    listed = Need.objects.prefetch_related("texts")
    return [(one.code, need_name(one, language)) for one in listed if not one.retired or one.code in keep]


def needs_met(there: Services, language: str) -> Choices:
    """The needs that at least one of some services meets."""
    met = Need.objects.filter(pk__in=there.order_by().values("needs")).prefetch_related("texts")
    return [(one.code, need_name(one, language)) for one in met]


def network_choices(actor: Actor, language: str, on: dt.date, *, empty: str | None = None) -> Choices:
    """Open networks whose records the actor keeps, indented as they stand in the tree."""
    listed = networks.open_networks(on).filter(keeps.filter(actor, "path")).prefetch_related("texts")
    choices = [(one.slug, "\u2003" * (one.depth - 1) + naming.network_name(one, language)) for one in listed]
    return choices if empty is None else [("", empty), *choices]


def people_at(actor: Actor, network: Network) -> Among[Person]:
    """People whose name the actor may read and whose records lie at the network or below it."""
    on = today()
    seen = people.seen_by(actor, on).filter(people.near((network.path,), on))
    return among_people(seen, actor, on, language(), ways=_ways(actor, network, WAYS_TO_PEOPLE))


def organisations_at(actor: Actor, network: Network) -> Among[Organisation]:
    """Organisations that the actor may know of and that have a place in the network or below it."""
    listed = organisations.in_network(organisations.seen_by(actor), network)
    return organisations_of(listed, ways=ways_to_welcome(actor, network))


def organisations_of(listed: QuerySet[Organisation], *, ways: Ways = ()) -> Among[Organisation]:
    return among_organisations(listed, language(), ways=ways)


def ways_to_welcome(actor: Actor, network: Network) -> Ways:
    """Where a new organisation is recorded, for those whom that page lets in."""
    return _ways(actor, network, WAYS_TO_ORGANISATIONS)


def _ways(actor: Actor, network: Network, pages: Ways) -> Ways:
    return (
        [(reverse(name, args=[network.slug]), said) for name, said in pages]
        if may_keep_network(actor, network.path)
        else []
    )


def language() -> str:
    return get_language() or "en"
