"""On SQLite the tables of cases keep no hidden number that would tell in which order their rows came.

Each is made anew, with the same words and without that number, while it is empty. PostgreSQL has none to take away.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from ._without_order import make_anew

TABLES = (
    "case", "compartment", "grant", "record", "filepiece", "receipt", "declaration", "opening", "team", "handler",
    "rosterrevision", "rostersignature",
)  # fmt: skip


def without_order(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor != "sqlite":
        return
    for name in TABLES:
        if apps.get_model("concerns", name)._base_manager.exists():
            raise RuntimeError(f"there are rows already: {name}")
        make_anew(editor, f"concerns_{name}")


class Migration(migrations.Migration):
    dependencies = [("concerns", "0001_initial")]
    operations = [migrations.RunPython(without_order, migrations.RunPython.noop)]
