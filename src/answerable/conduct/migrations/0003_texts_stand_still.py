"""Triggers on both databases: what was published is never changed, and an adopted version stays what was adopted.

They look at their own table alone, so that SQLite can still make the tables beside them anew.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

STANDS = "OLD.state IN ('adopted', 'superseded')"
ELSE = (
    "NEW.fingerprint <> OLD.fingerprint OR NEW.adopted_on <> OLD.adopted_on OR NEW.instrument_id <> OLD.instrument_id "
    "OR NEW.original_language <> OLD.original_language OR NEW.state NOT IN ('adopted', 'superseded') "
    "OR (OLD.state = 'superseded' AND NEW.state = 'adopted')"
)
WORDS = "what was adopted or published is never changed"
GUARDS = (
    ("conduct_published_update", "UPDATE", "conduct_publishedtext", "1 = 1"),
    ("conduct_published_delete", "DELETE", "conduct_publishedtext", "1 = 1"),
    ("conduct_version_update", "UPDATE", "conduct_version", f"{STANDS} AND ({ELSE})"),
    ("conduct_version_delete", "DELETE", "conduct_version", STANDS),
)


def statements(vendor: str) -> list[str]:
    if vendor != "postgresql":
        return [
            f"CREATE TRIGGER {name} BEFORE {verb} ON {table} WHEN {when} BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
            for name, verb, table, when in GUARDS
        ]
    function = f"CREATE FUNCTION conduct_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{WORDS}'; END $$"
    return [
        function,
        *(
            f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION conduct_refuse()"
            for name, verb, table, when in GUARDS
        ),
    ]


def protect(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in statements(editor.connection.vendor):
        editor.execute(statement)


def release(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    is_postgresql = editor.connection.vendor == "postgresql"
    for name, _verb, table, _when in GUARDS:
        editor.execute(f"DROP TRIGGER {name} ON {table}" if is_postgresql else f"DROP TRIGGER {name}")
    if is_postgresql:
        editor.execute("DROP FUNCTION conduct_refuse()")


class Migration(migrations.Migration):
    dependencies = [("conduct", "0002_published_texts")]
    operations = [migrations.RunPython(protect, release)]
