"""Upgrading keeps everything: each database kept from an earlier version migrates, and every sealed row opens."""

import gzip
import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.db.migrations.loader import MigrationLoader

from tests.running import surroundings

FOLDER = Path(__file__).parent
KEPT = sorted(path.name.removesuffix(".sql.gz") for path in FOLDER.glob("*.sql.gz"))
OURS = ("access", "alliance", "jobs", "kit", "ledger", "notices", "vault")
ASK = """
import django, json; django.setup()
from answerable import vault
from answerable.alliance.models import Organisation, SelfDeclaration
from answerable.alliance.queries.bodies import DECLARATION
from answerable.alliance.queries.profile import mail_settings
from answerable.ledger.verification import verify
said = [json.loads(vault.unseal(DECLARATION, bytes(one.sealed), bound_to=str(one.person.key))) for one in SelfDeclaration.objects.all()]
from answerable.access.actors import Actor
from answerable.kit import queue, search
from answerable.site.console.preparing import prepare
prepare(lambda words: None)
queue.run_ready()
organisations = search.kind_named("alliance.organisation")
found = [len(search.find(search.read(typed, ["en"]), organisations, Actor.nobody()).things) for typed in ("nile", "shelter")]
print(json.dumps([found, said, mail_settings()["address"], verify().ok, Organisation.objects.count()]))
"""


def test_there_is_a_database_to_upgrade() -> None:
    assert KEPT


def brought_back(name: str, tmp_path: Path) -> Path:
    """Returns the home of a kept database, with its keys."""
    home = tmp_path / "home"
    (home / "secrets").mkdir(mode=0o700, parents=True)
    (home / "uploads").mkdir(mode=0o700)
    for key, value in json.loads((FOLDER / f"{name}.keys.json").read_text(encoding="utf-8")).items():
        (home / "secrets" / key).write_bytes(bytes.fromhex(value))
        (home / "secrets" / key).chmod(0o600)
    with sqlite3.connect(home / "answerable.sqlite3") as database:
        database.executescript(gzip.decompress((FOLDER / f"{name}.sql.gz").read_bytes()).decode())
    return home


@pytest.mark.parametrize("name", KEPT)
def test_older_database_migrates_and_every_sealed_row_opens(name: str, tmp_path: Path) -> None:
    """B71: all records decrypt, the ledger holds, nothing is lost; and what was there before can be searched."""
    home = brought_back(name, tmp_path)
    asked = surroundings(home, ANSWERABLE_MODE="test")
    for words in (
        ["-m", "django", "migrate", "--skip-checks"],
        ["-m", "django", "migrate", "--check", "--skip-checks"],
    ):
        subprocess.run([sys.executable, *words], env=asked, check=True, capture_output=True)
    told = subprocess.run([sys.executable, "-c", ASK], env=asked, check=True, capture_output=True, text=True).stdout
    assert json.loads(told) == [[1, 0], [["women", "youth"]], "smtp://user:pass@mail.example", True, 3]


NOTES = """
import django, json; django.setup()
from answerable.alliance.queries import handovers
from answerable.alliance.models import OfficeTerm
notes = {term.pk: [one.text.note for one in handovers.notes_of(term)] for term in OfficeTerm.objects.all()}
print(json.dumps({pk: found[0] for pk, found in notes.items() if found}))
"""


@pytest.mark.parametrize("name", KEPT)
def test_notes_beside_offices_are_sealed_and_every_one_stays_readable(name: str, tmp_path: Path) -> None:
    """Plain before, sealed afterwards, nowhere in the file; and in plain words again where one goes back."""
    home = brought_back(name, tmp_path)
    asked = surroundings(home, ANSWERABLE_MODE="test")
    migrate = [sys.executable, "-m", "django", "migrate", "--skip-checks"]
    subprocess.run([*migrate, "alliance", "0011"], env=asked, check=True, capture_output=True)
    path = home / "answerable.sqlite3"
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA secure_delete=ON")
        notes = {
            pk: f"The kiln, no. {pk}: «sí»\nand a second line"
            for (pk,) in database.execute("SELECT id FROM alliance_officeterm")
        }
        database.executemany(
            "UPDATE alliance_officeterm SET handover = ? WHERE id = ?", [(said, pk) for pk, said in notes.items()]
        )
    subprocess.run(migrate, env=asked, check=True, capture_output=True)
    told = subprocess.run([sys.executable, "-c", NOTES], env=asked, check=True, capture_output=True, text=True).stdout
    assert notes
    assert {int(pk): said for pk, said in json.loads(told).items()} == notes
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"The kiln" not in path.read_bytes()  # neither in a row nor in what was freed
    subprocess.run([*migrate, "alliance", "0012"], env=asked, check=True, capture_output=True)
    with sqlite3.connect(path) as database:
        assert dict(database.execute("SELECT id, handover FROM alliance_officeterm")) == notes


def test_migrations_are_linear() -> None:
    """One leaf an app, and each migration with one parent of its own app."""
    graph = MigrationLoader(None).graph
    for app in OURS:
        leaves = graph.leaf_nodes(app)
        assert len(leaves) <= 1, app
        for node in [one for one in graph.nodes if one[0] == app]:
            assert len([parent for parent in graph.node_map[node].parents if parent.key[0] == app]) <= 1, node
