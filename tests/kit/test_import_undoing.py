"""Undoing an import, and what is kept of one, on a toy kind."""

import datetime as dt
import json

import pytest
import time_machine
from django.conf import settings
from django.db import connection

from answerable.kit import clock, imports
from answerable.kit.imports import Fate, StepRefused, Totals
from answerable.kit.models import ImportChange, ImportFile, ImportOutcomes, ImportRun

from .shed import KEEPER, brought_in, rehearsed, tools

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


def test_undo_restores_what_was() -> None:
    brought_in("name\nhammer\nsaw\n")
    run = brought_in("name;was once called\nmallet;hammer\naxe;\nsaw;\n")
    assert tools() == ["axe", "mallet", "saw"]
    assert imports.undo(run, by=KEEPER) == imports.Undone(taken_back=2, kept=0)
    assert tools() == ["hammer", "saw"]
    assert ImportChange.objects.filter(run=run).count() == 0
    with pytest.raises(StepRefused, match="nothing_to_undo"):
        imports.undo(run, by=KEEPER)


def test_undo_keeps_and_names_what_was_changed_since() -> None:
    run = brought_in("name\naxe\nsaw\n")
    brought_in("name;was once called\nadze;axe\n")
    undone = imports.undo(run, by=KEEPER)
    assert (undone.taken_back, undone.kept, [row for row, _why in undone.why], list(undone.keys)) == (1, 1, [2], [2])
    assert tools() == ["adze"]
    kept = imports.outcomes(run, Fate.LEFT_OUT)
    assert [(one.row, one.problems[0].code) for one in kept] == [(2, "changed_since")]


def test_undo_ends() -> None:
    run = brought_in("name\naxe\n")
    with time_machine.travel(clock.now() + dt.timedelta(days=settings.IMPORT_UNDO_DAYS + 1)):
        assert imports.undo_ends_on(run) is None
        with pytest.raises(StepRefused, match="undo_too_late"):
            imports.undo(run, by=KEEPER)
    assert tools() == ["axe"]


def test_nothing_of_a_file_lies_in_clear() -> None:
    """B28: a word of the file stands in none of the importer's tables, nor anywhere its runs are shown as text."""
    run = rehearsed("name;since\nXYZZYSECRET;\nother;XYZZYSECRET\n")
    imports.bring_in(run, by=KEEPER)
    stored: list[object] = []
    with connection.cursor() as cursor:
        for model in (ImportRun, ImportFile, ImportOutcomes, ImportChange):
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")
            stored += [
                bytes(cell) if isinstance(cell, memoryview) else cell for row in cursor.fetchall() for cell in row
            ]
    assert [cell for cell in stored if b"XYZZY" in (cell if isinstance(cell, bytes) else str(cell).encode())] == []
    assert b"tools.csv" not in b"".join(cell if isinstance(cell, bytes) else str(cell).encode() for cell in stored)
    assert "XYZZY" not in json.dumps(
        [str(one) for one in (run, *run.pieces.all(), *run.outcomes.all(), *run.changes.all())]
    )
    assert run.begun_at.minute == run.begun_at.second == 0


def test_files_go_after_a_day_and_undo_data_after_a_week() -> None:
    never, done = rehearsed("name\nsaw\n"), brought_in("name\naxe\n")
    now = clock.now()
    assert imports.remove_old_files(now + dt.timedelta(hours=23)) == 0
    assert imports.remove_old_files(now + dt.timedelta(hours=26)) == 2
    assert (
        ImportFile.objects.count(),
        ImportOutcomes.objects.count(),
        ImportRun.objects.filter(pk=never.pk).count(),
    ) == (0, 0, 0)
    with pytest.raises(StepRefused, match="file_gone"):
        imports.matching(done)
    assert ImportChange.objects.count() == 1
    imports.remove_old_files(now + dt.timedelta(days=settings.IMPORT_UNDO_DAYS + 2))
    done.refresh_from_db()
    assert (ImportChange.objects.count(), imports.totals_of(done), imports.about(done).file_name) == (
        0,
        Totals(added=1),
        "",
    )
    imports.remove_old_files(now + dt.timedelta(days=400))
    assert ImportRun.objects.count() == 0


def test_undo_works_after_the_file_is_gone() -> None:
    run = brought_in("name\naxe\n")
    imports.remove_old_files(clock.now() + dt.timedelta(hours=26))
    assert imports.undo(run, by=KEEPER).taken_back == 1
