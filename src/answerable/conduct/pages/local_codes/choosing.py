"""What can be chosen in the forms of local codes."""

from django.db.models import QuerySet

from answerable.alliance.models import Organisation, Person
from answerable.alliance.queries import naming, organisations, people
from answerable.alliance.queries.choosing import among_organisations, among_people
from answerable.alliance.queries.profile import profile
from answerable.kit import languages as tongues
from answerable.kit.choosing import Among

from ...models import Clause
from ...queries import partners
from .finding import Here, language
from .showing import clause_name

Choices = list[tuple[str, str]]


def language_choices() -> Choices:
    """Returns the alliance's languages, each by its own name."""
    kept = profile()
    return [(code, tongues.own_name(code)) for code in (kept.languages if kept else ["en"])]


def people_of_network(here: Here) -> Among[Person]:
    """Returns the people of the network whose name the reader may read, to choose among."""
    seen = people.seen_by(here.actor, here.today).filter(people.near((here.network.path,), here.today))
    return among_people(seen, here.actor, here.today, language())


def organisations_of_network(here: Here) -> QuerySet[Organisation]:
    seen = organisations.in_network(organisations.seen_by(here.actor), here.network)
    return seen.prefetch_related("texts").order_by("sort_key", "pk")


def organisation_choices(listed: list[Organisation]) -> Choices:
    return [(str(one.pk), naming.organisation_name(one, language())) for one in listed]


def partners_of_network(here: Here) -> Among[Organisation]:
    return among_organisations(partners.may_be_asked(here.actor, here.code, here.network), language())


def clause_choices(clauses: list[Clause], original: str) -> Choices:
    return [(str(one.pk), clause_name(one, original)) for one in clauses]
