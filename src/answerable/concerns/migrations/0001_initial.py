"""Teams, cases, what is read of them, and the book of the desk."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import answerable.concerns.rules.teams
import answerable.concerns.rules.words


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="BookEntry",
            fields=[
                ("n", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("day", models.DateField()),
                ("handler", models.CharField(max_length=36)),
                ("act", models.CharField(max_length=24)),
                ("mark", models.CharField(max_length=64)),
                ("before", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "received"),
                            ("acknowledged", "acknowledged"),
                            ("triage", "triage"),
                            ("support_only", "support_only"),
                            ("early_resolution", "early_resolution"),
                            ("investigation", "investigation"),
                            ("report_review", "report_review"),
                            ("decision", "decision"),
                            ("notified", "notified"),
                            ("appeal", "appeal"),
                            ("restorative", "restorative"),
                            ("action", "action"),
                            ("monitoring", "monitoring"),
                            ("closing", "closing"),
                            ("closed", "closed"),
                            ("declined", "declined"),
                            ("transferred", "transferred"),
                            ("merged", "merged"),
                            ("on_hold", "on_hold"),
                            ("archived", "archived"),
                            ("anonymised", "anonymised"),
                        ],
                        default=answerable.concerns.rules.words.State["RECEIVED"],
                        max_length=16,
                    ),
                ),
                ("day", models.DateField()),
                ("due", models.DateField(blank=True, null=True)),
                ("due_kind", models.CharField(blank=True, default="", max_length=12)),
                ("raiser_box", models.BinaryField()),
                ("raiser_verify", models.BinaryField()),
                ("vouched", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Handler",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("account", models.CharField(max_length=64)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("case_manager", "case_manager"),
                            ("intake", "intake"),
                            ("lead", "lead"),
                            ("liaison", "liaison"),
                        ],
                        default=answerable.concerns.rules.words.Role["INTAKE"],
                        max_length=12,
                    ),
                ),
                ("box", models.BinaryField(blank=True, default=b"")),
                ("verify", models.BinaryField(blank=True, default=b"")),
                ("by_passphrase", models.BinaryField(blank=True, default=b"")),
                ("by_recovery", models.BinaryField(blank=True, default=b"")),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                ("code_noted_on", models.DateField(blank=True, null=True)),
                ("rehearsed_on", models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="RosterRevision",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("members", models.TextField()),
                ("previous", models.BinaryField()),
                ("server", models.BinaryField(blank=True, default=b"")),
            ],
        ),
        migrations.CreateModel(
            name="BookHead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("n", models.PositiveBigIntegerField(default=0)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("pk", 1)), name="book_has_one_head")],
            },
        ),
        migrations.CreateModel(
            name="Compartment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=96)),
                ("public", models.BinaryField()),
                ("vouched", models.BinaryField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="concerns.case"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FilePiece",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("file", models.UUIDField()),
                ("number", models.PositiveIntegerField()),
                ("blob", models.BinaryField()),
                (
                    "compartment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="concerns.compartment"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Grant",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("blob", models.BinaryField()),
                (
                    "compartment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="concerns.compartment"
                    ),
                ),
                (
                    "handler",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="concerns.handler",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Declaration",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "value",
                    models.CharField(
                        choices=[("none", "none"), ("yes", "yes"), ("managed", "managed"), ("unsure", "unsure")],
                        max_length=8,
                    ),
                ),
                ("day", models.DateField()),
                ("header", models.BinaryField()),
                ("signature", models.BinaryField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="concerns.case"
                    ),
                ),
                (
                    "handler",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="concerns.handler"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Opening",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("what", models.CharField(max_length=8)),
                ("day", models.DateField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="concerns.case"
                    ),
                ),
                (
                    "handler",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="concerns.handler"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("look_up", models.BinaryField(max_length=16, unique=True)),
                ("seed", models.BinaryField()),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="concerns.case"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Record",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("sequence", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=12)),
                ("day", models.DateField()),
                ("blob", models.BinaryField()),
                (
                    "compartment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="concerns.compartment"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RosterSignature",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("signature", models.BinaryField()),
                (
                    "handler",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="concerns.handler"
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="concerns.rosterrevision"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Team",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "desk",
                    models.PositiveSmallIntegerField(
                        choices=[(2, "country"), (3, "region"), (4, "global"), (5, "panel")]
                    ),
                ),
                ("place", models.CharField(blank=True, default="", max_length=255)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("setting_up", "setting_up"),
                            ("rehearsing", "rehearsing"),
                            ("open", "open"),
                            ("closed", "closed"),
                        ],
                        default=answerable.concerns.rules.teams.TeamState["SETTING_UP"],
                        max_length=10,
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("desk", "place"), name="team_once_a_desk")],
            },
        ),
        migrations.AddField(
            model_name="rosterrevision",
            name="team",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="concerns.team"),
        ),
        migrations.AddField(
            model_name="handler",
            name="team",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="concerns.team"),
        ),
        migrations.AddField(
            model_name="case",
            name="team",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="concerns.team"),
        ),
        migrations.AddConstraint(
            model_name="compartment",
            constraint=models.UniqueConstraint(fields=("case", "name"), name="compartment_once_a_case"),
        ),
        migrations.AddConstraint(
            model_name="filepiece",
            constraint=models.UniqueConstraint(fields=("file", "number"), name="piece_once_a_number"),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.UniqueConstraint(fields=("compartment", "handler"), name="grant_once_a_handler"),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.UniqueConstraint(
                condition=models.Q(("handler", None)), fields=("compartment",), name="grant_once_a_raiser"
            ),
        ),
        migrations.AddConstraint(
            model_name="declaration",
            constraint=models.UniqueConstraint(fields=("case", "handler"), name="declared_once_a_handler"),
        ),
        migrations.AddConstraint(
            model_name="opening",
            constraint=models.UniqueConstraint(fields=("case", "handler", "what", "day"), name="opening_once_a_day"),
        ),
        migrations.AddConstraint(
            model_name="record",
            constraint=models.UniqueConstraint(fields=("compartment", "sequence"), name="record_once_a_number"),
        ),
        migrations.AddConstraint(
            model_name="rostersignature",
            constraint=models.UniqueConstraint(fields=("revision", "handler"), name="roster_signed_once"),
        ),
        migrations.AddConstraint(
            model_name="rosterrevision",
            constraint=models.UniqueConstraint(fields=("team", "number"), name="roster_once_a_number"),
        ),
        migrations.AddConstraint(
            model_name="handler",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until", None)), fields=("team", "account"), name="handler_once_a_team"
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["team", "state", "due"], name="case_due"),
        ),
    ]
