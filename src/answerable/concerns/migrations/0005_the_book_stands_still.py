"""Triggers on both databases refuse to change or remove what stands in the book, or what was signed of it."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLES = ("bookentry", "bookcheckpoint")
WORDS = "the book is append-only"


def _sqlite(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_{verb.lower()} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
        for verb in ("UPDATE", "DELETE")
    ]


def _postgresql(table: str) -> list[str]:
    refuse = "EXECUTE FUNCTION concerns_book_refuse()"
    return [
        f"CREATE TRIGGER {table}_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {refuse}",
        f"CREATE TRIGGER {table}_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {refuse}",
    ]


def protect(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    is_postgresql = editor.connection.vendor == "postgresql"
    if is_postgresql:
        editor.execute(f"""CREATE FUNCTION concerns_book_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{WORDS}'; END $$""")
    for name in TABLES:
        for words in (_postgresql if is_postgresql else _sqlite)(f"concerns_{name}"):
            editor.execute(words)


def release(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    is_postgresql = editor.connection.vendor == "postgresql"
    for table in (f"concerns_{name}" for name in TABLES):
        for verb in ("change", "truncate") if is_postgresql else ("update", "delete"):
            editor.execute(f"DROP TRIGGER {table}_{verb}" + (f" ON {table}" if is_postgresql else ""))
    if is_postgresql:
        editor.execute("DROP FUNCTION concerns_book_refuse()")


class Migration(migrations.Migration):
    dependencies = [("concerns", "0004_promises_texts_and_marks")]
    operations = [migrations.RunPython(protect, release)]
