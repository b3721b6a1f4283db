"""The database's own index over the terms of search rows: FTS5 kept by triggers, or a generated tsvector.

The terms are made by `kit.search`, so neither database analyses anything: every term stands as it is. A later change of
the table on SQLite makes the table anew, which drops the triggers: it must lay them again.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

OUT = "INSERT INTO kit_searchterms(kit_searchterms, rowid, terms) VALUES ('delete', old.id, old.terms);"
IN = "INSERT INTO kit_searchterms(rowid, terms) VALUES (new.id, new.terms);"
SQLITE = [
    """CREATE VIRTUAL TABLE kit_searchterms USING fts5(
    terms, content='kit_searchrow', content_rowid='id', detail=column, columnsize=0, tokenize='ascii')""",
    f"CREATE TRIGGER kit_searchrow_in AFTER INSERT ON kit_searchrow BEGIN {IN} END",
    f"CREATE TRIGGER kit_searchrow_out AFTER DELETE ON kit_searchrow BEGIN {OUT} END",
    f"CREATE TRIGGER kit_searchrow_changed AFTER UPDATE OF terms ON kit_searchrow BEGIN {OUT} {IN} END",
]
# From 3.42 on: what is deleted is gone from the index at once and not only at its next merge. With detail=none instead
# of detail=column it would stay to be found where one statement changes several rows (seen in 3.53.4).
SECURE_DELETE = "INSERT INTO kit_searchterms(kit_searchterms, rank) VALUES ('secure-delete', 1)"
POSTGRESQL = [
    """ALTER TABLE kit_searchrow ADD COLUMN vector tsvector
    GENERATED ALWAYS AS (array_to_tsvector(string_to_array(terms, ' '))) STORED""",
    "CREATE INDEX kit_searchrow_vector ON kit_searchrow USING gin (vector) WITH (fastupdate = off)",
]


def lay(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        for statement in POSTGRESQL:
            editor.execute(statement)
        return
    for statement in SQLITE:
        editor.execute(statement)
    if editor.connection.Database.sqlite_version_info >= (3, 42):
        editor.execute(SECURE_DELETE)


def remove(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP INDEX kit_searchrow_vector")
        editor.execute("ALTER TABLE kit_searchrow DROP COLUMN vector")
        return
    for name in ("in", "out", "changed"):
        editor.execute(f"DROP TRIGGER kit_searchrow_{name}")
    editor.execute("DROP TABLE kit_searchterms")


class Migration(migrations.Migration):
    dependencies = [("kit", "0003_search_rows")]
    operations = [migrations.RunPython(lay, remove)]
