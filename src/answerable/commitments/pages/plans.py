"""Bringing in a plan by page: choose a file, match its columns, check the rows, bring in; and take it back."""

from contextlib import suppress
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from answerable.access.actors import Actor
from answerable.access.doors import SIGNED_IN, actor_of, opens
from answerable.access.refusals import Hidden, Refused, Unacceptable
from answerable.kit import imports
from answerable.kit.imports import Fate, StepRefused
from answerable.kit.models import ImportRun, ImportState
from answerable.kit.partial_dates import Order
from answerable.kit.sheets import SheetUnreadable, explain

from ..actions.plans import COLUMNS, PLAN
from ..queries.parties import Voice, voice_of
from .asking import Link, ask, language
from .forms import RoomForm

LABELS = {column.code: column.label for column in COLUMNS}
FATES = {
    Fate.ADDED: ("ok", gettext_lazy("will be added")),
    Fate.UNCHANGED: ("na", gettext_lazy("already as in the file")),
    Fate.LEFT_OUT: ("late", gettext_lazy("left out, see why")),
}
STEPS = (
    gettext_lazy("Choose a file"),
    gettext_lazy("Match columns"),
    gettext_lazy("Check the rows"),
    gettext_lazy("Bring in"),
)


class PlanForm(RoomForm):
    file = forms.FileField(
        label=gettext_lazy("Spreadsheet"),
        help_text=gettext_lazy("CSV or XLSX, as you have it. The first row should hold the headings."),
    )


def crumbs() -> list[Link]:
    return [Link(reverse("my_commitments"), _("Our commitments"))]


def who(voice: Voice) -> str:
    said = _("Those who speak for %(name)s. The file is kept sealed and deleted after %(hours)s hours.")
    return said % {"name": voice.name(language()), "hours": settings.IMPORT_FILE_HOURS}


@opens(SIGNED_IN)
def begin(request: HttpRequest) -> HttpResponseBase:
    """Choosing a file; nothing of it is kept in clear."""
    actor = actor_of(request)
    voice = voice_of(actor, request.GET.get("as", ""))
    if voice is None:
        raise Refused("not_your_place")
    return ask(
        request, PlanForm, lambda form: _begun(form.cleaned_data["file"], actor, voice), title=_("Bring in a plan"),
        button=_("Look at the file"), done=lambda run: reverse("plan_columns", args=[run.key]), saved="", crumbs=crumbs(), who=who(voice),
        lead=_("A commitment a row: what, by when, to whom. First a rehearsal: nothing changes until you say so."), back=reverse("my_commitments"),
    )  # fmt: skip


