"""The directory, in and out by command."""

import json
import stat
import subprocess
import sys
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest

from answerable.alliance.models import Organisation
from answerable.kit.models import ImportRun
from tests.running import surroundings

from .conftest import Typed

# Invented, in the shape lists really have: Windows-1252, semicolons, a line repeated, a country missing, another unknown.
MESSY = (
    "Nom de l’organisation;Pays;Site\r\n"
    "Cercle Étoile;Sénégal;https://etoile.example.org\r\n"
    "Cercle Étoile;Sénégal;https://etoile.example.org\r\n"
    "Maison Bleue;;\r\n"
    "Pont Neuf;Atlantide;\r\n"
).encode("cp1252")


@pytest.fixture
def messy(tmp_path: Path, alliance: None) -> Path:
    (tmp_path / "members.csv").write_bytes(MESSY)
    return tmp_path / "members.csv"


def names() -> list[str]:
    return sorted(Organisation.objects.values_list("name", flat=True))


def test_every_row_is_accounted_for(typed: Typed, messy: Path) -> None:
    said = json.loads(typed("import", "directory", messy, "--yes", "--json").out)
    assert [(row["row"], row["fate"]) for row in said["rows"]] == [
        (2, "added"), (3, "left_out"), (4, "added"), (5, "left_out"),
    ]  # fmt: skip
    assert said["totals"] == {"rows": 4, "added": 2, "changed": 0, "unchanged": 0, "maybe_same": 0, "left_out": 2}
    assert names() == ["Cercle Étoile", "Maison Bleue"]


def test_rows_left_out_are_told_with_what_would_be_right(typed: Typed, messy: Path) -> None:
    said = typed("import", "directory", messy, "--yes")
    assert ("row 3" in said.err, "“Atlantide”" in said.err, "4 rows: 2 added" in said.out) == (True, True, True)


def test_second_import_changes_nothing(typed: Typed, messy: Path) -> None:
    typed("import", "directory", messy, "--yes")
    said = typed("import", "directory", messy, "--yes")
    assert (said.code, said.out, ImportRun.objects.count()) == (0, "Nothing was changed.\n", 1)


def test_dry_run_changes_nothing_and_keeps_nothing(typed: Typed, messy: Path) -> None:
    said = json.loads(typed("import", "directory", messy, "--dry-run", "--json").out)
    assert (said["totals"]["added"], names(), ImportRun.objects.count()) == (2, [], 0)


def test_all_or_nothing_stops_at_one_bad_row(typed: Typed, messy: Path) -> None:
    said = typed("import", "directory", messy, "--yes", "--all-or-nothing")
    assert (said.code, said.out, names()) == (1, "", [])


def test_nobody_there_to_say_yes_changes_nothing(typed: Typed, messy: Path) -> None:
    assert (typed("import", "directory", messy).code, names()) == (2, [])


def test_column_can_be_named_by_hand(typed: Typed, tmp_path: Path, alliance: None) -> None:
    (tmp_path / "list.csv").write_text("Mitglied,Land\nBlaues Haus,DE\n")
    refused = typed("import", "directory", tmp_path / "list.csv", "--yes")
    named = typed("import", "directory", tmp_path / "list.csv", "--yes", "--map", "Mitglied=name")
    assert (refused.code, "--map" in refused.err, named.code, names()) == (1, True, 0, ["Blaues Haus"])


def test_column_can_be_named_by_the_word_that_lists_head_it_with(typed: Typed, tmp_path: Path, alliance: None) -> None:
    (tmp_path / "list.csv").write_text("Nom,Réseau,Remarques\nMaison Bleue,Sénégal,à revoir\n")
    said = typed("import", "directory", tmp_path / "list.csv", "--yes", "--map", "Réseau=pays")
    assert (said.code, Organisation.objects.get().country) == (0, "SN")
    assert "Columns left aside: Remarques" in said.err


def test_column_that_there_is_not_is_answered_with_those_there_are(typed: Typed, messy: Path) -> None:
    said = typed("import", "directory", messy, "--yes", "--map", "Pays=planet", "--lang", "fr")
    assert (said.code, "  country: Pays" in said.err, "  networks: Réseaux" in said.err) == (2, True, True)


def test_value_that_would_be_right_is_said_in_a_sentence(typed: Typed, tmp_path: Path, alliance: None) -> None:
    (tmp_path / "list.csv").write_text("Name,Founded,Type\nBlue House,2020-13,\nRed House,,zzz\n")
    said = typed("import", "directory", tmp_path / "list.csv", "--yes").err
    assert "or only the year, 2021. Did you mean “2020”?\n" in said
    assert "We know no such kind of organisation. For example: " in said


def test_heading_that_is_not_there_is_wrong_usage(typed: Typed, messy: Path) -> None:
    said = typed("import", "directory", messy, "--yes", "--map", "Mitglied=name")
    assert (said.code, "Pays" in said.err) == (2, True)


@pytest.fixture
def unclear(tmp_path: Path, alliance: None) -> Path:
    """Two rows: the date of one may be read in two ways."""
    (tmp_path / "list.csv").write_text("Name,Country,Founded\nBlue House,KE,03/04/2020\nRed House,KE,2019\n")
    return tmp_path / "list.csv"


def test_row_with_an_ambiguous_date_stays_out_alone(typed: Typed, unclear: Path) -> None:
    said = typed("import", "directory", unclear, "--yes")
    assert (said.code, "1 date may be read" in said.err, "--day-first" in said.err) == (0, True, True)
    assert names() == ["Red House"]


