"""Rehearsing and bringing in, on a toy kind."""

import os
import time
from pathlib import Path

import pytest

from answerable.kit import imports
from answerable.kit.imports import Decision, Fate, StepRefused, Totals, Verdict
from answerable.kit.imports import words as import_words
from answerable.kit.models import ImportRun

from .shed import KEEPER, LOG, TOOLS, begun, brought_in, fates, rehearsed, tools

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


@pytest.fixture(autouse=True)
def _empty_log() -> None:
    LOG.entries.clear()


def test_rehearsal_changes_nothing_and_names_every_row() -> None:
    brought_in("name\nhammer\n")
    run = begun("name;since\nhammer;\nsaw;2021\nhamer;\n;2020\naxe;31/02/2021\nboom;\nunplannable;\n")
    rehearsal = imports.rehearse(run, by=KEEPER)
    assert rehearsal.totals == Totals(added=1, unchanged=1, maybe_same=1, left_out=4)
    assert fates(run) == {
        2: "unchanged",
        3: "added",
        4: "maybe_same",
        5: "left_out",
        6: "left_out",
        7: "left_out",
        8: "left_out",
    }
    problem = imports.outcomes(run, Fate.LEFT_OUT)[1].problems[0]
    assert (problem.code, problem.column, problem.cell, problem.would_be_right) == (
        "day_impossible",
        "bought",
        "31/02/2021",
        "2021-02-28",
    )
    assert (
        imports.explain(TOOLS, problem)
        == "February 2021 has 28 days. Write the date as 2021-02-28, or only the year, 2021."
    )
    assert tools() == ["hammer"]


def test_bad_rows_never_stop_good_ones() -> None:
    run = rehearsed("name\naxe\nforbidden\n\nbroken\nsaw\n")
    assert imports.bring_in(run, by=KEEPER) == Totals(added=2, left_out=2)
    assert tools() == ["axe", "saw"]
    refused, failed = imports.outcomes(run, Fate.LEFT_OUT)
    assert (refused.row, refused.problems[0].code, refused.problems[0].column, refused.problems[0].facts) == (
        3,
        "not_in_this_shed",
        "name",
        {"shelf": 3},
    )
    assert (failed.row, failed.problems[0].code) == (5, "fault")
    assert LOG.entries == ["brought in 2 by keeper"]


def test_all_or_nothing_brings_in_all_or_nothing() -> None:
    bad_when_applied = rehearsed("name\naxe\nforbidden\n")
    with pytest.raises(StepRefused, match="rows_are_bad"):
        imports.bring_in_all_or_nothing(bad_when_applied, by=KEEPER)
    bad_before = rehearsed("name;since\naxe;\nsaw;soon\n")
    with pytest.raises(StepRefused, match="rows_are_bad"):
        imports.bring_in_all_or_nothing(bad_before, by=KEEPER)
    assert (tools(), bad_when_applied.state) == ([], "rehearsed")
    imports.decide(bad_before, row=3, decision=Decision(Verdict.LEAVE_OUT))
    good = rehearsed("name\naxe\nsaw\n")
    assert imports.bring_in_all_or_nothing(good, by=KEEPER) == Totals(added=2)
    assert tools() == ["axe", "saw"]
    assert LOG.entries == ["brought in 2 by keeper"]


def test_the_same_file_again_changes_nothing() -> None:
    text = "name;no\naxe;1\nsaw;2\n"
    brought_in(text)
    again = brought_in(text)
    assert imports.totals_of(again) == Totals(unchanged=2)
    assert tools() == ["axe", "saw"]


def test_steps_out_of_turn_are_refused() -> None:
    run = begun("name\naxe\n")
    with pytest.raises(StepRefused, match="not_rehearsed"):
        imports.bring_in(run, by=KEEPER)
    with pytest.raises(StepRefused, match="nothing_to_undo"):
        imports.undo(run, by=KEEPER)
    imports.rehearse(run, by=KEEPER)
    imports.bring_in(run, by=KEEPER)
    steps = (
        lambda: imports.bring_in(run, by=KEEPER),
        lambda: imports.rehearse(run, by=KEEPER),
        lambda: imports.set_matching(run, {0: "name"}),
        lambda: imports.decide(run, row=2, decision=Decision(Verdict.LEAVE_OUT)),
    )
    for step in steps:
        with pytest.raises(StepRefused, match="brought_in_already"):
            step()
    assert {
        code: bool(import_words.explain_step(StepRefused(code, rows=1, days=7))) for code in import_words.STEPS
    } == dict.fromkeys(import_words.STEPS, True)


def test_a_broken_off_import_goes_on_where_it_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    run = rehearsed("name\n" + "".join(f"tool {number * 7919}\n" for number in range(450)))
    told: list[int] = []

    def break_off(count: int, of: int) -> None:
        told.append(count)
        if count == 400:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        imports.bring_in(run, by=KEEPER, progress=break_off)
    half = ImportRun.objects.get(pk=run.pk)
    assert (half.state, len(tools()), told) == ("bringing_in", 400, [200, 400])
    assert imports.bring_in(half, by=KEEPER) == Totals(added=450)
    assert len(fates(half)) == 450
    assert imports.page_count(half, Fate.ADDED) == 9
    assert imports.undo(half, by=KEEPER).taken_back == 450
    assert tools() == []


def test_two_at_once_do_not_bring_in_twice() -> None:
    run = rehearsed("name\n" + "".join(f"tool {number * 7919}\n" for number in range(250)))

    def overtake(count: int, of: int) -> None:
        if count == 200:
            imports.bring_in(ImportRun.objects.get(pk=run.pk), by=KEEPER)

    with pytest.raises(StepRefused, match="at_work_elsewhere"):
        imports.bring_in(run, by=KEEPER, progress=overtake)
    assert len(tools()) == 250
    assert LOG.entries == ["brought in 250 by keeper"]


def test_faults_are_logged_without_words(caplog: pytest.LogCaptureFixture) -> None:
    brought_in("name\nbroken\nboom\nunplannable\n")
    messages = {record.getMessage() for record in caplog.records}
    assert messages == {"A cell could not be read.", "A row could not be planned.", "A row of an import failed."}


def resident() -> int:
    """Megabytes this process holds now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1024**2


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="not run: memory is measured on Linux")
def test_memory_stays_bounded_for_seventy_thousand_rows() -> None:
    text = "name;no;since;country;more\n" + "".join(
        f"unlike {number * 7919 % 999983};{number};2021;Kenya;{'x' * 90}\n" for number in range(70_000)
    )
    run = begun(text)
    del text
    before, most = resident(), 0

    def watch(count: int, of: int) -> None:
        nonlocal most
        most = max(most, resident() - before)

    started = time.monotonic()
    assert imports.rehearse(run, by=KEEPER, progress=watch).totals == Totals(added=70_000)
    assert time.monotonic() - started < 120
    assert most < 100
    assert imports.outcomes(run, Fate.ADDED, page=1400)[-1].row == 70_001
