"""Triggers on both databases: a row of the history, and an answer to whoever asked to be let go, is never changed.

What goes with a whole commitment may go, and a party that is removed leaves the row: so only what a row says is guarded.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

WORDS = "what was said of a commitment is never changed"
GUARDS = (
    (
        "commitments_turn_update",
        "commitments_turnrow",
        "commitment_id, kind, state, due_before, due_after, shown, words, language, recorded_on, by, office",
    ),
    ("commitments_answer_update", "commitments_releaseanswer", "request_id, party_id, agrees, words, by"),
)


def statements(vendor: str) -> list[str]:
    if vendor != "postgresql":
        return [
            f"CREATE TRIGGER {name} BEFORE UPDATE OF {columns} ON {table} BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
            for name, table, columns in GUARDS
        ]
    function = f"CREATE FUNCTION commitments_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{WORDS}'; END $$"
    return [
        function,
        *(
            f"CREATE TRIGGER {name} BEFORE UPDATE OF {columns} ON {table} FOR EACH ROW EXECUTE FUNCTION commitments_refuse()"
            for name, table, columns in GUARDS
        ),
    ]


def protect(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in statements(editor.connection.vendor):
        editor.execute(statement)


def release(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    is_postgresql = editor.connection.vendor == "postgresql"
    for name, table, _columns in GUARDS:
        editor.execute(f"DROP TRIGGER {name} ON {table}" if is_postgresql else f"DROP TRIGGER {name}")
    if is_postgresql:
        editor.execute("DROP FUNCTION commitments_refuse()")


class Migration(migrations.Migration):
    dependencies = [("commitments", "0001_initial")]
    operations = [migrations.RunPython(protect, release)]
