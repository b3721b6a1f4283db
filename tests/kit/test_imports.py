"""The importer, on a toy kind."""

import csv
import datetime as dt
import io
import json
import os
import time
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.utils.translation import override

from answerable.kit import clock, imports
from answerable.kit.imports import Decision, Fate, How, StepRefused, Totals, Verdict
from answerable.kit.imports import words as import_words
from answerable.kit.models import ImportChange, ImportFile, ImportOutcomes, ImportRun
from answerable.kit.partial_dates import Order
from answerable.kit.sheets import SheetUnreadable, read, write_xlsx

from . import shed
from .shed import LOG, TOOLS, Keeper, tools

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
KEEPER = Keeper()


@pytest.fixture(autouse=True)
def _empty_log() -> None:
    LOG.entries.clear()


def begun(text: str, *, scope: str = "") -> ImportRun:
    return imports.begin(TOOLS, by=KEEPER, file_name="tools.csv", data=text.encode(), scope=scope)


def rehearsed(text: str) -> ImportRun:
    run = begun(text)
    imports.rehearse(run, by=KEEPER)
    return run


def brought_in(text: str) -> ImportRun:
    run = rehearsed(text)
    imports.bring_in(run, by=KEEPER)
    return run


def fates(run: ImportRun) -> dict[int, str]:
    return dict(sorted((one.row, str(fate)) for fate in Fate for page in range(1, imports.page_count(run, fate) + 1) for one in imports.outcomes(run, fate, page=page)))


def test_rehearsal_changes_nothing_and_names_every_row() -> None:
    brought_in("name\nhammer\n")
    run = begun("name;since\nhammer;\nsaw;2021\nhamer;\n;2020\naxe;31/02/2021\nboom;\nunplannable;\n")
    rehearsal = imports.rehearse(run, by=KEEPER)
    assert rehearsal.totals == Totals(added=1, unchanged=1, maybe_same=1, left_out=4)
    assert fates(run) == {2: "unchanged", 3: "added", 4: "maybe_same", 5: "left_out", 6: "left_out", 7: "left_out", 8: "left_out"}
    problem = imports.outcomes(run, Fate.LEFT_OUT)[1].problems[0]
    assert (problem.code, problem.column, problem.cell, problem.would_be_right) == ("day_impossible", "bought", "31/02/2021", "2021-02-28")
    assert imports.explain(TOOLS, problem) == "February 2021 has 28 days. Write the date as 2021-02-28, or only the year, 2021."
    assert tools() == ["hammer"]


def test_bad_rows_never_stop_good_ones() -> None:
    run = rehearsed("name\naxe\nforbidden\n\nbroken\nsaw\n")
    assert imports.bring_in(run, by=KEEPER) == Totals(added=2, left_out=2)
    assert tools() == ["axe", "saw"]
    refused, failed = imports.outcomes(run, Fate.LEFT_OUT)
    assert (refused.row, refused.problems[0].code, refused.problems[0].column, refused.problems[0].facts) == (3, "not_in_this_shed", "name", {"shelf": 3})
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
    assert imports.undo(run, by=KEEPER) == imports.Undone(taken_back=1, kept=1)
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


def test_decisions_hold_over_a_new_rehearsal() -> None:
    brought_in("name\nscrewdriver\nwheelbarrow\n")
    run = rehearsed("name;since\nscrew driver;\nwheelbarow;\nwheel barrow;\naxe;03/04/2021\n")
    key = imports.outcomes(run, Fate.MAYBE_SAME)[0].candidates[0].key
    assert imports.rehearsal_of(run).totals == Totals(maybe_same=3, left_out=1)
    imports.decide(run, row=2, decision=Decision(Verdict.SAME, key))
    imports.decide(run, row=3, decision=Decision(Verdict.ANOTHER))
    assert imports.rehearsal_of(run).totals == Totals(added=1, changed=1, maybe_same=1, left_out=1)
    imports.say_date_order(run, Order.DAY_FIRST)
    assert imports.rehearse(run, by=KEEPER).totals == Totals(added=2, changed=1, maybe_same=1)
    assert imports.bring_in(run, by=KEEPER) == Totals(added=2, changed=1, maybe_same=1)
    assert tools() == ["axe", "screw driver", "wheelbarow", "wheelbarrow"]


