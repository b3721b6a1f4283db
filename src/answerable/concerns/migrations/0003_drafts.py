"""What is begun and not sent yet; on SQLite without a hidden number that would tell an order, as the other tables of this room."""

import uuid

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from ._without_order import make_anew

DRAFTS = ("draft", "draftpiece")


def without_order(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "sqlite":
        for name in DRAFTS:
            make_anew(editor, f"concerns_{name}")


class Migration(migrations.Migration):
    dependencies = [
        ("concerns", "0002_rows_without_order"),
    ]

    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("look_up", models.BinaryField(blank=True, max_length=16, null=True, unique=True)),
                ("until", models.DateField()),
                ("body", models.BinaryField(blank=True, default=b"")),
            ],
        ),
        migrations.CreateModel(
            name="DraftPiece",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("file", models.UUIDField()),
                ("number", models.PositiveIntegerField()),
                ("blob", models.BinaryField()),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="concerns.draft"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("file", "number"), name="draft_piece_once_a_number")],
            },
        ),
        migrations.RunPython(without_order, migrations.RunPython.noop),
    ]