def _begun(upload: "UploadedFile[bytes]", actor: Actor, voice: Voice) -> ImportRun:
    if getattr(upload, "too_large", False):
        raise Unacceptable("file_too_large", field="file", most=settings.IMPORT_MAX_BYTES // (1024 * 1024))
    try:
        return imports.begin(PLAN, by=actor, file_name=upload.name or "", data=upload.read(), scope=voice.mark)
    except SheetUnreadable as problem:
        raise Unacceptable("sheet_unreadable", field="file", why=explain(problem)) from problem


def _run(request: HttpRequest, key: str) -> tuple[ImportRun, Voice, Actor]:
    """Returns a run of somebody for whom the reader speaks; one’s own plan is one’s own alone."""
    actor = actor_of(request)
    run = ImportRun.objects.filter(key=key, kind=PLAN.name).first()
    voice = voice_of(actor, run.scope) if run else None
    if run is None or voice is None or (voice.person is not None and run.by != actor.opaque_id):
        raise Hidden
    return run, voice, actor


def _around(run: ImportRun, voice: Voice, now: int) -> dict[str, Any]:
    return {"run": run, "mark": voice.mark, "crumbs": crumbs(), "steps": STEPS, "now": now, "who": who(voice)}


def _to(name: str, run: ImportRun) -> HttpResponseRedirect:
    response = HttpResponseRedirect(reverse(name, args=[run.key]))
    response.status_code = 303
    return response


@opens(SIGNED_IN)
def columns(request: HttpRequest, key: str) -> HttpResponseBase:
    """What each column of the file holds: found by its heading, shown, correctable."""
    run, voice, _actor = _run(request, key)
    problem = ""
    if request.method == "POST":
        chosen = {
            int(name[1:]): code
            for name, code in request.POST.items()
            if name[:1] == "c" and name[1:].isdecimal() and len(name) < 6
        }
        try:
            imports.set_matching(run, {at: code for at, code in chosen.items() if code in LABELS or code == ""})
            return _to("plan_show", run)
        except StepRefused as refused:
            problem = imports.explain_step(refused)
    try:
        found = imports.matching(run)
    except StepRefused:  # the file is deleted by now
        return _to("plan_show", run)
    context = _around(run, voice, 2) | {
        "matching": found,
        "labels": list(LABELS.items()),
        "problem": problem,
    }
    return render(request, "commitments/plan_columns.html", context)


@require_safe
@opens(SIGNED_IN)
def show(request: HttpRequest, key: str) -> HttpResponseBase:
    """The rehearsal: how many rows come in, and why the others do not."""
    run, voice, actor = _run(request, key)
    try:
        rehearsal = (
            imports.rehearsal_of(run) if imports.is_rehearsed_by(run, actor) else imports.rehearse(run, by=actor)
        )
    except StepRefused as refused:
        return _done(request, run, voice, refused)
    context = _around(run, voice, 3) | {
        "rehearsal": rehearsal, "totals": _totals(rehearsal.totals), "brought": rehearsal.totals.added,
        "stay_out": rehearsal.totals.left_out, "left_out": [_told(one) for one in imports.outcomes(run, Fate.LEFT_OUT, page=1)],
        "added": list(imports.outcomes(run, Fate.ADDED, page=1)),
    }  # fmt: skip
    return render(request, "commitments/plan_rows.html", context)


def _totals(totals: imports.Totals) -> list[tuple[int, str, Any]]:
    numbers = {
        Fate.ADDED: totals.added,
        Fate.UNCHANGED: totals.unchanged,
        Fate.LEFT_OUT: totals.left_out + totals.maybe_same,
    }
    return [(number, *FATES[fate]) for fate, number in numbers.items()]


def _told(outcome: imports.Outcome) -> dict[str, Any]:
    problems = [(LABELS.get(one.column, ""), one.cell, imports.explain(PLAN, one)) for one in outcome.problems]
    return {"row": outcome.row, "title": outcome.title, "problems": problems}


@require_POST
@opens(SIGNED_IN)
def date_order(request: HttpRequest, key: str) -> HttpResponseBase:
    """Whether the file writes the day or the month first."""
    run, _voice, _actor = _run(request, key)
    order = request.POST.get("order", "")
    if order in set(Order):
        with suppress(StepRefused):  # somebody was quicker: the page this leads to says how it stands
            imports.say_date_order(run, Order(order))
    return _to("plan_show", run)


@require_POST
@opens(SIGNED_IN)
def bring_in(request: HttpRequest, key: str) -> HttpResponseBase:
    """Bringing in what the rehearsal showed; one row that fails stops no other."""
    run, voice, actor = _run(request, key)
    try:
        totals = imports.bring_in(run, by=actor)
    except StepRefused as refused:
        return _done(request, run, voice, refused, status=409)
    return _done(
        request,
        run,
        voice,
        None,
        totals=[
            (totals.added, "ok", _("added")),
            (totals.unchanged, "na", _("already as in the file")),
            (totals.left_out, "late", _("left out")),
        ],
    )


@require_POST
@opens(SIGNED_IN)
def undo(request: HttpRequest, key: str) -> HttpResponseBase:
    """Taking a whole plan back; what somebody worked on since stays."""
    run, voice, actor = _run(request, key)
    try:
        undone = imports.undo(run, by=actor)
    except StepRefused as refused:
        return _done(request, run, voice, refused, status=409)
    return _done(request, run, voice, None, undone=undone)


def _done(
    request: HttpRequest, run: ImportRun, voice: Voice, refused: StepRefused | None, *, status: int = 200, **more: Any
) -> HttpResponse:
    run.refresh_from_db()
    context = _around(run, voice, 4) | {
        "refused": imports.explain_step(refused) if refused else "", "undo_days": settings.IMPORT_UNDO_DAYS,
        "can_be_undone": run.state == ImportState.BROUGHT_IN and imports.undo_ends_on(run) is not None, **more,
    }  # fmt: skip
    return render(request, "commitments/plan_done.html", context, status=status)


@require_safe
@opens(SIGNED_IN)
def left_out(request: HttpRequest, key: str) -> HttpResponseBase:
    """Only the rows left out, as typed, each with the reason: to mend and bring in again."""
    run, _voice, actor = _run(request, key)
    if run.state == ImportState.REHEARSED and not imports.is_rehearsed_by(run, actor):
        return _to("plan_show", run)
    try:
        rows = b"".join(imports.left_out_csv(run))
    except StepRefused:  # the file is deleted by now
        return _to("plan_show", run)
    response = HttpResponse(rows, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="left-out.csv"'
    return response