def test_decisions_can_be_taken_back_and_must_fit() -> None:
    brought_in("name\nscrewdriver\n")
    run = rehearsed("name\nscrew driver\naxe\n")
    for row, decision in ((2, Decision(Verdict.SAME, "other")), (3, Decision(Verdict.ANOTHER))):
        with pytest.raises(StepRefused, match="decision_unknown"):
            imports.decide(run, row=row, decision=decision)
    with pytest.raises(StepRefused, match="row_unknown"):
        imports.decide(run, row=99, decision=Decision(Verdict.LEAVE_OUT))
    imports.decide(run, row=3, decision=Decision(Verdict.LEAVE_OUT))
    assert imports.rehearsal_of(run).totals == Totals(maybe_same=1, left_out=1)
    imports.decide(run, row=3, decision=None)
    assert imports.decision_for(run, 3) is None
    assert imports.rehearsal_of(run).totals == Totals(added=1, maybe_same=1)


def test_a_decision_whose_candidate_is_gone_asks_again() -> None:
    first = brought_in("name\nscrewdriver\n")
    run = rehearsed("name\nscrew driver\n")
    key = imports.outcomes(run, Fate.MAYBE_SAME)[0].candidates[0].key
    imports.decide(run, row=2, decision=Decision(Verdict.SAME, key))
    imports.undo(first, by=KEEPER)
    assert imports.rehearse(run, by=KEEPER).totals == Totals(added=1)


def test_answers_hold_for_the_same_file_brought_in_again() -> None:
    text = "label;since\naxe;03/04/2021\n"
    run = begun(text)
    imports.set_matching(run, {0: "name", 1: "bought"})
    imports.say_date_order(run, Order.MONTH_FIRST)
    imports.rehearse(run, by=KEEPER)
    imports.bring_in(run, by=KEEPER)
    again = begun(text)
    assert imports.rehearse(again, by=KEEPER).totals == Totals(unchanged=1)
    assert imports.matching(begun(text, scope="elsewhere")).missing == (TOOLS.columns[0],)


def test_ambiguous_dates_are_asked_about_and_not_guessed() -> None:
    run = begun("name;since\naxe;03/04/2021\nsaw;28/02/2021\n")
    rehearsal = imports.rehearse(run, by=KEEPER)
    assert rehearsal.totals == Totals(added=1, left_out=1)
    assert rehearsal.dates == imports.DateQuestion(ambiguous=1, day_first=1, month_first=0, answer=None)
    assert rehearsal.dates.likely == Order.DAY_FIRST
    imports.say_date_order(run, Order.DAY_FIRST)
    answered = imports.rehearse(run, by=KEEPER)
    assert answered.totals == Totals(added=2)
    assert answered.dates is not None
    assert answered.dates.answer == Order.DAY_FIRST


def test_rows_that_are_there_twice_are_left_out_by_name_of_the_first() -> None:
    run = rehearsed("name;no\naxe;1\nsaw;2\naxe;1\nadze;2\nfile;\nrasp;\n")
    told = [(one.row, one.problems[0].code, one.problems[0].facts) for one in imports.outcomes(run, Fate.LEFT_OUT)]
    assert told == [(4, "row_repeated", {"row": 2}), (5, "identity_twice", {"row": 3})]


@pytest.mark.parametrize("heading", ["Tool", "HERRAMIENTA", "الاداه", "Name of the tool", "name"])
def test_columns_match_by_heading_in_any_language(heading: str) -> None:
    shown = imports.matching(begun(f"País;{heading};colour\nfr;axe;red\n"))
    assert [(one.heading, one.column, one.how) for one in shown.columns] == [
        ("País", "country", How.MATCHED), (heading, "name", How.MATCHED), ("colour", "", How.UNKNOWN),
    ]  # fmt: skip
    assert (shown.rows, shown.heading_row, shown.is_complete) == (1, 1, True)
    assert shown.columns[1].samples == ("axe",)


def test_columns_match_below_a_title_and_despite_a_slip() -> None:
    shown = imports.matching(begun("Our tools 2026\n\nname;contry;tool\naxe;fr;x\n"))
    assert (shown.heading_row, shown.rows) == (3, 1)
    assert [(one.column, one.how) for one in shown.columns] == [("name", How.MATCHED), ("country", How.MATCHED), ("", How.AMBIGUOUS)]
    assert shown.columns[2].could_be == ("name",)


