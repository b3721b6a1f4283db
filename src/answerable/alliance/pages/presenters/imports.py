"""What a file says beside what is recorded, in the reader's words where the records hold codes."""

from collections.abc import Callable, Collection, Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from answerable.access.actors import Actor
from answerable.kit import countries
from answerable.kit.imports import Line
from answerable.kit.languages import name as language_name

from ...actions.directory.columns import COLUMNS
from ...models import Kind
from ...queries.naming import organisation_name
from ...queries.organisations import seen_by
from ..words import STATES, VISIBILITIES, kind_name

LABELS = {column.code: column.label for column in COLUMNS}
SPOKEN = frozenset({"languages", "name_language"})


class Teller:
    """Tells lines in one language; the kinds are read once, and only where a line speaks of them."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._kinds: dict[str, str] | None = None

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


def named(actor: Actor, keys: Collection[str], language: str) -> Mapping[str, tuple[str, str]]:
    """Returns name and desk of the organisations of which the actor may know."""
    known = seen_by(actor).filter(pk__in=keys).prefetch_related("texts")
    return {
        str(one.pk): (organisation_name(one, language), reverse("desk_organisation", args=[one.slug])) for one in known
    }
