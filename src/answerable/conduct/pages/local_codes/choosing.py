"""What can be chosen in the forms of local codes."""

from answerable.alliance.models import Organisation, Person
from answerable.alliance.queries import naming, organisations, people
from answerable.alliance.queries.profile import profile
from answerable.kit import languages as tongues

from ...models import Clause
from ...queries import partners
from .finding import Here, language
from .showing import clause_name

Choices = list[tuple[str, str]]
MOST = 2000


def language_choices() -> Choices:
    """Returns the alliance's languages, each by its own name."""
    kept = profile()
    return [(code, tongues.own_name(code)) for code in (kept.languages if kept else ["en"])]


def people_choices(here: Here) -> Choices:
    """Returns the people of the network whose name the reader may read."""
    seen = people.seen_by(here.actor, here.today).filter(people.near((here.network.path,), here.today)).order_by("name")
    return [("", ""), *((str(one.key), one.name) for one in seen[:MOST])]


def chosen_person(here: Here, key: str) -> Person:
    return people.seen_by(here.actor, here.today).get(key=key)


def organisations_of_network(here: Here) -> list[Organisation]:
    seen = organisations.in_network(organisations.seen_by(here.actor), here.network)
    return list(seen.prefetch_related("texts").order_by("sort_key", "pk")[:MOST])


def organisation_choices(listed: list[Organisation]) -> Choices:
    return [(str(one.pk), naming.organisation_name(one, language())) for one in listed]


def partner_choices(here: Here) -> Choices:
    return organisation_choices(list(partners.may_be_asked(here.actor, here.code, here.network)[:MOST]))


def clause_choices(clauses: list[Clause], original: str) -> Choices:
    return [(str(one.pk), clause_name(one, original)) for one in clauses]
