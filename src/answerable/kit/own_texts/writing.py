"""A language's texts as a file: a spreadsheet for everybody, a file of words for translators' programs."""

from collections.abc import Iterable, Iterator, Sequence

import polib

from .. import sheets
from ..languages import number_rule
from .catalogue import Entry

HEADINGS = ("Key", "Context", "English", "Form", "Numbers", "Text")
Said = Iterable[tuple[Entry, Sequence[str]]]


def as_csv(language: str, said: Said) -> Iterator[bytes]:
    """Yields a table with a row for each form of each text; cells that look like formulas stay text."""
    return sheets.write_csv(HEADINGS, _rows(language, said))


def _rows(language: str, said: Said) -> Iterator[list[sheets.Cell]]:
    for entry, forms in said:
        for at in range(entry.forms_in(language)):
            text = forms[at] if at < len(forms) else ""
            numbers = ", ".join(map(str, number_rule(language).examples[at])) if entry.many else ""
            yield [entry.key, entry.context, entry.source_of(at, language), at + 1, numbers, text]


def as_po(language: str, said: Said) -> bytes:
    """Returns a file of words with the language's own rule of number."""
    file = polib.POFile(wrapwidth=0)
    file.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": language.replace("-", "_"),
        "Plural-Forms": number_rule(language).header,
    }
    for entry, forms in said:
        file.append(_as_entry(entry, forms, entry.forms_in(language)))
    return str(file).encode()


def _as_entry(entry: Entry, forms: Sequence[str], number: int) -> polib.POEntry:
    made = polib.POEntry(msgid=entry.source, msgctxt=entry.context or None, comment=entry.hint)
    if "%(" in entry.source + entry.many:
        made.flags.append("python-format")
    if entry.many:
        made.msgid_plural = entry.many
        made.msgstr_plural = {at: forms[at] if at < len(forms) else "" for at in range(number)}
    else:
        made.msgstr = forms[0] if forms else ""
    return made
