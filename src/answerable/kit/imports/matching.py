"""Which column of the file is which: by heading in any language, shown, and correctable."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from django.utils.translation import override

from .. import sheets
from ..models import ImportRun, ImportState
from ..text import closest, fold
from .kinds import Column, ImportKind, kind_of
from .reading import StepRefused, matched_columns, opened

LANGUAGES = ("en", "es", "fr", "pt", "ar", "hi")
_TOP = 10  # headings may stand below a title or two
_SAMPLES = 3
LONGEST_HEADING = 200


class How(StrEnum):
    MATCHED = "matched"
    CHOSEN = "chosen"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"
    IGNORED = "ignored"


@dataclass(frozen=True)
class FileColumn:
    """A column of the file: `column` is the code it is matched with ("" for none), `could_be` codes to choose from."""

    index: int
    heading: str
    samples: tuple[str, ...]
    column: str
    how: How
    could_be: tuple[str, ...] = ()

    @property
    def examples(self) -> tuple[str, ...]:
        """Returns the sample cells that hold something."""
        return tuple(cell for cell in self.samples if cell.strip())


@dataclass(frozen=True)
class Matching:
    """`heading_row` is 0 where the file has no headings; `missing` are required columns that nothing is matched with."""

    heading_row: int
    columns: tuple[FileColumn, ...]
    missing: tuple[Column, ...]
    rows: int
    sheet: sheets.Sheet

    @property
    def is_complete(self) -> bool:
        return not self.missing


def matching(run: ImportRun) -> Matching:
    """Returns how the file's columns are matched now, with a few cells of each."""
    kind, sheet, chosen = kind_of(run), opened(run), matched_columns(run)
    heading_row = run.matching["heading_row"]
    top = list(islice(sheet.records(), _TOP + _SAMPLES))
    headings = next((record for record in top if record.number == heading_row), sheets.Record(0, ()))
    samples = [record for record in top if record.number > heading_row][:_SAMPLES]
    width = max((len(record.cells) for record in [headings, *samples]), default=0)
    by_heading = _candidates(kind, headings)
    columns = tuple(
        FileColumn(
            index, headings.cell(index), tuple(cell for record in samples if (cell := record.cell(index))), chosen.get(index, ""),
            _how(chosen.get(index, ""), by_heading.get(index, ()), by_hand=bool(run.matching.get("by_hand"))), by_heading.get(index, ()),
        )
        for index in range(max(width, 1 + max(chosen, default=-1)))
    )  # fmt: skip
    above = sum(record.number <= heading_row for record in top)
    return Matching(heading_row, columns, missing_columns(run), run.rows - above, sheet)


def headings_of(run: ImportRun) -> dict[str, str]:
    """Returns the file's own heading of each matched column, by code; nothing once the file is deleted."""
    heading_row = run.matching["heading_row"]
    try:
        top = islice(opened(run).records(), _TOP)
        found = next((one for one in top if one.number == heading_row), sheets.Record(0, ()))
    except StepRefused:
        return {}
    named = {code: found.cell(index).strip()[:LONGEST_HEADING] for index, code in matched_columns(run).items()}
    return {code: heading for code, heading in named.items() if heading}


def columns_called(kind: ImportKind, word: str) -> tuple[str, ...]:
    """Returns the codes of the columns that a word means: a code, or a heading in any language."""
    return (word,) if kind.column(word) else _words(kind).get(fold(word), ())


def set_matching(run: ImportRun, columns: Mapping[int, str], *, heading_row: int | None = None) -> None:
    """Takes a person's matching: column index to code, "" to ignore one. The rows must be rehearsed again."""
    kind = kind_of(run)
    chosen = {index: code for index, code in columns.items() if code}
    for index, code in chosen.items():
        if kind.column(code) is None or not 0 <= index < sheets.Limits().columns:
            raise StepRefused("column_unknown")
        if list(chosen.values()).count(code) > 1:
            raise StepRefused("column_twice", column=code)
    run.matching = {
        "heading_row": run.matching["heading_row"] if heading_row is None else max(heading_row, 0),
        "columns": {str(index): code for index, code in chosen.items()},
        "by_hand": True,
    }
    start_over(run, "matching")


def start_over(run: ImportRun, *changed: str) -> None:
    """Stores what was answered, so that the rows must be rehearsed anew; not once bringing in has started."""
    before = (ImportState.BEGUN, ImportState.REHEARSED)
    values = {name: getattr(run, name) for name in changed} | {"state": ImportState.BEGUN, "rehearsal": None}
    if not ImportRun.objects.filter(pk=run.pk, state__in=before).update(**values):
        raise StepRefused("brought_in_already")
    run.state, run.rehearsal = ImportState.BEGUN, None


def missing_columns(run: ImportRun) -> tuple[Column, ...]:
    matched = set(matched_columns(run).values())
    return tuple(column for column in kind_of(run).columns if column.required and column.code not in matched)


def match_by_heading(kind: ImportKind, sheet: sheets.Sheet) -> tuple[int, dict[int, str]]:
    """Finds the row of headings (0 if none of them is known) and the columns that one heading alone names."""
    best: tuple[int, dict[int, str]] = (0, {})
    for record in islice(sheet.records(), _TOP):
        found = _unambiguous(_candidates(kind, record))
        if len(found) > len(best[1]):
            best = (record.number, found)
    return best


def _unambiguous(candidates: dict[int, tuple[str, ...]]) -> dict[int, str]:
    found: dict[int, str] = {}
    for index, codes in candidates.items():
        if len(codes) == 1 and codes[0] not in found.values():
            found[index] = codes[0]
    return found


def _candidates(kind: ImportKind, record: sheets.Record) -> dict[int, tuple[str, ...]]:
    words = _words(kind)
    headings = {index: cell for index, cell in enumerate(record.cells) if len(cell) <= LONGEST_HEADING and fold(cell)}
    known = {index: words.get(fold(cell), ()) for index, cell in headings.items()}
    found = {index: codes for index, codes in known.items() if codes}
    if not found:
        return {}
    for index, cell in headings.items():  # beside known headings, a misspelt one may be meant
        near = closest(cell, words, at_least=0.88) if index not in found else None
        if near:
            found[index] = words[near]
    return dict(sorted(found.items()))


def _words(kind: ImportKind) -> dict[str, tuple[str, ...]]:
    words: dict[str, tuple[str, ...]] = {}
    for column in kind.columns:
        for word in {
            column.code,
            column.code.replace("_", " "),
            *_labels(column),
            *(word for many in column.headings.values() for word in many),
        }:
            words[fold(word)] = tuple(dict.fromkeys((*words.get(fold(word), ()), column.code)))
    return words


def _labels(column: Column) -> set[str]:
    labels = set()
    for language in LANGUAGES:
        with override(language):
            labels.add(str(column.label))
    return labels


def _how(code: str, could_be: tuple[str, ...], *, by_hand: bool) -> How:
    if code:
        return How.MATCHED if code in could_be else How.CHOSEN
    if by_hand:
        return How.IGNORED
    return How.AMBIGUOUS if could_be else How.UNKNOWN
