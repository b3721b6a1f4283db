"""Bringing in a spreadsheet by page: choose, match, check, bring in; and taking it back."""

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
from answerable.access.doors import actor_of, opens
from answerable.access.refusals import Hidden, Refused, Unacceptable
from answerable.kit import imports
from answerable.kit.imports import Decision, Fate, StepRefused, Verdict
from answerable.kit.models import ImportRun, ImportState
from answerable.kit.partial_dates import Order
from answerable.kit.sheets import SheetUnreadable, explain

from ..actions.directory import DIRECTORY, Scope
from ..models import Network
from ..permissions import may_keep_network
from ..queries import networks
from ..rules.words import Visibility
from .desk.asking import Question, ask, kept_network, language, network_title
from .desk.network import KEEPERS, way_to
from .forms.choices import words
from .forms.networks import AllianceForm
from .imports_done import done
from .presenters.imports import LABELS, Teller
from .words import VISIBILITIES

FATES = {
    Fate.ADDED: ("ok", gettext_lazy("will be added")),
    Fate.CHANGED: ("part", gettext_lazy("will be changed")),
    Fate.UNCHANGED: ("na", gettext_lazy("already as in the file")),
    Fate.MAYBE_SAME: ("start", gettext_lazy("maybe the same")),
    Fate.LEFT_OUT: ("late", gettext_lazy("left out, see why")),
}
STEPS = (
    gettext_lazy("Choose a file"),
    gettext_lazy("Match columns"),
    gettext_lazy("Check the rows"),
    gettext_lazy("Bring in"),
)
NOTES = {
    "no_country": gettext_lazy("no country"),
    "no_kinds": gettext_lazy("no kind"),
    "no_languages": gettext_lazy("no languages"),
    "opens_network": gettext_lazy("opens the country’s network"),
}
REASONS = {
    "similar_name": gettext_lazy("similar name"),
    "former_name": gettext_lazy("a duplicate of it was called so"),
    "same_city": gettext_lazy("same city"),
}


class FileForm(AllianceForm):
    file = forms.FileField(
        label=gettext_lazy("Spreadsheet"),
        help_text=gettext_lazy("CSV or XLSX, as you have it. The first row should hold the headings."),
    )
    visibility = forms.ChoiceField(
        label=gettext_lazy("Who may know of these organisations, where the file does not say"), choices=lambda: words(VISIBILITIES),
        widget=forms.RadioSelect, initial=Visibility.MEMBERS,
    )  # fmt: skip


