"""What would become of the rows: told by fate, with what has to be mended or said first."""

from contextlib import suppress
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from .. import imports
from ..imports import Decision, Fate, Outcome, StepRefused, Verdict
from ..models import ImportState
from ..partial_dates import Order
from .ending import done
from .telling import counted, told
from .visits import CHECK, Visit


@dataclass(frozen=True)
class Leaf:
    """One page of the rows that meet a fate, as it is asked for in the address."""

    fate: str
    number: int
    count: int
    rows: list[Outcome]


def show(request: HttpRequest, visit: Visit) -> HttpResponse:
    """How a run stands: the rehearsal with its rows, or, once rows came in, what it came to."""
    run = visit.run
    if run.state not in (ImportState.BEGUN, ImportState.REHEARSED):
        return done(request, visit)
    try:
        mine = imports.is_rehearsed_by(run, visit.by)
        rehearsal = imports.rehearsal_of(run) if mine else imports.rehearse(run, by=visit.by)
    except StepRefused as refused:
        return done(request, visit, refused)
    totals, headings, shown = rehearsal.totals, imports.headings_of(run), request.GET.get("fate", "")
    bad, maybe = _leaf(request, visit, Fate.LEFT_OUT), _leaf(request, visit, Fate.MAYBE_SAME)
    others = _leaf(request, visit, Fate(shown)) if shown in (Fate.ADDED, Fate.CHANGED, Fate.UNCHANGED) else None
    return visit.page(
        request, f"{visit.telling.templates}rows.html", CHECK, rehearsal=rehearsal, totals=counted(totals, visit.telling.fates),
        bad=bad, left_out=[told(one, visit, headings) for one in bad.rows], maybe=maybe, shown=shown,
        listed=imports.fates_met(run), leaf=others, others=[told(one, visit, headings) for one in others.rows] if others else [],
        brought=totals.brought_in, stay_out=totals.left_out + totals.maybe_same,
    )  # fmt: skip


def _leaf(request: HttpRequest, visit: Visit, fate: Fate) -> Leaf:
    asked = request.GET.get("page", "") if request.GET.get("fate") == fate else ""
    number = max(1, int(asked)) if asked.isdecimal() and len(asked) < 6 else 1
    return Leaf(fate, number, imports.page_count(visit.run, fate), list(imports.outcomes(visit.run, fate, page=number)))


def choose(request: HttpRequest, visit: Visit, row: int) -> HttpResponse:
    """A row that may be something already recorded: both side by side, and what to do."""
    run, problem = visit.run, ""
    outcome = imports.outcome_of(run, row=row)
    if outcome is None or not outcome.candidates:
        raise Http404
    if not imports.is_rehearsed_by(run, visit.by):
        return visit.lead_to("show")
    if request.method == "POST":
        decision = _decision(request.POST.get("decision", ""), outcome, visit)
        try:
            if decision:
                imports.decide(run, row=row, decision=decision)
                return _to_the_next(visit, row)
            problem = _("Choose what to do with this row.")
        except StepRefused as refused:
            problem = imports.explain_step(refused)
    reasons = visit.telling.reasons
    return visit.page(
        request, f"{visit.telling.templates}row.html", CHECK, outcome=outcome, problem=problem, decided=imports.decision_for(run, row),
        candidates=[(one, [reasons.get(code, code) for code in one.reasons], visit.lines(one.lines)) for one in outcome.candidates],
    )  # fmt: skip


def _decision(said: str, outcome: Outcome, visit: Visit) -> Decision | None:
    """Takes an answer that this row is open to; any other is none."""
    verdict, _sep, key = said.partition(":")
    if verdict not in visit.telling.verdicts:
        return None
    if verdict != Verdict.SAME:
        return Decision(Verdict(verdict))
    return Decision(Verdict.SAME, key) if key in {one.key for one in outcome.candidates} else None


def _to_the_next(visit: Visit, row: int) -> HttpResponse:
    """Leads to the next row that asks, else back to all of them."""
    following = imports.next_row(visit.run, Fate.MAYBE_SAME, after=row)
    return visit.lead_to("row", following) if following else visit.lead_to("show")


def date_order(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Whether the file writes the day or the month first."""
    order = request.POST.get("order", "")
    if order in set(Order):
        with suppress(StepRefused):  # somebody was quicker: the page this leads to says how it stands
            imports.say_date_order(visit.run, Order(order))
    return visit.lead_to("show")


def left_out(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Only the rows left out, as typed, each with the reason: to mend and bring in again."""
    if not imports.is_told_to(visit.run, visit.by):
        return visit.lead_to("show")
    try:
        rows = b"".join(imports.left_out_csv(visit.run))
    except StepRefused:  # the file is deleted by now
        return visit.lead_to("show")
    response = HttpResponse(rows, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="left-out.csv"'
    return response
