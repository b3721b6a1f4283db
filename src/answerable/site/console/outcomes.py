"""What becomes of an import's rows, said in a terminal or as data."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from .speaking import Voice

if TYPE_CHECKING:
    from answerable.kit.imports import Totals, Undone
    from answerable.kit.models import ImportRun


def counted(voice: Voice, words: str) -> Callable[[int, int], None]:
    """Returns what says now and then how far a long step is."""

    def progress(done: int, of: int) -> None:
        if done % 500 == 0 and done:
            voice.progress(_("%(done)s of %(of)s rows %(words)s …") % {"done": done, "of": of, "words": words})

    return progress


def _rows(run: "ImportRun") -> Iterator[dict[str, Any]]:
    """Yields what becomes of every row, one fate after the other."""
    from answerable.alliance.actions.directory import DIRECTORY
    from answerable.kit import imports

    headings = imports.headings_of(run)
    for fate in imports.Fate:
        for page in range(1, imports.page_count(run, fate) + 1):
            for one in imports.outcomes(run, fate, page=page):
                problems = [
                    {
                        "column": problem.column,
                        "heading": headings.get(problem.column) or _label(problem.column),
                        "cell": problem.cell,
                        "why": imports.explain(DIRECTORY, problem),
                        "would_be_right": DIRECTORY.spoken(problem).would_be_right,
                        "for_example": imports.examples_of(DIRECTORY, problem),
                    }
                    for problem in one.problems
                ]
                yield {
                    "row": one.row, "fate": str(one.fate), "title": one.title, "problems": problems, "notes": list(one.notes),
                    "may_be": [candidate.title for candidate in one.candidates],
                }  # fmt: skip


def _label(code: str) -> str:
    from answerable.alliance.actions.directory import DIRECTORY

    column = DIRECTORY.column(code)
    return str(column.label) if column else ""


def show(run: "ImportRun", totals: "Totals", voice: Voice) -> None:
    """Shows a rehearsal: totals, and every row that is not clear."""
    voice.progress(
        _(
            "%(rows)s rows: %(added)s to add, %(changed)s to change, %(unchanged)s already as in the file, "
            "%(maybe_same)s maybe the same as another, %(left_out)s left out."
        )
        % numbers(totals)
    )
    for row in _rows(run):
        _tell_problems(row, voice)


def _tell_problems(row: dict[str, Any], voice: Voice) -> None:
    at, for_example = _("row %(row)s") % {"row": row["row"]}, _("For example")
    for problem in row["problems"]:
        cell = f" “{problem['cell']}”" if problem["cell"] else ""
        examples = f" {for_example}: {problem['for_example']}" if problem["for_example"] else ""
        voice.progress(f"  {at}, {problem['heading'] or '–'}{cell}: {problem['why']}{examples}")
    if row["may_be"]:
        voice.progress(f"  {at}: {row['title']} ≟ {' / '.join(row['may_be'])}")


def numbers(totals: "Totals") -> dict[str, int]:
    return {
        "rows": totals.rows, "added": totals.added, "changed": totals.changed, "unchanged": totals.unchanged,
        "maybe_same": totals.maybe_same, "left_out": totals.left_out,
    }  # fmt: skip


def tell(run: "ImportRun", totals: "Totals", words: str, voice: Voice, *, key: str = "") -> None:
    """Prints how an import ended; as data with every row of it."""
    rows = sorted(_rows(run), key=lambda row: int(row["row"])) if voice.as_json else []
    voice.result(words, **{"import": key, "totals": numbers(totals), "rows": rows})


def tell_done(run: "ImportRun", totals: "Totals", voice: Voice) -> None:
    words = _(
        "%(rows)s rows: %(added)s added, %(changed)s changed, %(unchanged)s already as in the file, %(stay)s left out."
    )
    tell(run, totals, words % {**numbers(totals), "stay": totals.maybe_same + totals.left_out}, voice, key=str(run.key))
    if totals.brought_in:
        voice.progress(_("To take it back: answerable import undo %(key)s") % {"key": run.key})


def tell_undone(undone: "Undone", voice: Voice, *, dry_run: bool) -> None:
    """Names the rows that stay, each with the reason, and prints how many were taken back, or would be."""
    from answerable.alliance.models import Organisation

    names = dict(Organisation.objects.filter(pk__in=undone.keys.values()).values_list("pk", "name"))
    for row, why in undone.why:
        name = names.get(int(undone.keys.get(row, 0)), "–")
        at = _("row %(row)s") % {"row": row}
        voice.progress(f"  {at}, {name}: {why}")
    facts = {"back": undone.taken_back, "kept": undone.kept}
    if dry_run:
        voice.progress(_("%(back)s rows would be taken back, %(kept)s would stay.") % facts)
        voice.result(_("Nothing was changed."))
        return
    voice.result(_("%(back)s rows taken back, %(kept)s stay because they were changed since.") % facts)
