"""Triggers on both databases: an adopted version's words, what was decided, and the facts of a signature stand still.

They look into the tables beside their own. SQLite makes a table anew to change it, and cannot while a trigger elsewhere
names it: a migration that changes one of these tables begins with `release` and ends with `protect`.
"""

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

WORDS = "what was adopted, decided or signed is never changed"
ONE = "SELECT 1 FROM"
TABLES = (
    "conduct_version", "conduct_versionmove", "conduct_versiontext", "conduct_clause", "conduct_clausetext",
    "conduct_clauseedit", "conduct_publishedtext", "conduct_adoption", "conduct_voice", "conduct_signature",
    "conduct_signatureend",
)  # fmt: skip


def _version(row: str, fixed: bool) -> str:
    """Whether the version of a row with `version_id` stands; `fixed`: so that this row's language does not change either."""
    state = f"(v.state = 'superseded' OR (v.state = 'adopted' AND v.original_language = {row}.language))"
    return (
        f"EXISTS ({ONE} conduct_version v WHERE v.id = {row}.version_id"
        f" AND {state if fixed else STANDING})"
    )  # fmt: skip


def _clause(row: str, fixed: bool) -> str:
    """The same of a row with `clause_id`."""
    state = f"(v.state = 'superseded' OR (v.state = 'adopted' AND v.original_language = {row}.language))"
    return (
        f"EXISTS ({ONE} conduct_clause c JOIN conduct_version v ON v.id = c.version_id"
        f" WHERE c.id = {row}.clause_id AND {state if fixed else STANDING})"
    )


def _changed(*columns: str) -> str:
    return " OR ".join(f'NEW."{one}" IS DISTINCT FROM OLD."{one}"' for one in columns)


def _only_emptied(column: str) -> str:
    return f'(NEW."{column}" <> OLD."{column}" AND NEW."{column}" <> \'\')'


def _only_unlinked(column: str) -> str:
    return f"(NEW.{column} IS NOT NULL AND NEW.{column} IS DISTINCT FROM OLD.{column})"


