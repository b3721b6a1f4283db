"""Somebody who works while something else happens: see `House.writer`"""

import json
import sys
import time
from typing import Any

from django.db import (
    OperationalError,
    connection,
    transaction,
)

from answerable import vault
from answerable.access.actors import Actor
from answerable.alliance.actions.organisations import Card, remove_organisation, welcome_organisation
from answerable.alliance.actions.people import (
    _delete_declaration,
    declare_self,
    forget_person,
    welcome_person,
)
from answerable.alliance.models import Organisation, Person, SelfDeclaration
from answerable.alliance.permissions import ROOT_PATH
from answerable.alliance.queries.bodies import DECLARATION
from answerable.kit import search
from answerable.ledger.verification import verify

from .writing_names import CANARY

CONSOLE = Actor.of_system("console")


def fill(count: int) -> None:
    """Adds people who each say something of themselves."""
    for number in range(count):
        with transaction.atomic():
            person = welcome_person(by=CONSOLE, name=f"{CANARY} {number}", place=ROOT_PATH)
            declare_self(by=CONSOLE, person=person, measures=("women",))


def pad(megabytes: int) -> None:
    """Makes the database as large as an alliance's of many years."""
    with connection.cursor() as cursor:
        for number in range(megabytes):
            cursor.execute(
                "INSERT INTO kit_cache (cache_key, value, expires) VALUES (%s, %s, '2099-01-01')",
                [f"pad{number}", "x" * 1024 * 1024],
            )


def write(rate: float, seconds: float, label: str = "Rosa") -> None:
    """Adds people at a pace; says how long each took, and what went wrong."""
    ends, took, faults = time.monotonic() + seconds, [], []
    while time.monotonic() < ends:
        begun = time.monotonic()
        try:
            welcome_person(by=CONSOLE, name=f"{label} {begun}", place=ROOT_PATH)
        except OperationalError as fault:
            faults.append(str(fault))
        took.append(time.monotonic() - begun)
        time.sleep(max(0.0, 1 / rate - took[-1]))
    sys.stdout.write(json.dumps({"took": took, "faults": faults}))


def read_long(seconds: float) -> None:
    """Holds one view of the database open for a while."""
    with connection.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT count(*) FROM alliance_person")
        time.sleep(seconds)
        cursor.execute("SELECT count(*) FROM alliance_person")
        cursor.execute("COMMIT")


def organise() -> None:
    """Adds an organisation, to be removed later."""
    welcome_organisation(by=CONSOLE, card=Card(name="Canaria House", country="KE"))


def forget(count: int) -> None:
    """Deletes people, a declaration and an organisation."""
    people = list(Person.objects.filter(former_since=None, name__startswith=CANARY).order_by("pk")[: count + 1])
    for person in people[:count]:
        forget_person(by=CONSOLE, person=person)
    with transaction.atomic():
        _delete_declaration(people[count])
    for organisation in Organisation.objects.all():
        remove_organisation(by=CONSOLE, organisation=organisation)


def _index() -> list[int]:
    """Returns how many rows of the search index differ from the records."""
    done = [
        search.rebuild(kind) for kind in search.kinds() if kind.name in {"alliance.organisation", "alliance.person"}
    ]
    return [one.written + one.removed for one in done]


def show() -> None:
    """Says everything that is kept, opened."""
    said: dict[str, Any] = {
        str(one.person.key): json.loads(vault.unseal(DECLARATION, bytes(one.sealed), bound_to=str(one.person.key)))
        for one in SelfDeclaration.objects.select_related("person")
    }
    people = {
        str(one.key): [one.name, str(one.former_since or ""), said.get(str(one.key))] for one in Person.objects.all()
    }
    verdict = verify()
    sys.stdout.write(
        json.dumps(
            {
                "people": people,
                "ledger": [verdict.ok, verdict.entries],
                "organisations": Organisation.objects.count(),
                "index": _index(),
            }
        )
    )


def main(name: str, *given: str) -> None:
    numbers: list[Any] = [float(one) if "." in one else int(one) if one.isdecimal() else one for one in given]
    verbs: dict[str, Any] = {
        "fill": fill, "pad": pad, "write": write, "read_long": read_long, "forget": forget, "show": show, "organise": organise,
    }  # fmt: skip
    verbs[name](*numbers)
