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


@pytest.mark.parametrize("name", KEPT)
def test_older_database_migrates_and_every_sealed_row_opens(name: str, tmp_path: Path) -> None:
    """B71: all records decrypt, the ledger holds, nothing is lost; and what was there before can be searched."""
    home = tmp_path / "home"
    (home / "secrets").mkdir(mode=0o700, parents=True)
    (home / "uploads").mkdir(mode=0o700)
    for key, value in json.loads((FOLDER / f"{name}.keys.json").read_text(encoding="utf-8")).items():
        (home / "secrets" / key).write_bytes(bytes.fromhex(value))
        (home / "secrets" / key).chmod(0o600)
    with sqlite3.connect(home / "answerable.sqlite3") as database:
        database.executescript(gzip.decompress((FOLDER / f"{name}.sql.gz").read_bytes()).decode())
    asked = surroundings(home, ANSWERABLE_MODE="test")
    for words in (
        ["-m", "django", "migrate", "--skip-checks"],
        ["-m", "django", "migrate", "--check", "--skip-checks"],
    ):
        subprocess.run([sys.executable, *words], env=asked, check=True, capture_output=True)
    told = subprocess.run([sys.executable, "-c", ASK], env=asked, check=True, capture_output=True, text=True).stdout
    assert json.loads(told) == [[1, 0], [["women", "youth"]], "smtp://user:pass@mail.example", True, 3]


def test_migrations_are_linear() -> None:
    """One leaf an app, and each migration with one parent of its own app."""
    graph = MigrationLoader(None).graph
    for app in OURS:
        leaves = graph.leaf_nodes(app)
        assert len(leaves) <= 1, app
        for node in [one for one in graph.nodes if one[0] == app]:
            assert len([parent for parent in graph.node_map[node].parents if parent.key[0] == app]) <= 1, node