@opens(KEEPERS)
def begin_import(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Choosing a file; nothing of it is kept in clear."""
    found, actor = kept_network(request, slug)
    begun: list[ImportRun] = []

    def act(form: FileForm) -> object:
        begun[:] = [_begun(form.cleaned_data["file"], actor, Scope(found.slug, form.cleaned_data["visibility"]))]
        return begun[0]

    question = Question(
        title=_("Bring in a spreadsheet"), button=_("Look at the file"), done="", saved="", way=way_to(found),
        who=_("You and the others who keep the records of %(network)s. The file is kept sealed and deleted after %(hours)s hours.")
        % {"network": network_title(found), "hours": settings.IMPORT_FILE_HOURS},
        lead=_("First a rehearsal: you see what would become of every row, and nothing changes until you say so."),
        context={"steps": STEPS, "now": 1, "runs": _earlier(found), "to_begin": reverse("import_file_to_begin", args=[slug])}, template="alliance/desk/import_begin.html",
    )  # fmt: skip
    response = ask(request, question, lambda data: FileForm(data, request.FILES if data is not None else None), act)
    if begun and response.status_code in (302, 303):
        return _to("import_columns", begun[0])
    return response


def _begun(upload: "UploadedFile[bytes]", actor: Actor, scope: Scope) -> ImportRun:
    if getattr(upload, "too_large", False):
        raise Unacceptable("file_too_large", field="file", most=settings.IMPORT_MAX_BYTES // (1024 * 1024))
    try:
        return imports.begin(DIRECTORY, by=actor, file_name=upload.name or "", data=upload.read(), scope=scope.text())
    except SheetUnreadable as problem:
        raise Unacceptable("sheet_unreadable", field="file", why=explain(problem)) from problem


RUN_STATES = {
    ImportState.BEGUN: gettext_lazy("begun"),
    ImportState.REHEARSED: gettext_lazy("rehearsed, nothing brought in"),
    ImportState.BRINGING_IN: gettext_lazy("broken off: open it to go on"),
    ImportState.BROUGHT_IN: gettext_lazy("brought in"),
    ImportState.UNDOING: gettext_lazy("being taken back"),
    ImportState.UNDONE: gettext_lazy("taken back"),
}


def _earlier(network: Network) -> list[tuple[ImportRun, Any]]:
    """Runs begun for this network, newest first."""
    scopes = [Scope(network.slug, visibility).text() for visibility in Visibility]
    return [
        (run, RUN_STATES[ImportState(run.state)])
        for run in ImportRun.objects.filter(kind=DIRECTORY.name, scope__in=scopes)[:10]
    ]


def _to(name: str, run: ImportRun, *more: int) -> HttpResponseRedirect:
    response = HttpResponseRedirect(reverse(name, args=[run.key, *more]))
    response.status_code = 303
    return response


def run_of(request: HttpRequest, key: str) -> tuple[ImportRun, Network, Actor]:
    """Returns a run of a network whose records the reader keeps; any other does not exist for them."""
    actor = actor_of(request)
    run = ImportRun.objects.filter(key=key, kind=DIRECTORY.name).first()
    network = networks.by_slug(Scope.of(run.scope).network) if run else None
    if run is None or network is None:
        raise Hidden
    if not may_keep_network(actor, network.path):
        raise Refused("not_your_place")
    return run, network, actor


def around(run: ImportRun, network: Network, now: int) -> dict[str, Any]:
    return {
        "run": run, "network": network, "name": network_title(network), "way": way_to(network), "steps": STEPS, "now": now,
        "to": _ways(run, network), "thing": _("Organisation"),
        "who": _("You and the others who keep the records of %(network)s. The file itself is deleted after %(hours)s hours.")
        % {"network": network_title(network), "hours": settings.IMPORT_FILE_HOURS},
    }  # fmt: skip


def _ways(run: ImportRun, network: Network) -> dict[str, str]:
    """Returns the addresses of the steps; a row's number is set behind that of the rows."""
    steps = ("columns", "show", "dates", "bring_in", "undo", "left_out")
    found = {step: reverse(f"import_{step}", args=[run.key]) for step in steps}
    row = reverse("import_row", args=[run.key, 0]).removesuffix("0")
    return {**found, "row": row, "begin": reverse("import_begin", args=[network.slug])}


@opens(KEEPERS)
def columns(request: HttpRequest, key: str) -> HttpResponseBase:
    """What each column of the file holds: found by its heading, shown, correctable."""
    run, network, _actor = run_of(request, key)
    problem = ""
    if request.method == "POST":
        chosen = {
            int(name[1:]): code
            for name, code in request.POST.items()
            if name[:1] == "c" and name[1:].isdecimal() and len(name) < 6
        }
        try:
            imports.set_matching(run, {at: code for at, code in chosen.items() if code in LABELS or code == ""})
            return _to("import_show", run)
        except StepRefused as refused:
            problem = imports.explain_step(refused)
    try:
        found = imports.matching(run)
    except StepRefused:  # the file is deleted by now
        return _to("import_show", run)
    context = around(run, network, 2) | {
        "matching": found,
        "labels": list(LABELS.items()),
        "problem": problem,
    }
    return render(request, "imports/columns.html", context)


@require_safe
@opens(KEEPERS)
def show(request: HttpRequest, key: str) -> HttpResponseBase:
    """The rehearsal: totals, rows that cannot be read, rows that may be known already, and all others by fate."""
    run, network, actor = run_of(request, key)
    context = around(run, network, 3)
    try:
        rehearsal = (
            imports.rehearsal_of(run) if imports.is_rehearsed_by(run, actor) else imports.rehearse(run, by=actor)
        )
    except StepRefused as refused:
        return done(request, context, run, None if run.state == ImportState.UNDONE else refused)
    teller, fate = Teller(language(), imports.headings_of(run)), request.GET.get("fate", "")
    shown = Fate(fate) if fate in set(Fate) else None
    page = (
        max(1, int(request.GET["page"]))
        if request.GET.get("page", "").isdecimal() and len(request.GET["page"]) < 6
        else 1
    )
    context |= {
        "rehearsal": rehearsal, "totals": totals_of(rehearsal.totals), "shown": shown or "", "leaf": page,
        "left_out": [_told(one, teller) for one in imports.outcomes(run, Fate.LEFT_OUT, page=page if shown == Fate.LEFT_OUT else 1)],
        "maybe": list(imports.outcomes(run, Fate.MAYBE_SAME, page=1)),
        "others": [_told(one, teller) for one in imports.outcomes(run, shown, page=page)] if shown not in (None, Fate.LEFT_OUT) else [],
        "pages": imports.page_count(run, shown) if shown else 0,
        "brought": rehearsal.totals.brought_in, "stay_out": rehearsal.totals.left_out + rehearsal.totals.maybe_same,
    }  # fmt: skip
    return render(request, "alliance/desk/import_rows.html", context)


def totals_of(totals: imports.Totals) -> list[tuple[int, str, Any]]:
    numbers = {
        Fate.ADDED: totals.added, Fate.CHANGED: totals.changed, Fate.UNCHANGED: totals.unchanged,
        Fate.MAYBE_SAME: totals.maybe_same, Fate.LEFT_OUT: totals.left_out,
    }  # fmt: skip
    return [(number, *FATES[fate]) for fate, number in numbers.items()]


def _told(outcome: imports.Outcome, teller: Teller) -> dict[str, Any]:
    """One row's outcome in words."""
    status, fate = FATES[outcome.fate]
    return {
        "row": outcome.row, "title": outcome.title, "status": status, "fate": fate,
        "problems": [_problem(one, teller) for one in outcome.problems],
        "lines": teller.lines(outcome.lines),
        "notes": [NOTES.get(code, code) for code in outcome.notes],
    }  # fmt: skip


def _problem(problem: imports.Problem, teller: Teller) -> dict[str, Any]:
    return {
        "column": teller.heading(problem.column), "cell": problem.cell, "why": imports.explain(DIRECTORY, problem),
        "right": imports.examples_of(DIRECTORY, problem), "suggestion": problem.suggestion,
    }  # fmt: skip


@opens(KEEPERS)
def decide_row(request: HttpRequest, key: str, row: int) -> HttpResponseBase:
    """A row that may be something already recorded: both side by side, and what to do."""
    run, network, actor = run_of(request, key)
    outcome = imports.outcome_of(run, row=row)
    if outcome is None or not outcome.candidates:
        raise Hidden
    if not imports.is_rehearsed_by(run, actor):
        return _to("import_show", run)
    problem = ""
    if request.method == "POST":
        said, _sep, candidate = request.POST.get("decision", "").partition(":")
        if said in set(Verdict) and (said != Verdict.SAME or candidate in {one.key for one in outcome.candidates}):
            try:
                imports.decide(run, row=row, decision=Decision(Verdict(said), candidate))
                return _after(run, row)
            except StepRefused as refused:
                problem = imports.explain_step(refused)
        problem = problem or _("Choose what to do with this row.")
    teller = Teller(language())
    context = around(run, network, 3) | {
        "outcome": outcome, "problem": problem, "decided": imports.decision_for(run, row),
        "candidates": [(one, [REASONS.get(code, code) for code in one.reasons], teller.lines(one.lines)) for one in outcome.candidates],
    }  # fmt: skip
    return render(request, "alliance/desk/import_row.html", context)


def _after(run: ImportRun, row: int) -> HttpResponseRedirect:
    """Leads to the next row that asks, else back to all of them."""
    following = next((one.row for one in imports.outcomes(run, Fate.MAYBE_SAME, page=1) if one.row > row), None)
    return _to("import_row", run, following) if following else _to("import_show", run)


@require_POST
@opens(KEEPERS)
def date_order(request: HttpRequest, key: str) -> HttpResponseBase:
    """Whether the file writes the day or the month first."""
    run, _network, _actor = run_of(request, key)
    order = request.POST.get("order", "")
    if order in set(Order):
        with suppress(StepRefused):  # somebody was quicker: the page this leads to says how it stands
            imports.say_date_order(run, Order(order))
    return _to("import_show", run)


@require_POST
@opens(KEEPERS)
def bring_in_rows(request: HttpRequest, key: str) -> HttpResponseBase:
    """Bringing in what the rehearsal showed; one row that fails does not stop the others unless that was asked."""
    run, network, actor = run_of(request, key)
    context = around(run, network, 4)
    step = imports.bring_in_all_or_nothing if request.POST.get("all_or_nothing") else imports.bring_in
    try:
        step(run, by=actor)
    except StepRefused as refused:
        return done(request, context, run, refused, status=409)
    return done(request, context, run)


@require_safe
@opens(KEEPERS)
def left_out(request: HttpRequest, key: str) -> HttpResponseBase:
    """Only the rows left out, as typed, each with the reason: to mend and bring in again."""
    run, _network, actor = run_of(request, key)
    if run.state == ImportState.REHEARSED and not imports.is_rehearsed_by(run, actor):
        return _to("import_show", run)
    try:
        rows = b"".join(imports.left_out_csv(run))
    except StepRefused:  # the file is deleted by now
        return _to("import_show", run)
    response = HttpResponse(rows, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="left-out.csv"'
    return response
