"""Spreadsheets in and out."""

import csv
import datetime as dt
import io
import random
import zipfile
from contextlib import suppress

import openpyxl
import pytest
from django.utils.translation import gettext
from hypothesis import example, given, settings
from hypothesis import strategies as st

from answerable.kit.sheets import Limits, SheetUnreadable, explain, read, write_csv, write_xlsx
from answerable.kit.sheets.problems import WORDS

NASTY = [
    "=1+1", "+254 700", "-", "@home", "\tx", "\rx", "'=x", "''=x", "'s-Gravenhage", " =x", "＝x", "a;b", "a,b", 'say "no"', '"', "'",
    "line\nbreak", "line\r\nbreak", "_x000D_", "_x0041_x", "x005F_", "007", "1e5", "TRUE", "sep=;", "#N/A", "نساء", "\u200fx", "😀", "\x07",
]  # fmt: skip
cells = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufffe\uffff"), max_size=12),
)
LIMITS = Limits()
tables = st.lists(st.lists(cells, min_size=1, max_size=4), min_size=1, max_size=6)


def trimmed(rows: list[list[str]]) -> list[tuple[str, ...]]:
    kept = []
    for row in rows:
        filled = [at for at, cell in enumerate(row) if cell.strip()]
        if filled:
            kept.append(tuple(row[: filled[-1] + 1]))
    return kept


def refused(data: bytes, limits: Limits = LIMITS) -> str:
    with pytest.raises(SheetUnreadable) as caught:
        read(data, limits=limits).count()
    assert explain(caught.value)
    return caught.value.code


@given(tables)
@example([["=1+1", "\r"]])
@settings(max_examples=300, deadline=None)
def test_csv_is_read_back_as_it_was_written(rows: list[list[str]]) -> None:
    written = b"".join(write_csv(rows[0], rows[1:]))
    if not trimmed(rows):
        assert refused(written) in {"no_rows", "empty"}
        return
    assert [record.cells for record in read(written).records()] == trimmed(rows)


@given(tables)
@settings(max_examples=100, deadline=None)
def test_xlsx_is_read_back_as_it_was_written(rows: list[list[str]]) -> None:
    written = b"".join(write_xlsx(rows[0], rows[1:]))
    if not trimmed(rows):
        assert refused(written) == "no_rows"
        return
    assert [record.cells for record in read(written).records()] == trimmed(rows)


def test_no_written_cell_runs() -> None:
    """B47: nothing that is exported is a formula, in either format."""
    rows = [[cell] for cell in NASTY]
    delimited = csv.reader(io.StringIO(b"".join(write_csv(["h"], rows)).decode("utf-8-sig"), newline=""))
    assert [
        cell for row in delimited for cell in row if cell.lstrip(" ")[:1] in set("=+-@\t\r\n＝＋－＠") and cell
    ] == []
    book = openpyxl.load_workbook(io.BytesIO(b"".join(write_xlsx(["h"], rows))))
    assert {cell.data_type for row in book.active.iter_rows() for cell in row} == {"s"}  # type: ignore[union-attr] # a fresh book has a sheet


def test_xlsx_tells_nobody_who_wrote_it_or_when() -> None:
    """B47: no author and no time in the metadata."""
    once, again = (b"".join(write_xlsx(["h"], [["x"]])) for _ in range(2))
    assert once == again
    properties = openpyxl.load_workbook(io.BytesIO(once)).properties
    assert not properties.creator
    assert properties.created.year == 2000