def test_a_file_without_headings_can_be_matched_by_hand() -> None:
    run = begun("axe;France\nsaw;Kenya\n")
    shown = imports.matching(run)
    assert (shown.heading_row, shown.rows, [one.code for one in shown.missing]) == (0, 2, ["name"])
    with pytest.raises(StepRefused, match="columns_missing"):
        imports.rehearse(run, by=KEEPER)
    imports.set_matching(run, {0: "name", 1: "country"})
    assert imports.rehearse(run, by=KEEPER).totals == Totals(added=2)
    imports.set_matching(run, {0: "name", 1: ""}, heading_row=1)
    assert [one.how for one in imports.matching(run).columns] == [How.CHOSEN, How.IGNORED]
    assert imports.rehearse(run, by=KEEPER).totals == Totals(added=1)


def test_a_matching_must_make_sense() -> None:
    run = begun("a;b\naxe;saw\n")
    with pytest.raises(StepRefused, match="column_twice"):
        imports.set_matching(run, {0: "name", 1: "name"})
    with pytest.raises(StepRefused, match="column_unknown"):
        imports.set_matching(run, {0: "nonsense"})


@pytest.mark.parametrize("text", ["", "name;country\n", "\n\n;;\n"])
def test_files_without_rows_are_refused_at_once(text: str) -> None:
    with pytest.raises(SheetUnreadable):
        begun(text)
    assert ImportRun.objects.count() == 0


def test_workbooks_come_in_as_well() -> None:
    data = b"".join(write_xlsx(["tool", "since"], [["=axe", "2021"]], sheet_name="Shed"))
    run = imports.begin(TOOLS, by=KEEPER, file_name="C:\\files\\tools.xlsx", data=data)
    assert imports.about(run).file_name == "tools.xlsx"
    assert imports.about(run).sheet_name == "Shed"
    imports.rehearse(run, by=KEEPER)
    imports.bring_in(run, by=KEEPER)
    assert tools() == ["=axe"]


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
    assert {code: bool(import_words.explain_step(StepRefused(code, rows=1, days=7))) for code in import_words.STEPS} == dict.fromkeys(import_words.STEPS, True)


def test_a_broken_off_import_goes_on_where_it_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    run = rehearsed("name\n" + "".join(f"tool {number * 7919}\n" for number in range(250)))
    told: list[int] = []

    def break_off(count: int, of: int) -> None:
        told.append(count)
        if count == 200:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        imports.bring_in(run, by=KEEPER, progress=break_off)
    half = ImportRun.objects.get(pk=run.pk)
    assert (half.state, len(tools()), told) == ("bringing_in", 200, [100, 200])
    assert imports.bring_in(half, by=KEEPER) == Totals(added=250)
    assert len(fates(half)) == 250
    assert imports.page_count(half, Fate.ADDED) == 5
    assert imports.undo(half, by=KEEPER).taken_back == 250
    assert tools() == []


def test_two_at_once_do_not_bring_in_twice() -> None:
    run = rehearsed("name\n" + "".join(f"tool {number * 7919}\n" for number in range(150)))

    def overtake(count: int, of: int) -> None:
        if count == 100:
            imports.bring_in(ImportRun.objects.get(pk=run.pk), by=KEEPER)

    with pytest.raises(StepRefused, match="at_work_elsewhere"):
        imports.bring_in(run, by=KEEPER, progress=overtake)
    assert len(tools()) == 150
    assert LOG.entries == ["brought in 150 by keeper"]


def test_rows_left_out_can_be_taken_away_mended_and_brought_in() -> None:
    run = rehearsed('colour;name;since\nred;"=axe";soon\nred;saw;2021\nblue;;2020\ngrey;file;03/04/2021\n')
    data = b"".join(imports.left_out_csv(run))
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows[0] == ["colour", "name", "since", "Row in the file", "What is wrong"]
    assert [row[:4] for row in rows[1:]] == [["red", "'=axe", "soon", "2"], ["blue", "", "2020", "4"], ["grey", "file", "03/04/2021", "5"]]
    assert rows[2][4] == "This must not be empty."
    again = imports.begin(TOOLS, by=KEEPER, file_name="again.csv", data=data.replace(b"soon", b"2020"))
    assert imports.rehearse(again, by=KEEPER).totals == Totals(added=1, left_out=2)
    assert imports.outcomes(again, Fate.ADDED)[0].title == "=axe"


