"""What those at the desk are called, for each other; whoever raised a concern is told none of it."""

from collections.abc import Iterable
from uuid import UUID

from answerable.alliance.models import Organisation, Person
from answerable.alliance.queries import naming

from ..models import Case, Grant, Handler
from ..rules.excluding import named
from ..rules.words import Role
from .sealed import INTAKE


def names_of(handlers: Iterable[str]) -> dict[str, str]:
    """Returns names by the ids of handlers; of whom the records know no name, nothing."""
    accounts = {str(one.pk): one.account for one in Handler.held.filter(pk__in=_ids(handlers))}
    people = Person.objects.filter(account__in=_ids(accounts.values())).values_list("account", "name")
    by_account = {str(account): name for account, name in people}
    return {key: by_account[account] for key, account in accounts.items() if account in by_account}


def names_in(written: Iterable[str]) -> str:
    """Returns what was written as names; the ids of those who were chosen are none."""
    return "\n".join(one for one in written if not _ids([one])).strip()


def bearers(words: str) -> frozenset[str]:
    """Returns the ids of all who are or were handlers, of whatever team, and bear a name that was written."""
    return named(words, names_of(map(str, Handler.held.values_list("pk", flat=True)))) if words else frozenset()


def holders(case: Case) -> dict[str, Role]:
    """Returns the tasks of those who hold a key of a case, by their ids."""
    rows = Grant.held.filter(compartment__case=case, compartment__name=INTAKE, handler__isnull=False)
    return {str(key): Role(role) for key, role in rows.values_list("handler_id", "handler__role")}


def organisation_names(ids: Iterable[str], language: str) -> dict[str, str]:
    """Returns what organisations are called, by their ids as routing knows them."""
    pks = {int(one) for one in ids if one.isascii() and one.isdecimal() and len(one) < 10}
    return {str(one.pk): naming.organisation_name(one, language) for one in Organisation.objects.filter(pk__in=pks)}


def _ids(raw: Iterable[str]) -> list[UUID]:
    found = []
    for one in raw:
        try:
            found.append(UUID(str(one)))
        except ValueError:
            continue
    return found
