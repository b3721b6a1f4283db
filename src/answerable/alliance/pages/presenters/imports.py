"""What a file says beside what is recorded, in the reader's words where the records hold codes."""

from collections.abc import Callable, Iterable, Mapping

from django.utils.translation import gettext as _

from answerable.kit import countries
from answerable.kit.imports import Line
from answerable.kit.languages import name as language_name

from ...actions.directory.columns import COLUMNS
from ...models import Kind
from ..words import STATES, VISIBILITIES, kind_name

LABELS = {column.code: column.label for column in COLUMNS}
SPOKEN = frozenset({"languages", "name_language"})


class Teller:
    """Tells lines in one language; the kinds are read once, and only where a line speaks of them."""

    def __init__(self, language: str, headings: Mapping[str, str] | None = None) -> None:
        self.language, self.headings = language, headings or {}
        self._kinds: dict[str, str] | None = None

    def heading(self, column: str) -> str:
        """Says a column as the file itself heads it, else as the pages call it."""
        return self.headings.get(column) or str(LABELS.get(column, ""))

    def lines(self, lines: Iterable[Line]) -> list[tuple[object, Line]]:
        """Returns each line with its column's label. Two values that differ still do: a code stands for one word."""
        return [
            (LABELS.get(one.column, one.column), Line(one.column, self._said(one.column, one.in_file), self._said(one.column, one.recorded)))
            for one in lines
        ]  # fmt: skip

    def _said(self, column: str, value: str) -> str:
        if column == "country":
            return countries.name(value, self.language)
        if column in SPOKEN:
            return _each(lambda code: language_name(code, self.language), value)
        if column == "kinds":
            return _each(lambda code: self._kind_names().get(code, code), value)
        if column == "visibility":
            return str(dict(VISIBILITIES).get(value, value))
        if column == "networks":
            state, _space, since = value.partition(" ")
            return f"{dict(STATES).get(state, state)} {since}".strip()
        return (
            {"yes": _("Yes"), "no": _("No")}.get(value, value)
            if column in {"women_led", "womens_rights_core"}
            else value
        )

    def _kind_names(self) -> dict[str, str]:
        if self._kinds is None:
            listed = Kind.objects.prefetch_related("texts")
            self._kinds = {one.code: kind_name(one, self.language) for one in listed}
        return self._kinds


def _each(word: Callable[[str], str], value: str) -> str:
    return "; ".join(word(one) for one in value.split("; ") if one)
