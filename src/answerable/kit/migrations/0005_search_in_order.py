"""Search rows can be gone through in their order. The column is added as it is: SQLite must not make the table anew here."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kit", "0004_search_index")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "ALTER TABLE kit_searchrow ADD COLUMN audience varchar(60) DEFAULT '' NOT NULL",
                    "ALTER TABLE kit_searchrow DROP COLUMN audience",
                )
            ],
            state_operations=[
                migrations.AddField(
                    model_name="searchrow",
                    name="audience",
                    field=models.CharField(blank=True, db_default="", default="", max_length=60),
                )
            ],
        ),
        migrations.AddIndex(
            model_name="searchrow",
            index=models.Index(fields=["kind", "standing", "thing", "audience"], name="search_row_in_order"),
        ),
    ]
