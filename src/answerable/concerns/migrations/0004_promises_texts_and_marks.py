"""What a team promises of its own, texts in a network's own words, days of the book, and who may be told that something is late."""

import uuid

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from ._without_order import make_anew

TABLES = ("bookcheckpoint", "toldabove", "raisingtext", "teampromises")


def without_order(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "sqlite":
        for name in TABLES:
            make_anew(editor, f"concerns_{name}")


class Migration(migrations.Migration):
    dependencies = [
        ("alliance", "0026_first_needs"),
        ("concerns", "0003_drafts"),
    ]

    operations = [
        migrations.CreateModel(
            name="BookCheckpoint",
            fields=[
                ("day", models.DateField(primary_key=True, serialize=False)),
                ("n", models.PositiveBigIntegerField()),
                ("head", models.CharField(max_length=64)),
                ("mark", models.CharField(max_length=64)),
                ("signature", models.CharField(max_length=128)),
            ],
        ),
        migrations.CreateModel(
            name="ToldAbove",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("blob", models.BinaryField()),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="concerns.case"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RaisingText",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("language", models.CharField(max_length=12)),
                ("at", models.CharField(max_length=120)),
                ("number", models.PositiveIntegerField()),
                ("words", models.TextField(blank=True, max_length=400)),
                ("shipped", models.TextField(blank=True, max_length=400)),
                ("checked_on", models.DateField(blank=True, null=True)),
                ("day", models.DateField()),
                ("by", models.CharField(max_length=64)),
                (
                    "network",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="alliance.network",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("network", "language", "at", "number"), name="raising_text_once_a_network"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("network", None)),
                        fields=("language", "at", "number"),
                        name="raising_text_once_an_alliance",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TeamPromises",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("numbers", models.JSONField(default=dict)),
                ("may_extend", models.BooleanField(default=True)),
                ("weekend", models.JSONField(default=list)),
                ("holidays", models.JSONField(default=list)),
                ("day", models.DateField()),
                ("by", models.CharField(max_length=64)),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="concerns.team"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("team", "number"), name="promises_once_a_number")],
            },
        ),
        migrations.RunPython(without_order, migrations.RunPython.noop),
    ]
