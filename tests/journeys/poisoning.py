"""Writes markup over every free text of an alliance that lies open in its database, past all forms: `python -m … < PAYLOADS`."""

import itertools
import json
import sys
from collections.abc import Iterator
from typing import Any

ROOMS = ("alliance", "commitments", "conduct", "facts", "kit", "notices", "questions", "standards")
# what is read by the program and not by people, although it is text
READ_BY_PROGRAMS = {
    "folded", "sort_key", "slug", "path", "terms", "language", "name_language", "password", "external_id", "time_zone", "kind",
    "code", "number", "country", "state", "key", "sealed_about",
}  # fmt: skip
LONG_ENOUGH = 60


def poisoned(payloads: list[str]) -> dict[str, int]:
    """Returns how many rows of each field were written over. Rows that guards keep as they are stay so."""
    from django.apps import apps
    from django.db import Error, models, transaction

    turns = {
        False: itertools.cycle(payloads),
        True: itertools.cycle([one for one in payloads if one.startswith("https://")]),  # as a form would take it
    }
    done = dict[str, int]()
    for model in (one for room in ROOMS for one in apps.get_app_config(room).get_models()):
        for field in model._meta.concrete_fields:
            if not isinstance(field, models.CharField | models.TextField) or not _is_free(field):
                continue
            turn = turns[isinstance(field, models.URLField)]
            rows = (
                model._default_manager.exclude(**{field.name: ""}) if not field.null else model._default_manager.all()
            )
            for row in list(rows.values_list("pk", flat=True)[:400]):
                try:
                    with transaction.atomic():
                        model._default_manager.filter(pk=row).update(**{field.name: _short(turn, field.max_length)})
                except Error:  # a guard of the database: an adopted version, a line of the ledger, a name given once
                    break
                done[field_name(field)] = done.get(field_name(field), 0) + 1
    return done


def field_name(field: Any) -> str:
    return f"{field.model._meta.app_label}.{field.model.__name__}.{field.name}"


def _is_free(field: Any) -> bool:
    from django.db import models

    if isinstance(field, models.SlugField | models.EmailField) or field.choices:
        return False
    return field.name not in READ_BY_PROGRAMS and (field.max_length is None or field.max_length >= LONG_ENOUGH)


def _short(turn: Iterator[str], most: int | None) -> str:
    return next(one for one in turn if most is None or len(one) <= most)


if __name__ == "__main__":
    import django

    django.setup()
    sys.stdout.write(json.dumps(poisoned(json.load(sys.stdin))))