def test_nothing_of_a_file_lies_in_clear() -> None:
    """B28: a word of the file stands in none of the importer's tables, nor anywhere its runs are shown as text."""
    run = rehearsed("name;since\nXYZZYSECRET;\nother;XYZZYSECRET\n")
    imports.bring_in(run, by=KEEPER)
    stored: list[object] = []
    with connection.cursor() as cursor:
        for model in (ImportRun, ImportFile, ImportOutcomes, ImportChange):
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")  # noqa: S608 - our own table names
            stored += [bytes(cell) if isinstance(cell, memoryview) else cell for row in cursor.fetchall() for cell in row]
    assert [cell for cell in stored if b"XYZZY" in (cell if isinstance(cell, bytes) else str(cell).encode())] == []
    assert b"tools.csv" not in b"".join(cell if isinstance(cell, bytes) else str(cell).encode() for cell in stored)
    assert "XYZZY" not in json.dumps([str(one) for one in (run, *run.pieces.all(), *run.outcomes.all(), *run.changes.all())])
    assert run.begun_at.minute == run.begun_at.second == 0


def test_faults_are_logged_without_words(caplog: pytest.LogCaptureFixture) -> None:
    brought_in("name\nbroken\nboom\nunplannable\n")
    messages = {record.getMessage() for record in caplog.records}
    assert messages == {"A cell could not be read.", "A row could not be planned.", "A row of an import failed."}


def test_files_go_after_a_day_and_undo_data_after_a_week() -> None:
    never, done = rehearsed("name\nsaw\n"), brought_in("name\naxe\n")
    now = clock.now()
    assert imports.remove_old_files(now + dt.timedelta(hours=23)) == 0
    assert imports.remove_old_files(now + dt.timedelta(hours=26)) == 2
    assert (ImportFile.objects.count(), ImportOutcomes.objects.count(), ImportRun.objects.filter(pk=never.pk).count()) == (0, 0, 0)
    with pytest.raises(StepRefused, match="file_gone"):
        imports.matching(done)
    assert ImportChange.objects.count() == 1
    imports.remove_old_files(now + dt.timedelta(days=settings.IMPORT_UNDO_DAYS + 2))
    done.refresh_from_db()
    assert (ImportChange.objects.count(), imports.totals_of(done), imports.about(done).file_name) == (0, Totals(added=1), "")
    imports.remove_old_files(now + dt.timedelta(days=400))
    assert ImportRun.objects.count() == 0


def test_undo_works_after_the_file_is_gone() -> None:
    run = brought_in("name\naxe\n")
    imports.remove_old_files(clock.now() + dt.timedelta(hours=26))
    assert imports.undo(run, by=KEEPER).taken_back == 1


def test_words_exist_for_every_problem_and_follow_the_language() -> None:
    run = rehearsed("name;country;was once called\naxe;Congo;\nsaw;Tanzannia;\nfile;;nothing\n" + "x" * 41 + ";;\n")
    told = [imports.explain(TOOLS, one.problems[0]) for one in imports.outcomes(run, Fate.LEFT_OUT)]
    assert told == [
        "This may be one of several countries: DR Congo, Congo (Brazzaville). Write one of these.",
        "We know no country of that name. Did you mean “Tanzania”?",
        "No tool has that name.",
        "This is longer than 40 letters. Shorten it.",
    ]
    with override("es"):
        imports.rehearse(run, by=KEEPER)
    assert imports.outcomes(run, Fate.LEFT_OUT)[1].problems[0].suggestion == "Tanzania"


def test_read_refuses_unknown_sheets() -> None:
    data = b"".join(write_xlsx(["tool"], [["axe"]], sheet_name="Shed"))
    assert read(data, sheet_name="Shed").headings == ("tool",)
    with pytest.raises(SheetUnreadable, match="sheet_unknown"):
        imports.begin(TOOLS, by=KEEPER, file_name="x.xlsx", data=data, sheet_name="Attic")
    assert shed.SHELF == "shed"


def resident() -> int:
    """Megabytes this process holds now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1024**2


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="not run: memory is measured on Linux")
def test_memory_stays_bounded_for_seventy_thousand_rows() -> None:
    text = "name;no;since;country;more\n" + "".join(f"unlike {number * 7919 % 999983};{number};2021;Kenya;{'x' * 90}\n" for number in range(70_000))
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
