"""Lays own words over Django's catalogues. It is the only file that knows how Django keeps them.

Django has no way in for texts out of a database. Its catalogue of a language is a list of tables, asked in turn: ours is
put in front, as a new catalogue that takes the place of the old one in one step.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import trans_real

Table = Mapping[str | tuple[str, int], str]


class _LaidOver(trans_real.TranslationCatalog):
    """A catalogue with own words in front; `shipped` is the one without."""

    def __init__(self, table: Table, form_of: Callable[[int], int], shipped: Any) -> None:
        self.shipped = shipped
        self._catalogs = [dict(table), *shipped._catalogs]
        self._plurals = [form_of, *shipped._plurals]


def shipped_catalogue(language: str) -> Any:
    """Returns a language's catalogue as shipped."""
    whole: Any = trans_real.translation(language)
    present = whole._catalog
    return present.shipped if isinstance(present, _LaidOver) else present


def lay(language: str, table: Table, form_of: Callable[[int], int]) -> None:
    """Shows a language with these words in front; with none, as shipped."""
    kept = shipped_catalogue(language)
    whole: Any = trans_real.translation(language)
    whole._catalog = _LaidOver(table, form_of, kept) if table else kept


def is_laid(language: str) -> bool:
    whole: Any = trans_real.translation(language)
    return isinstance(whole._catalog, _LaidOver)