def test_xlsx_runs_from_right_to_left_where_asked() -> None:
    book = openpyxl.load_workbook(io.BytesIO(b"".join(write_xlsx(["اسم"], [], rtl=True, sheet_name="نساء/شباب"))))
    assert book.worksheets[0].sheet_view.rightToLeft
    assert book.sheetnames == ["نساء شباب"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_read_knows_encodings_and_delimiters(encoding: str, delimiter: str) -> None:
    text = f'Name{delimiter}País\r\n"Ação, {delimiter} ""já"""{delimiter}Perú\r\n\r\nLéa\nIbáñez{delimiter}"two\nlines"\r\n'
    sheet = read(text.encode(encoding), "x.csv")
    assert sheet.delimiter == delimiter
    assert sheet.headings == ("Name", "País")
    assert [(row.number, row.cells) for row in sheet.rows()] == [
        (2, (f'Ação, {delimiter} "já"', "Perú")), (4, ("Léa",)), (5, ("Ibáñez", "two\nlines")),
    ]  # fmt: skip


def test_read_takes_the_delimiter_from_the_line_meant_for_excel() -> None:
    sheet = read(b"sep=;\r\na,b;c\r\n1,2;3\r\n")
    assert [(record.number, record.cells) for record in sheet.records()] == [(1, ("a,b", "c")), (2, ("1,2", "3"))]


def test_read_takes_names_with_commas_in_a_file_with_semicolons() -> None:
    sheet = read(
        'Name;Country\nAction, Research & Education;New Zealand\nAfter, All, This;\nMore "or" less;Fiji\n'.encode(
            "ascii"
        )
    )
    assert [row.cells for row in sheet.rows()] == [
        ("Action, Research & Education", "New Zealand"),
        ("After, All, This",),
        ('More "or" less', "Fiji"),
    ]


def test_read_takes_one_column_as_one() -> None:
    assert [record.cells for record in read(b"Name\nOne\nTwo\n").records()] == [("Name",), ("One",), ("Two",)]


def test_read_shows_values_of_a_workbook_as_text() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    book.create_sheet("Hidden").sheet_state = "hidden"
    sheet.append(["day", "month", "year", "whole", "part", "long", "yes", "formula", "moment"])
    moment = dt.datetime(2021, 1, 1, 3, 4)  # noqa: DTZ001 - cells know no zone
    sheet.append(
        [
            dt.date(2021, 2, 28),
            dt.date(2021, 2, 1),
            dt.date(2021, 1, 1),
            46.0,
            0.5,
            254_700_123_456,
            True,
            "=1+1",
            moment,
        ]
    )
    sheet["B2"].number_format, sheet["C2"].number_format = "mmm-yy", "yyyy"
    file = io.BytesIO()
    book.save(file)
    opened = read(file.getvalue(), "x.xlsx")
    assert opened.sheet_names == ("Sheet",)
    assert [row.cells for row in opened.rows()] == [
        ("2021-02-28", "2021-02", "2021", "46", "0.5", "254700123456", "TRUE", "", "2021-01-01 03:04")
    ]


def zipped(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_DOT_", "."), content)
    return file.getvalue()


WORKBOOK = b"".join(write_xlsx(["a"], [["b"]]))


def with_part(name: str, content: bytes) -> bytes:
    """A workbook with one part replaced."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return file.getvalue()


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n\t", "empty"),
        (b'"",""\n,,,\n', "no_rows"),
        (b"%PDF-1.7 ...", "pdf"),
        (b"\x89PNG\r\n\x1a\n\0\0", "image"),
        (b"\xff\xd8\xff\xe0\0", "image"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "old_excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password_protected"),
        (b"<!DOCTYPE html><table><tr><td>x", "web_page"),
        (b"<?xml version='1.0'?><x/>", "not_a_table"),
        (b"name;country\n\0\0\0", "not_a_table"),
        ("name;country".encode("utf-16-le"), "not_a_table"),
        ("\0name".encode("utf-16"), "not_a_table"),
        (b"\xff\xfen\0a", "encoding_unknown"),
        (b"n\x81me;x\n", "encoding_unknown"),
        ("Äö;ü\né;ß\nà;".encode() + b"\xe4\n", "encoding_broken"),
        (b"\xef\xbb\xbfname\n\xe4\n", "encoding_broken"),
        (b'name;x\n"never closed;y\nz;z\n', "quote_unclosed"),
        (b"a\n" + b"x" * 200_000, "cell_too_long"),
        (b",".join([b"x"] * 201), "too_many_columns"),
        (b"PK\x03\x04 and then nothing", "workbook_broken"),
        (WORKBOOK[:-40], "workbook_broken"),
        (zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "opendocument"),
        (zipped(xl__workbook_DOT_bin=b"x"), "old_excel"),
        (zipped(word__document_DOT_xml=b"x"), "not_a_table"),
        (with_part("xl/workbook.xml", b"<workbook"), "workbook_broken"),
        (with_part("xl/workbook.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><workbook>&a;</workbook>'), "workbook_broken"),
        (with_part("xl/sharedStrings.xml", bytes(41_000_000)), "unpacks_too_large"),
        (with_part("xl/sharedStrings.xml", bytes(number * number % 251 for number in range(2_000)) * 20_600), "unpacks_too_large"),
        (with_part("xl/worksheets/sheet1.xml", SHEET % b'<row r="1"><c r="A1" t="s"><v>999</v></c></row>'), "workbook_broken"),
        (with_part("xl/worksheets/sheet1.xml", SHEET % b'<row r="5"/><row r="5"/><row r="1"><c r="A1"><v>1</v></c></row>'), "workbook_broken"),
        (with_part("xl/worksheets/sheet1.xml", SHEET % b'<row r="1"><c r="XFD1"><v>1</v></c></row>'), "too_many_columns"),
    ],
)  # fmt: skip
def test_read_refuses_what_is_no_readable_table(data: bytes, code: str) -> None:
    assert refused(data) == code


def test_read_bounds_bytes_and_rows() -> None:
    assert refused(b"x" * 101, limits=Limits(size=100)) == "too_large"
    assert refused(b"x\n" * 12, limits=Limits(rows=10)) == "too_many_rows"
    assert refused(b"".join(write_xlsx(["x"], [["y"]] * 12)), limits=Limits(rows=10)) == "too_many_rows"


def test_read_is_not_held_up_by_a_far_row() -> None:
    far = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="%d"><c><v>2</v></c></row>'
    opened = read(with_part("xl/worksheets/sheet1.xml", SHEET % (far % 1_048_576)))
    assert [record.number for record in opened.records()] == [1, 1_048_576]
    assert refused(with_part("xl/worksheets/sheet1.xml", SHEET % (far % 999_999_999_999))) == "workbook_broken"


def test_read_breaks_in_its_own_way_whatever_is_torn() -> None:
    chance = random.Random(7)
    for _ in range(150):
        torn = bytearray(WORKBOOK)
        for _ in range(chance.randrange(1, 6)):
            torn[chance.randrange(len(torn))] = chance.randrange(256)
        with suppress(SheetUnreadable):
            read(bytes(torn)).count()


def test_every_reason_has_words() -> None:
    assert {code: bool(gettext(str(words))) for code, words in WORDS.items()} == dict.fromkeys(WORDS, True)
