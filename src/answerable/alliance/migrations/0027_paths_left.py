"""Paths that networks left: those of moves that the ledger tells of, where nothing else was given them since."""

import json
from collections import Counter

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def note(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    entries = apps.get_model("ledger", "Entry").objects.filter(act="alliance.move_network").order_by("n")
    told = [json.loads(one) for one in entries.values_list("detail", flat=True)]
    moves = [(one.get("from", ""), one.get("to", "")) for one in told]
    times = Counter(before for before, _ in moves)
    stands = set(apps.get_model("alliance", "Network").objects.values_list("path", flat=True))
    left = apps.get_model("alliance", "PathLeft").objects
    for before, after in moves:
        if before and after and before != after and times[before] == 1 and before not in stands:
            left.get_or_create(before=before, defaults={"after": after})


class Migration(migrations.Migration):
    dependencies = [("alliance", "0026_first_needs"), ("ledger", "0002_append_only")]
    operations = [
        migrations.CreateModel(
            name="PathLeft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("before", models.CharField(max_length=255, unique=True)),
                ("after", models.CharField(blank=True, default="", max_length=255)),
            ],
            options={"ordering": ("pk",)},
        ),
        migrations.RunPython(note, migrations.RunPython.noop),
    ]