STANDING = "v.state IN ('adopted', 'superseded')"
# A translation is put right by a new revision, with the wording before it kept.
PUT_RIGHT = (
    "(NEW.revision = OLD.revision + 1 AND EXISTS (" + ONE + " conduct_clauseedit e WHERE e.text_id = OLD.id"
    " AND e.revision = OLD.revision AND e.heading = OLD.heading AND e.body = OLD.body))"
)
OF_A_STANDING_VERSION = (
    f"EXISTS ({ONE} conduct_clausetext t JOIN conduct_clause c ON c.id = t.clause_id"
    f" JOIN conduct_version v ON v.id = c.version_id WHERE t.id = OLD.text_id AND {STANDING})"
)
SIGNATURE_STAYS = "NOT ({0}.way = 'imported' OR ({0}.kind = 'organisation' AND {0}.way <> 'page'))"
WORDS_AROUND = ("preamble", "changed", "came_about")
GUARDS = (
    ("version_facts", "UPDATE", "conduct_version", "OLD.state IN ('adopted', 'superseded') AND (" + _changed(
        "label", "slug", "number", "adopted_by_id", "in_force_from", "shipped", "sources", "created_on"
    ) + " OR (OLD.superseded_on IS NOT NULL AND " + _changed("superseded_on") + "))"),
    ("move_update", "UPDATE", "conduct_versionmove", "1 = 1"),
    ("move_delete", "DELETE", "conduct_versionmove", _version("OLD", fixed=False)),
    ("around_insert", "INSERT", "conduct_versiontext", _version("NEW", fixed=True)),
    ("around_update", "UPDATE", "conduct_versiontext",
     f"(({_version('OLD', fixed=True)} OR {_version('NEW', fixed=True)}) AND ("
     + _changed("state", "fingerprint", "revision", *WORDS_AROUND) + "))"
     f" OR ({_version('OLD', fixed=False)} AND (" + _changed("version_id", "language") + "))"
     f" OR ({_version('OLD', fixed=False)} AND NEW.revision <> OLD.revision + 1 AND (" + _changed(*WORDS_AROUND) + "))"),
    ("around_delete", "DELETE", "conduct_versiontext", _version("OLD", fixed=False)),
    ("clause_insert", "INSERT", "conduct_clause", _version("NEW", fixed=False)),
    ("clause_update", "UPDATE", "conduct_clause", f"{_version('OLD', fixed=False)} OR {_version('NEW', fixed=False)}"),
    ("clause_delete", "DELETE", "conduct_clause", _version("OLD", fixed=False)),
    ("words_insert", "INSERT", "conduct_clausetext", _clause("NEW", fixed=True)),
    ("words_update", "UPDATE", "conduct_clausetext",
     f"{_clause('OLD', fixed=True)} OR {_clause('NEW', fixed=True)} OR ({_clause('OLD', fixed=False)} AND ("
     + _changed("clause_id", "language") + f" OR (({_changed('heading', 'body')}) AND NOT {PUT_RIGHT})))"),
    ("words_delete", "DELETE", "conduct_clausetext", _clause("OLD", fixed=False)),
    ("wording_update", "UPDATE", "conduct_clauseedit",
     _changed("text_id", "revision", "heading", "body", "on") + " OR " + _only_emptied("by")),
    ("wording_delete", "DELETE", "conduct_clauseedit", OF_A_STANDING_VERSION),
    ("decision_update", "UPDATE", "conduct_adoption", "1 = 1"),
    ("decision_delete", "DELETE", "conduct_adoption", "1 = 1"),
    ("voice_update", "UPDATE", "conduct_voice", _changed("adoption_id", "kind", "words") + " OR " + _only_emptied("name")),
    ("voice_delete", "DELETE", "conduct_voice", "1 = 1"),
    ("signature_update", "UPDATE", "conduct_signature",
     _changed("key", "version_id", "kind", "organisation_id", "network_id", "adoption_id", "office", "signed_on",
              "entered_on", "language", "fingerprint", "way")
     + f" OR {_only_emptied('name')} OR {_only_unlinked('person_id')} OR {_only_unlinked('signed_for_by_id')}"
     " OR (NEW.witness <> OLD.witness AND NEW.witness NOT IN ('', '–'))"
     f" OR {_only_emptied('by')} OR (NEW.stands AND NOT OLD.stands)"),
    ("signature_delete", "DELETE", "conduct_signature", SIGNATURE_STAYS.format("OLD")),
    ("end_update", "UPDATE", "conduct_signatureend",
     _changed("signature_id", "kind", "office", "on") + f" OR {_only_emptied('reason')} OR {_only_emptied('by')}"),
    ("end_delete", "DELETE", "conduct_signatureend",
     f"EXISTS ({ONE} conduct_signature s WHERE s.id = OLD.signature_id AND "
     + SIGNATURE_STAYS.format("s") + ")"),
)  # fmt: skip


def protect(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in _laying(editor.connection.vendor):
        editor.execute(statement)


def release(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    is_postgresql = editor.connection.vendor == "postgresql"
    for name, _verb, table, _when in GUARDS:
        editor.execute(f"DROP TRIGGER conduct_{name}" + (f" ON {table}" if is_postgresql else ""))
        if is_postgresql:
            editor.execute(f"DROP FUNCTION conduct_{name}()")
    if is_postgresql:
        for table in TABLES:
            editor.execute(f"DROP TRIGGER {table}_truncate ON {table}")
        editor.execute("DROP FUNCTION conduct_stays()")


def _laying(vendor: str) -> list[str]:
    if vendor != "postgresql":
        return [
            f"CREATE TRIGGER conduct_{name} BEFORE {verb} ON {table} WHEN {when} BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
            for name, verb, table, when in GUARDS
        ]
    found = [f"CREATE FUNCTION conduct_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{WORDS}'; END $$"]  # fmt: skip
    for name, verb, table, when in GUARDS:
        row = "OLD" if verb == "DELETE" else "NEW"
        body = f"BEGIN IF {when} THEN RAISE EXCEPTION '{WORDS}'; END IF; RETURN {row}; END"
        found += [
            f"CREATE FUNCTION conduct_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",
            f"CREATE TRIGGER conduct_{name} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION conduct_{name}()",
        ]
    return found + [
        f"CREATE TRIGGER {table}_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION conduct_stays()"
        for table in TABLES
    ]
