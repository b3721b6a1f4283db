"""Keys that a compartment had before somebody left, and keys that somebody made anew."""

import uuid

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from ._without_order import make_anew


def without_order(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "sqlite":
        for name in ("earlierkey", "nextkeys"):
            make_anew(editor, f"concerns_{name}")


class Migration(migrations.Migration):
    dependencies = [("concerns", "0005_the_book_stands_still")]
    operations = [
        migrations.CreateModel(
            name="EarlierKey",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("public", models.BinaryField()),
                ("memory", models.BinaryField()),
                ("last", models.PositiveIntegerField()),
                ("readers", models.TextField()),
                ("vouched", models.BinaryField()),
                (
                    "compartment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="concerns.compartment"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="NextKeys",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("box", models.BinaryField()),
                ("verify", models.BinaryField()),
                ("by_passphrase", models.BinaryField()),
                ("by_recovery", models.BinaryField()),
                (
                    "handler",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="concerns.handler"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="earlierkey",
            constraint=models.UniqueConstraint(fields=("compartment", "number"), name="earlier_key_once_a_number"),
        ),
        migrations.RunPython(without_order, migrations.RunPython.noop),
    ]
