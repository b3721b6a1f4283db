"""What the whole database holds, to tell whether something changed that should not have."""

import functools
import re
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models import Model

# What every act writes anew, or what differs each time by chance.
BY_CHANCE = {
    "hash", "before", "key", "key_hash", "data", "sealed", "sealed_about", "secret", "digest", "seen_at", "ends_at",
    "token", "token_hash", "link_hash", "fingerprint", "when", "signature", "password", "happened_at", "mailed_on", "filled_at", "left",
    "records_version", "words_version", "maker_mark",
}  # fmt: skip
ID = re.compile(r"\b[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}\b")  # SQLite keeps them without dashes
TALLIES = {"access.Bucket"}  # how many tries are left, by the clock
Snapshot = dict[str, list[tuple[Any, ...]]]


def of_everything() -> Snapshot:
    """Returns every row of every table of ours, less what differs by chance."""
    with connection.cursor() as cursor:
        return {label: _rows(cursor, statement) for label, statement in _statements().items()}


def start_counting_anew() -> None:
    """Lets new rows get the same numbers again: PostgreSQL does not take them back with what is rolled back."""
    ours = [one for one in apps.get_models() if one.__module__.startswith("answerable.")]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), ours):
            cursor.execute(statement)


def _rows(cursor: CursorWrapper, statement: str) -> list[tuple[Any, ...]]:
    cursor.execute(statement)
    return sorted(cursor.fetchall(), key=repr)


@functools.cache
def _statements() -> dict[str, str]:
    """Returns what reads each table of ours; a form more or less is compared some hundred times."""
    ours = [one for one in apps.get_models() if one.__module__.startswith("answerable.")]
    return {one._meta.label: _statement(one) for one in ours if one._meta.label not in TALLIES}


def _statement(model: type[Model]) -> str:
    columns = [
        connection.ops.quote_name(str(field.column))
        for field in model._meta.concrete_fields
        if field.name not in BY_CHANCE
        and field.get_internal_type() not in {"UUIDField", "BinaryField"}
        and not (field.primary_key and field.has_default())  # a key that is drawn
    ]
    table = connection.ops.quote_name(model._meta.db_table)
    return f"SELECT {', '.join(columns) or '1'} FROM {table}"


def difference(one: Snapshot, other: Snapshot) -> dict[str, list[tuple[Any, ...]]]:
    """Returns the rows, by table, that stand in only one of both; an id that only one of them knows counts as any new id."""
    changed = [label for label in one if one[label] != other[label]]
    new = _ids(one) ^ _ids(other) if changed else set()
    found = {}
    for label in changed:
        here, there = _with_new_ids_alike(one[label], new), _with_new_ids_alike(other[label], new)
        odd = [row for row in here if row not in there] + [row for row in there if row not in here]
        if odd:
            found[label] = odd
    return found


def _ids(snapshot: Snapshot) -> set[str]:
    return set(ID.findall(repr(snapshot)))


def _with_new_ids_alike(rows: list[tuple[Any, ...]], new: set[str]) -> list[tuple[Any, ...]]:
    return [
        tuple(ID.sub(lambda found: "new" if found[0] in new else found[0], str(value)) for value in row) for row in rows
    ]
