"""Outcomes as sealed pages, one series for each fate, so that a list of any length is shown page by page."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from ..models import ImportOutcomes, ImportRun
from .outcomes import Candidate, Fate, Line, Outcome, Problem, as_plain
from .sealing import sealed_json, unsealed_json

PAGE = 50


@dataclass
class Pages:
    """Gathers outcomes; `save` stores what is new, the unfinished last page of each fate among it."""

    run: ImportRun
    rehearsal: UUID = field(default_factory=uuid4)
    counts: Counter[str] = field(default_factory=Counter)
    _open: dict[Fate, list[Outcome]] = field(default_factory=dict)
    _full: list[ImportOutcomes] = field(default_factory=list)
    _stored: set[tuple[Fate, int]] = field(default_factory=set)

    @classmethod
    def resumed(cls, run: ImportRun) -> "Pages":
        """Goes on where an interrupted step stopped."""
        pages = cls(run, run.rehearsal or uuid4(), Counter(run.totals.get("done", {})))
        for fate in Fate:
            last, rest = divmod(pages.counts[fate], PAGE)
            pages._stored |= {(fate, page) for page in range(1, last + bool(rest) + 1)}
            if rest:
                row = ImportOutcomes.objects.get(run=run, rehearsal=pages.rehearsal, fate=fate, page=last + 1)
                pages._open[fate] = opened_page(run, row)
        return pages

    def add(self, outcome: Outcome) -> None:
        gathered = self._open.setdefault(outcome.fate, [])
        gathered.append(outcome)
        self.counts[outcome.fate] += 1
        if len(gathered) == PAGE:
            self._full.append(self._page(outcome.fate, gathered))
            self._open[outcome.fate] = []

    def save_full(self, *, at_least: int = 20) -> None:
        """Stores finished pages once there are some of them."""
        if len(self._full) >= at_least:
            self._store(self._full)

    def save(self) -> None:
        begun = [self._page(fate, gathered) for fate, gathered in self._open.items() if gathered]
        self._store([*self._full, *begun])

    def _page(self, fate: Fate, gathered: list[Outcome]) -> ImportOutcomes:
        page = (self.counts[fate] - 1) // PAGE + 1
        made = sealed_json(
            "outcomes", [as_plain(one) for one in gathered], bound_to=_bound_to(self.run, self.rehearsal, fate, page)
        )
        rows = [one.row for one in gathered]
        return ImportOutcomes(
            run=self.run,
            rehearsal=self.rehearsal,
            fate=fate,
            page=page,
            first_row=min(rows),
            last_row=max(rows),
            sealed=made,
        )

    def _store(self, made: list[ImportOutcomes]) -> None:
        renewed = [one.page for one in made if (Fate(one.fate), one.page) in self._stored]
        if renewed:
            for one in made:
                ImportOutcomes.objects.filter(
                    run=self.run, rehearsal=self.rehearsal, fate=one.fate, page=one.page
                ).delete()
        ImportOutcomes.objects.bulk_create(made)
        self._stored |= {(Fate(one.fate), one.page) for one in made}
        self._full = []


def opened_page(run: ImportRun, page: ImportOutcomes) -> list[Outcome]:
    bound_to = _bound_to(run, page.rehearsal, Fate(page.fate), page.page)
    return [_outcome(facts) for facts in unsealed_json("outcomes", page.sealed, bound_to=bound_to)]


def forget_others(run: ImportRun, rehearsal: UUID) -> None:
    ImportOutcomes.objects.filter(run=run).exclude(rehearsal=rehearsal).delete()


def _bound_to(run: ImportRun, rehearsal: UUID, fate: Fate, page: int) -> str:
    return f"{run.key}:{rehearsal}:{fate}:{page}"


def _outcome(facts: dict[str, Any]) -> Outcome:
    return Outcome(
        row=facts["row"], fate=Fate(facts["fate"]), title=facts["title"], key=facts["key"], lines=_lines(facts["lines"]),
        candidates=tuple(_candidate(one) for one in facts["candidates"]),
        problems=tuple(Problem(**one) for one in facts["problems"]), notes=tuple(facts["notes"]),
    )  # fmt: skip


def _candidate(facts: dict[str, Any]) -> Candidate:
    return Candidate(**{**facts, "reasons": tuple(facts["reasons"]), "lines": _lines(facts["lines"])})


def _lines(many: list[dict[str, str]]) -> tuple[Line, ...]:
    return tuple(Line(**one) for one in many)