def test_order_of_dates_can_be_said_beforehand(typed: Typed, unclear: Path) -> None:
    typed("import", "directory", unclear, "--yes", "--day-first")
    assert Organisation.objects.get(name="Blue House").since == "2020-04-03"


@pytest.mark.parametrize(("answer", "since"), [("day", "2020-04-03"), ("m", "2020-03-04")])
def test_order_of_dates_is_asked_once(
    typed: Typed, unclear: Path, monkeypatch: pytest.MonkeyPatch, answer: str, since: str
) -> None:
    terminal = StringIO(f"{answer}\nyes\n")
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", terminal)
    said = typed("import", "directory", unclear)
    assert (said.code, Organisation.objects.get(name="Blue House").since) == (0, since)


def test_dry_run_with_an_ambiguous_date_prints_data_and_keeps_nothing(typed: Typed, unclear: Path) -> None:
    said = typed("import", "directory", unclear, "--dry-run", "--json")
    assert (said.code, json.loads(said.out)["totals"]["left_out"], ImportRun.objects.count()) == (0, 1, 0)


def test_import_that_is_not_brought_in_keeps_nothing(typed: Typed, unclear: Path) -> None:
    typed("import", "directory", unclear)
    typed("import", "directory", unclear, "--yes", "--all-or-nothing")
    assert (names(), ImportRun.objects.count()) == ([], 0)


def test_rows_left_out_are_told_in_the_words_of_the_file_and_of_the_reader(
    typed: Typed, tmp_path: Path, alliance: None
) -> None:
    (tmp_path / "list.csv").write_text("Name,Tipo,Founded\nBlue House,zzz,1999-13\n")
    said = typed("import", "directory", tmp_path / "list.csv", "--yes", "--lang", "es").err
    assert ("fila 2, Tipo" in said, "fila 2, Founded" in said) == (True, True)
    assert ("womens_rights" in said, "Organización de derechos de las mujeres" in said) == (False, True)


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", b"\x00" * 5000])
def test_file_that_is_no_table_is_refused_in_words(typed: Typed, tmp_path: Path, alliance: None, data: bytes) -> None:
    (tmp_path / "list.csv").write_bytes(data)
    said = typed("import", "directory", tmp_path / "list.csv", "--yes")
    assert (said.code, said.out, "Traceback" in said.err, "broken" in said.err) == (1, "", False, False)


def test_file_or_network_that_is_not_there_is_wrong_usage(typed: Typed, messy: Path) -> None:
    assert [
        typed("import", "directory", "/nowhere.csv", "--yes").code,
        typed("import", "directory", messy, "--network", "atlantis", "--yes").code,
    ] == [2, 2]


def test_import_is_taken_back_whole(typed: Typed, messy: Path) -> None:
    key = json.loads(typed("import", "directory", messy, "--yes", "--json").out)["import"]
    listed = json.loads(typed("import", "list", "--json").out)
    said = typed("import", "undo", key, "--yes")
    assert ([one["import"] for one in listed], said.code, names()) == ([key], 0, [])


def test_every_kind_of_import_is_known_to_a_new_process(tmp_path: Path) -> None:
    """Taking one back by command, or a job that goes on, begins in a process that has brought in nothing yet."""
    asked = "import django; django.setup(); from answerable.kit.imports import kinds; print(*sorted(kinds._declared))"
    around = surroundings(tmp_path)
    said = subprocess.run([sys.executable, "-c", asked], env=around, capture_output=True, text=True, check=True)
    lists = ["alliance.directory", "alliance.services", "commitments.plan", "conduct.signatures", "standards.evidence"]
    assert said.stdout.split() == lists


def test_taking_back_is_rehearsed_and_names_what_stays(typed: Typed, messy: Path) -> None:
    key = json.loads(typed("import", "directory", messy, "--yes", "--json").out)["import"]
    Organisation.objects.filter(name="Maison Bleue").update(city="Thiès")
    rehearsed = typed("import", "undo", key, "--dry-run")
    assert (rehearsed.code, names()) == (0, ["Cercle Étoile", "Maison Bleue"])
    assert "row 4, Maison Bleue: This was changed after the import" in rehearsed.err
    assert "1 rows would be taken back, 1 would stay" in rehearsed.err
    said = typed("import", "undo", key, "--yes")
    assert (said.code, names(), "row 4, Maison Bleue" in said.err) == (0, ["Maison Bleue"], True)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_export_brought_in_again_changes_nothing(typed: Typed, messy: Path, suffix: str) -> None:
    typed("import", "directory", messy, "--yes")
    file = messy.with_suffix(f".out{suffix}")
    typed("export", "directory", file)
    said = json.loads(typed("import", "directory", file, "--yes", "--json").out)
    assert (said["totals"]["unchanged"], said["totals"]["rows"]) == (2, 2)


def test_export_is_readable_by_its_owner_alone(typed: Typed, messy: Path) -> None:
    """B70: what holds names is nobody else's to read."""
    typed("export", "directory", messy.with_name("out.csv"))
    assert stat.S_IMODE(messy.with_name("out.csv").stat().st_mode) == 0o600


def test_export_never_writes_over_a_file_unasked(typed: Typed, messy: Path) -> None:
    assert (typed("export", "directory", messy).code, messy.read_bytes(), typed("export", "directory", messy, "--yes").code) == (
        1, MESSY, 0,
    )  # fmt: skip


def test_standard_input_is_read(typed: Typed, alliance: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(MESSY)))
    assert (typed("import", "directory", "-", "--yes").code, names()) == (0, ["Cercle Étoile", "Maison Bleue"])
