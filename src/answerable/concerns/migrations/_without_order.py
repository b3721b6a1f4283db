"""Making a table of SQLite anew without its hidden number."""

import re

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

END = re.compile(r"\)\s*$")


def make_anew(editor: BaseDatabaseSchemaEditor, table: str) -> None:
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
