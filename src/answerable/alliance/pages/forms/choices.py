"""What can be chosen in the desks' forms, in the reader's language."""

import datetime as dt

from django.conf import settings
from django.utils.translation import gettext as _

from answerable.access.actors import Actor
from answerable.kit import countries
from answerable.kit import languages as tongues

from ...models import Kind, Network, Organisation, Person
from ...permissions import keeps
from ...queries import naming, networks, organisations, people
from ...queries.invitations import languages_offered
from ...queries.languages import there_are
from ..words import Words, kind_name

Choices = list[tuple[str, str]]
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


def kind_choices(language: str, keep: tuple[str, ...] = ()) -> Choices:
    """Kinds on offer; a retired one only where it is chosen already."""
    listed = Kind.objects.prefetch_related("texts")
    return [(one.code, kind_name(one, language)) for one in listed if not one.retired or one.code in keep]


def network_choices(actor: Actor, language: str, on: dt.date, *, empty: str | None = None) -> Choices:
    """Open networks whose records the actor keeps, indented as they stand in the tree."""
    listed = networks.open_networks(on).filter(keeps.filter(actor, "path")).prefetch_related("texts")
    choices = [(one.slug, "\u2003" * (one.depth - 1) + naming.network_name(one, language)) for one in listed]
    return choices if empty is None else [("", empty), *choices]


def person_choices(actor: Actor, on: dt.date, network: Network) -> Choices:
    """People whose name the actor may read and whose records lie at the network or below it."""
    seen = people.seen_by(actor, on).filter(people.near((network.path,), on)).order_by("name")
    return [("", _("Choose a person")), *((str(one.key), one.name) for one in seen[:2000])]


def organisation_choices(actor: Actor, language: str, network: Network) -> Choices:
    seen = organisations.in_network(organisations.seen_by(actor), network).prefetch_related("texts").order_by("name")
    return [("", _("No organisation")), *((one.slug, naming.organisation_name(one, language)) for one in seen[:2000])]


def chosen_person(key: str, actor: Actor, on: dt.date) -> Person | None:
    return people.seen_by(actor, on).filter(key=key).first() if key else None


def chosen_organisation(slug: str, actor: Actor) -> Organisation | None:
    return organisations.seen_by(actor).filter(slug=slug).first() if slug else None
