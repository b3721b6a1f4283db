"""A body on which an organisation holds several seats already allows as many."""

import datetime as dt
from collections import defaultdict
from typing import Any

from django.db import migrations

Span = tuple[dt.date, dt.date]


def allow_what_is(apps: Any, schema_editor: Any) -> None:
    held: dict[tuple[int, int], list[Span]] = defaultdict(list)
    terms = apps.get_model("alliance", "Term").objects.exclude(organisation=None)
    for body, organisation, starts, ends in terms.values_list("seat__body", "organisation", "starts", "ends"):
        held[body, organisation].append((starts, ends or dt.date.max))
    most: dict[int, int] = {}
    for (body, _organisation), spans in held.items():
        at_once = max(sum(starts <= day <= ends for starts, ends in spans) for day, _ends in spans)
        most[body] = max(most.get(body, 1), at_once)
    for body, number in most.items():
        if number > 1:
            apps.get_model("alliance", "Body").objects.filter(pk=body).update(most_seats=number)


def forget(apps: Any, schema_editor: Any) -> None:
    """Nothing: the column itself goes with the migration before."""


class Migration(migrations.Migration):
    dependencies = [("alliance", "0015_places_seats_and_offices_held")]

    operations = [migrations.RunPython(allow_what_is, forget)]
