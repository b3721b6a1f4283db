"""Own words out of a file: a spreadsheet as we write it, or a translator's file of words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import polib

from .. import sheets
from ..languages import NumberRule, number_rule, rule_from
from .catalogue import entry_of, first_samples, key_of
from .writing import HEADINGS

MOST_BYTES = 5_000_000
MOST_TEXTS = 20_000


class UnreadableFile(Exception):  # noqa: N818 - it is an answer, not an error
    """A file that is not what it should be: `code` with its facts."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts


@dataclass(frozen=True)
class Word:
    """A text with its forms as a file has them; `line` is where, `source` what it says it stands for."""

    line: int
    key: str
    source: str
    forms: tuple[str, ...]


def words_of_sheet(data: bytes, file_name: str, language: str) -> list[Word]:
    """Reads a table with the headings of ours, a row a form; raises `sheets.SheetUnreadable` or `UnreadableFile`."""
    sheet = sheets.read(data, file_name, limits=sheets.Limits(size=MOST_BYTES, rows=MOST_TEXTS * 3))
    at = {name.strip().casefold(): place for place, name in enumerate(sheet.headings)}
    missing = [name for name in (HEADINGS[0], HEADINGS[-1]) if name.casefold() not in at]
    if missing:
        raise UnreadableFile("texts_heading", missing=", ".join(missing))
    places = [at.get(name.casefold(), 200) for name in HEADINGS]
    found: dict[str, tuple[int, str, dict[int, str]]] = {}
    for row in sheet.rows():
        key, _context, source, form, _numbers, text = (row.cell(place) for place in places)
        _line, _source, forms = found.setdefault(key.strip(), (row.number, source, {}))
        forms[_form(form)] = text
    return [_in_order(line, key, source, forms, language) for key, (line, source, forms) in found.items()]


def _form(cell: str) -> int:
    return int(cell) - 1 if cell.strip().isascii() and cell.strip().isdecimal() and int(cell) > 0 else 0


def _in_order(line: int, key: str, source: str, forms: dict[int, str], language: str) -> Word:
    entry = entry_of(key)
    number = entry.forms_in(language) if entry else 1
    return Word(line, key, source, tuple(forms.get(at, "") for at in range(number)))


def words_of_po(data: bytes, language: str) -> list[Word]:
    """Reads a file of words; its forms are brought to the language's own rule of number. Raises `UnreadableFile`."""
    if len(data) > MOST_BYTES:
        raise UnreadableFile("texts_too_large", megabytes=MOST_BYTES // 1_000_000)
    file = _opened(data)
    meant = file.metadata.get("Language", "").replace("_", "-").lower()
    if meant and meant.split("-", maxsplit=1)[0] != language.split("-", maxsplit=1)[0]:
        raise UnreadableFile("texts_other_language", language=meant[:20])
    theirs = _rule(file)
    return list(_words(file, theirs, number_rule(language)))


def _opened(data: bytes) -> polib.POFile:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise UnreadableFile("texts_encoding") from fault
    if "msgid" not in text or "\0" in text:
        raise UnreadableFile("texts_no_po")
    try:
        # polib takes a path as well: a first line of our own makes sure that this is none.
        return polib.pofile(f"# \n{text}", check_for_duplicates=False)
    except (OSError, ValueError, IndexError, KeyError) as fault:
        line = re.search(r"line (\d+)", str(fault))
        raise UnreadableFile("texts_broken_po", line=max(1, int(line[1]) - 1) if line else 1) from fault


def _rule(file: polib.POFile) -> NumberRule | None:
    said = file.metadata.get("Plural-Forms", "")
    if not said:
        return None
    try:
        return rule_from(said)
    except ValueError as fault:
        raise UnreadableFile("texts_plural_rule") from fault


def _words(file: polib.POFile, theirs: NumberRule | None, ours: NumberRule) -> Iterator[Word]:
    for one in list(file)[:MOST_TEXTS]:
        if one.obsolete or one.fuzzy:
            continue
        key = key_of(one.msgid, one.msgid_plural or "", one.msgctxt or "")
        forms = _renumbered(one.msgstr_plural, theirs, ours) if one.msgid_plural else (one.msgstr,)
        yield Word(max(1, one.linenum - 1), key, one.msgid, forms)


def _renumbered(given: dict[int, str], theirs: NumberRule | None, ours: NumberRule) -> tuple[str, ...]:
    """Returns for each form of ours what the file says for a number that takes it."""
    if theirs is None:
        return tuple(given.get(at, "") for at in range(ours.forms))
    return tuple(given.get(theirs.form_of(sample), "") for sample in first_samples(ours))
