"""Choosing a file and matching its columns, on a toy kind."""

import pytest

from answerable.kit import imports
from answerable.kit.imports import How, StepRefused, Totals
from answerable.kit.models import ImportRun
from answerable.kit.sheets import SheetUnreadable, read, write_xlsx

from .shed import KEEPER, TOOLS, begun, tools

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


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
    assert [(one.column, one.how) for one in shown.columns] == [
        ("name", How.MATCHED),
        ("country", How.MATCHED),
        ("", How.AMBIGUOUS),
    ]
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


def test_read_refuses_unknown_sheets() -> None:
    data = b"".join(write_xlsx(["tool"], [["axe"]], sheet_name="Shed"))
    assert read(data, sheet_name="Shed").headings == ("tool",)
    with pytest.raises(SheetUnreadable, match="sheet_unknown"):
        imports.begin(TOOLS, by=KEEPER, file_name="x.xlsx", data=data, sheet_name="Attic")
