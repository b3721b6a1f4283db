"""A reader at a run: what a room fills in, and what stands around every page of an import."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..imports import By, Fate, ImportKind, Line, Verdict
from ..models import ImportRun

Words = str | Promise
Fates = Mapping[Fate, tuple[str, Words]]  # a status and words for each
STEPS = (_("Choose a file"), _("Match columns"), _("Check the rows"), _("Bring in"))
MATCH, CHECK, BRING_IN = 2, 3, 4


@dataclass(frozen=True)
class Telling:
    """How a room tells of its imports.

    `name` begins the names of their addresses, `templates` the paths of the room's own pages: rows, done, and row where
    `verdicts` lets a reader say what becomes of one. `thing` heads what a row is about. `fates` says what would become of
    rows, `ends` what became of them: what is told in the same words is counted together.
    """

    kind: ImportKind
    name: str
    templates: str
    title: Words
    thing: Words
    fates: Fates
    ends: Fates
    verdicts: frozenset[Verdict] = frozenset()
    reasons: Mapping[str, Words] = field(default_factory=dict)
    notes: Mapping[str, Words] = field(default_factory=dict)


def no_lines(lines: Iterable[Line]) -> list[tuple[object, Line]]:
    return []


@dataclass(frozen=True)
class Visit:
    """A reader at a run that they may see. `begin` is where another file is chosen, `way` and `who` stand above every page.

    `lines` says lines in the reader's words; `named` gives name and address of what rows that stay brought in, as far as the
    reader may know of it.
    """

    telling: Telling
    run: ImportRun
    by: By
    begin: str
    way: Sequence[tuple[str, Words]]
    who: Words
    lines: Callable[[Iterable[Line]], list[tuple[object, Line]]] = no_lines
    named: Callable[[Collection[str]], Mapping[str, tuple[str, str]]] | None = None
    more: Mapping[str, Any] = field(default_factory=dict)

    def address(self, step: str, *row: int) -> str:
        return reverse(f"{self.telling.name}_{step}", args=[self.run.key, *row])

    def lead_to(self, step: str, *row: int) -> HttpResponseRedirect:
        """Leads on with a new request, so that a page that is loaded again does nothing again."""
        response = HttpResponseRedirect(self.address(step, *row))
        response.status_code = 303
        return response

    def page(self, request: HttpRequest, template: str, now: int, *, status: int = 200, **context: Any) -> HttpResponse:
        around = {
            "run": self.run, "title": self.telling.title, "thing": self.telling.thing, "way": self.way, "who": self.who,
            "steps": STEPS, "now": now, "to": self._ways(),
        }  # fmt: skip
        return render(request, template, {**self.more, **around, **context}, status=status)

    def _ways(self) -> dict[str, str]:
        """Returns the addresses of the steps; a row's number is set behind that of the rows."""
        steps = ("columns", "show", "dates", "bring_in", "undo", "left_out")
        ways = {step: self.address(step) for step in steps} | {"begin": self.begin}
        return ways | ({"row": self.address("row", 0).removesuffix("0")} if self.telling.verdicts else {})
