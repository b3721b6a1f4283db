"""The comparison: every clause of the parent's text, and what of ours stands for it."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from answerable.access.doors import SIGNED_IN, opens
from answerable.access.refusals import Hidden
from answerable.kit.asking import Question, ask

from ...actions.local_codes.aligning import compare, compared_now
from ...models import Clause
from ...queries import local_codes as queries
from ...queries.alignment import Aligned, how_many_open, table
from . import forms
from .choosing import clause_choices
from .finding import Here, everybody, find, language
from .showing import clause_name, names_of_accounts
from .words import STRENGTH_STATUS, STRENGTHS, WHY_OPEN


@require_safe
@opens(SIGNED_IN)
def listed(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """The whole table, with gaps and their reasons."""
    here = find(request, slug, pk)
    rows = table(here.code)
    by = names_of_accounts(here, [one.row.checked_by for one in rows if one.row])
    context = {
        "here": here, "way": here.way(), "who": everybody() if here.is_open else _("Everyone."), "rows": [_row(here, one, by) for one in rows],
        "open": how_many_open(rows), "number": len(rows), "may_compare": here.may.writes and here.is_open,
        "beyond": [clause_name(one, here.original) for one in _beyond(here, rows)],
    }  # fmt: skip
    return render(request, "conduct/local/alignment.html", context)


def _beyond(here: Here, rows: list[Aligned]) -> list[Clause]:
    """Returns the clauses that stand for none of the parent's: what a network adds of its own."""
    named = {clause.pk for one in rows for clause in one.clauses}
    return [one for one in queries.clauses_of(here.code.version) if one.pk not in named]


def _row(here: Here, one: Aligned, by: dict[str, str]) -> dict[str, object]:
    parent = queries.text_of(one.parent, language(), here.code.parent.original_language)
    return {
        "pk": one.parent.pk, "parent": parent, "number": one.parent.number, "row": one.row,
        "clauses": [(each.pk, clause_name(each, here.original)) for each in one.clauses],
        "status": "late" if one.why and not one.row else "start" if one.why else STRENGTH_STATUS[one.row.strength] if one.row else "late",
        "words": WHY_OPEN[one.why] if one.why else STRENGTHS[one.row.strength] if one.row else "",
        "by": by.get(one.row.checked_by, "") if one.row else "",
    }  # fmt: skip


@opens(SIGNED_IN)
def one(request: HttpRequest, slug: str, pk: int, clause_pk: int) -> HttpResponseBase:
    """Comparing one of the parent's clauses with ours."""
    here = find(request, slug, pk, "writes")
    aligned = next((one for one in table(here.code) if one.parent.pk == clause_pk), None)
    if aligned is None:
        raise Hidden
    clauses = queries.clauses_of(here.code.version)
    kept = {str(one.pk): one for one in clauses}
    parent = queries.text_of(aligned.parent, language(), here.code.parent.original_language)
    question = Question(
        title=_("Compare"), button=_("Keep the comparison"), done=here.address("local_alignment"), saved=_("The comparison is kept."),
        way=here.way((here.address("local_alignment"), _("Comparison"))), who=everybody(), template="conduct/local/compare.html",
        context={
            "parent": parent, "number": aligned.parent.number,
            "ours": [(one, queries.text_of(one, here.original)) for one in clauses],
        },
    )  # fmt: skip
    initial = compared_now(here.code, aligned.parent)

    def act(form: forms.AlignmentForm) -> object:
        chosen = [kept[key] for key in form.cleaned_data["clauses"]]
        return compare(
            by=here.actor, code=here.code, parent_clause=aligned.parent, clauses=chosen,
            strength=form.cleaned_data["strength"], reason=form.cleaned_data["reason"], began=form.began_from,
        )  # fmt: skip

    listed = clause_choices(clauses, here.original)
    return ask(request, question, lambda data: forms.AlignmentForm(data, listed=listed, initial=initial), act)
