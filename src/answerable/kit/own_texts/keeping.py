"""Own words in the database, and how every process comes to show them.

Whoever changes them draws a new version; a process that is told another version than it shows reads them once and lays
them over. A version is told with what is read for every request anyway, so that it costs nothing.
"""

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .. import clock
from ..languages import number_rule
from ..models import OwnText
from . import merging
from .catalogue import Entry, entry_of, shipped
from .checking import problems

version_of_nothing = ""  # nobody ever changed a text: nothing is read
_shown: list[str] = [version_of_nothing]
_languages: set[str] = set()
_laying = threading.Lock()  # two requests that are told a new version at once


@dataclass(frozen=True)
class Kept:
    """Own words for a text. `was` is what the program said when they were written."""

    language: str
    key: str
    source: str
    many: str
    context: str
    forms: tuple[str, ...]
    was: tuple[str, ...]

    @property
    def entry(self) -> Entry | None:
        """The text they stand for; None where the program does not say it any more."""
        return entry_of(self.key)

    @property
    def is_behind(self) -> bool:
        """Whether the program says it differently since, or not at all."""
        entry = self.entry
        return entry is None or shipped(entry, self.language) != self.was


def kept_in(language: str) -> dict[str, Kept]:
    """Returns the own words of a language by the key of the text."""
    rows = OwnText.objects.filter(language=language).order_by("pk")
    return {row.key: _kept(row) for row in rows}


def _kept(row: OwnText) -> Kept:
    return Kept(row.language, row.key, row.source, row.many, row.context, tuple(row.forms), tuple(row.was))


def keep(language: str, texts: Iterable[tuple[Entry, Sequence[str]]]) -> int:
    """Keeps own words that were checked, in the place of what was kept for the same texts; returns how many."""
    rows = [
        OwnText(
            language=language, key=entry.key, source=entry.source, many=entry.many, context=entry.context,
            forms=list(forms), was=list(shipped(entry, language)), updated_on=clock.today(),
        )
        for entry, forms in texts
    ]  # fmt: skip
    OwnText.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["language", "key"], update_fields=["forms", "was", "updated_on"]
    )
    return len(rows)


def given_up(language: str, keys: Iterable[str] | None = None) -> int:
    """Goes back to the shipped texts, of a whole language where no keys are named; returns how many."""
    rows = OwnText.objects.filter(language=language)
    return (rows if keys is None else rows.filter(key__in=list(keys))).delete()[0]


def lay_over(version: str) -> None:
    """Makes this process show the own words of a version; asks the database only where it shows another one."""
    if version == _shown[0]:
        return
    with _laying:
        tables = _tables() if version != version_of_nothing else {}
        for language in _languages | set(tables):
            merging.lay(language, tables.get(language, {}), number_rule(language).form_of)
        _languages.clear()
        _languages.update(tables)
        _shown[0] = version


def _tables() -> dict[str, dict[str | tuple[str, int], str]]:
    """What is not as it should be is passed over, however it came to be in the database."""
    found: dict[str, dict[str | tuple[str, int], str]] = {}
    for row in OwnText.objects.all():
        entry = Entry(row.source, row.many, row.context)
        forms = [str(text) for text in row.forms]
        if problems(entry, forms, expected=entry.forms_in(row.language)):
            continue
        table = found.setdefault(row.language, {})
        if row.many:
            table.update({(entry.message, at): text for at, text in enumerate(forms)})
        else:
            table[entry.message] = forms[0]
    return found
