"""On SQLite the tables of cases keep no hidden number that would tell in which order their rows came.

Each is made anew, with the same words and without that number, while it is empty. PostgreSQL has none to take away.
"""

import re

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLES = (
    "case", "compartment", "grant", "record", "filepiece", "receipt", "declaration", "opening", "team", "handler",
    "rosterrevision", "rostersignature",
)  # fmt: skip
END = re.compile(r"\)\s*$")


def without_order(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor != "sqlite":
        return
    for name in TABLES:
        if apps.get_model("concerns", name)._base_manager.exists():
            raise RuntimeError(f"there are rows already: {name}")
        _make_anew(editor, f"concerns_{name}")


def _make_anew(editor: BaseDatabaseSchemaEditor, table: str) -> None:
    with editor.connection.cursor() as cursor:
        asked = "SELECT type, sql FROM sqlite_master WHERE tbl_name = %s AND sql IS NOT NULL ORDER BY type = 'index'"
        cursor.execute(asked, [table])
        words = cursor.fetchall()
    made = [sql for kind, sql in words if kind == "table"]
    editor.execute(f"DROP TABLE {editor.quote_name(table)}")
    editor.execute(END.sub(") WITHOUT ROWID", made[0]))
    for kind, sql in words:
        if kind == "index":
            editor.execute(sql)


class Migration(migrations.Migration):
    dependencies = [("concerns", "0001_initial")]
    operations = [migrations.RunPython(without_order, migrations.RunPython.noop)]
