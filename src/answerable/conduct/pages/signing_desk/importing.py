"""Bringing in old signatures by page: choose, match, check, choose who is meant, bring in; and taking it back."""

from contextlib import suppress
from typing import Any
from uuid import UUID

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
from answerable.alliance.models import Network
from answerable.alliance.queries import naming, networks
from answerable.kit import imports
from answerable.kit.asking import Question, ask
from answerable.kit.imports import Decision, Fate, StepRefused, Verdict
from answerable.kit.models import ImportRun
from answerable.kit.partial_dates import Order
from answerable.kit.sheets import SheetUnreadable, explain

from ...actions.signature_lists import COLUMNS, SIGNATURES, Scope
from ...permissions import may_enter_signatures
from ..finding import language
from ..forms.signing import SigningForm
from ..presenters.importing import REASONS, STEPS, done_context, told, totals_done, totals_planned
from .entering import choices_of_versions
from .network import KEEPERS, kept_network, way_to

LABELS = {column.code: column.label for column in COLUMNS}


class FileForm(SigningForm):
    words = {  # noqa: RUF012 - as every form's
        "file_too_large": gettext_lazy("The file is larger than %(most)s MB. Divide it."),
        "sheet_unreadable": "%(why)s",
    }
    file = forms.FileField(
        label=gettext_lazy("Spreadsheet"),
        help_text=gettext_lazy("CSV or XLSX, as you have it. The first row should hold the headings."),
    )
    version = forms.ChoiceField(label=gettext_lazy("Which version was signed, where the file does not say"))


@opens(KEEPERS)
def begin(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Choosing a file; nothing of it is kept in clear."""
    found, actor = kept_network(request, slug)

    def make(data: Any) -> FileForm:
        form = FileForm(data, request.FILES if data is not None else None)
        form.choices_of("version", choices_of_versions(found))
        return form

    question = Question(
        title=_("Bring in old signatures"), button=_("Look at the file"), way=way_to(found), saved="",
        done=lambda run: reverse("signature_import_columns", args=[run.key]),
        who=_("You and the others who keep the records of %(network)s. The file is kept sealed and deleted after %(hours)s hours.")
        % {"network": naming.network_name(found, language()), "hours": settings.IMPORT_FILE_HOURS},
        lead=_("First a rehearsal: you see what would become of every row, and nothing changes until you say so."),
        context={"steps": STEPS, "now": 1}, template="conduct/signing/import_begin.html",
    )  # fmt: skip
    return ask(request, question, make, lambda form: _begun(form, found, actor))


def _begun(form: FileForm, found: Network, actor: Actor) -> ImportRun:
    upload: UploadedFile[bytes] = form.cleaned_data["file"]
    if getattr(upload, "too_large", False):
        raise Unacceptable("file_too_large", field="file", most=settings.IMPORT_MAX_BYTES // (1024 * 1024))
    scope = Scope(found.slug, int(form.cleaned_data["version"]))
    try:
        return imports.begin(SIGNATURES, by=actor, file_name=upload.name or "", data=upload.read(), scope=scope.text())
    except SheetUnreadable as problem:
        raise Unacceptable("sheet_unreadable", field="file", why=explain(problem)) from problem


def _run(request: HttpRequest, key: UUID) -> tuple[ImportRun, Network, Actor]:
    """Returns a run of a network whose records the reader keeps; any other does not exist for them."""
    actor = actor_of(request)
    run = ImportRun.objects.filter(key=key, kind=SIGNATURES.name).first()
    network = networks.by_slug(Scope.of(run.scope).network) if run else None
    if run is None or network is None:
        raise Hidden
    if not may_enter_signatures(actor, network.path):
        raise Refused("not_your_place")
    return run, network, actor


def _around(run: ImportRun, network: Network, now: int) -> dict[str, Any]:
    steps = ("columns", "show", "dates", "bring_in", "undo", "left_out")
    ways = {step: reverse(f"signature_import_{step}", args=[run.key]) for step in steps}
    ways["row"] = reverse("signature_import_row", args=[run.key, 0]).removesuffix("0")
    ways["begin"] = reverse("signature_import_begin", args=[network.slug])
    return {
        "run": run, "network": network, "way": way_to(network), "steps": STEPS, "now": now, "to": ways, "thing": _("Who signed"),
        "who": _("You and the others who keep the records of %(network)s. The file itself is deleted after %(hours)s hours.")
        % {"network": naming.network_name(network, language()), "hours": settings.IMPORT_FILE_HOURS},
    }  # fmt: skip


def _to(name: str, run: ImportRun, *more: int) -> HttpResponseRedirect:
    response = HttpResponseRedirect(reverse(name, args=[run.key, *more]))
    response.status_code = 303
    return response


@opens(KEEPERS)
def columns(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """What each column of the file holds: found by its heading, shown, correctable."""
    run, network, _actor = _run(request, key)
    problem = ""
    if request.method == "POST":
        sent = {name[1:]: code for name, code in request.POST.items() if name[:1] == "c" and len(name) < 6}
        chosen = {int(at): code for at, code in sent.items() if at.isdecimal() and (code in LABELS or code == "")}
        try:
            imports.set_matching(run, chosen)
            return _to("signature_import_show", run)
        except StepRefused as refused:
            problem = imports.explain_step(refused)
    try:
        context = {"matching": imports.matching(run), "labels": list(LABELS.items()), "problem": problem}
    except StepRefused:  # the file is deleted by now
        return _to("signature_import_show", run)
    return render(request, "imports/columns.html", _around(run, network, 2) | context)


@require_safe
@opens(KEEPERS)
def show(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """The rehearsal: totals, rows that cannot be read, rows where somebody is to be chosen, and all others by fate."""
    run, network, actor = _run(request, key)
    context = _around(run, network, 3)
    try:
        mine = imports.is_rehearsed_by(run, actor)
        rehearsal = imports.rehearsal_of(run) if mine else imports.rehearse(run, by=actor)
    except StepRefused as refused:
        return render(request, "conduct/signing/import_done.html", context | done_context(run, refused))
    asked, number = request.GET.get("fate", ""), request.GET.get("page", "")
    fate = Fate(asked) if asked in set(Fate) else None
    leaf = max(1, int(number)) if number.isdecimal() and len(number) < 6 else 1
    others = imports.outcomes(run, fate, page=leaf) if fate and fate != Fate.LEFT_OUT else []
    context |= {
        "rehearsal": rehearsal, "totals": totals_planned(rehearsal.totals), "shown": fate or "", "leaf": leaf,
        "left_out": [told(one) for one in imports.outcomes(run, Fate.LEFT_OUT, page=leaf if fate == Fate.LEFT_OUT else 1)],
        "maybe": list(imports.outcomes(run, Fate.MAYBE_SAME, page=1)), "others": [told(one) for one in others],
        "pages": imports.page_count(run, fate) if fate else 0, "brought": rehearsal.totals.brought_in,
        "stay_out": rehearsal.totals.left_out + rehearsal.totals.maybe_same,
    }  # fmt: skip
    return render(request, "conduct/signing/import_rows.html", context)


@opens(KEEPERS)
def choose_who(request: HttpRequest, key: UUID, row: int) -> HttpResponseBase:
    """A row that may mean one of several: who signed."""
    run, network, actor = _run(request, key)
    outcome = imports.outcome_of(run, row=row)
    if outcome is None or not outcome.candidates:
        raise Hidden
    if not imports.is_rehearsed_by(run, actor):
        return _to("signature_import_show", run)
    problem = ""
    if request.method == "POST":
        said, _sep, candidate = request.POST.get("decision", "").partition(":")
        known = said == Verdict.LEAVE_OUT or (
            said == Verdict.SAME and candidate in {one.key for one in outcome.candidates}
        )
        if known:
            try:
                imports.decide(
                    run, row=row, decision=Decision(Verdict(said), candidate if said == Verdict.SAME else "")
                )
                return _after(run, row)
            except StepRefused as refused:
                problem = imports.explain_step(refused)
        problem = problem or _("Choose what to do with this row.")
    context = _around(run, network, 3) | {
        "outcome": outcome, "problem": problem, "decided": imports.decision_for(run, row),
        "candidates": [(one, [REASONS[code] for code in one.reasons], ()) for one in outcome.candidates],
    }  # fmt: skip
    return render(request, "conduct/signing/import_row.html", context)


def _after(run: ImportRun, row: int) -> HttpResponseRedirect:
    following = next((one.row for one in imports.outcomes(run, Fate.MAYBE_SAME, page=1) if one.row > row), None)
    return _to("signature_import_row", run, following) if following else _to("signature_import_show", run)


@require_POST
@opens(KEEPERS)
def date_order(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Whether the file writes the day or the month first."""
    run, _network, _actor = _run(request, key)
    order = request.POST.get("order", "")
    if order in set(Order):
        with suppress(StepRefused):  # somebody was quicker: the page this leads to says how it stands
            imports.say_date_order(run, Order(order))
    return _to("signature_import_show", run)


@require_POST
@opens(KEEPERS)
def bring_in(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Bringing in what the rehearsal showed; one row that fails does not stop the others unless that was asked."""
    run, network, actor = _run(request, key)
    step = imports.bring_in_all_or_nothing if request.POST.get("all_or_nothing") else imports.bring_in
    return _done(request, run, network, lambda: {"totals": totals_done(step(run, by=actor))})


@require_POST
@opens(KEEPERS)
def undo(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Taking a whole list back; what was changed since stays, and is counted."""
    run, network, actor = _run(request, key)
    return _done(request, run, network, lambda: {"undone": imports.undo(run, by=actor)})


def _done(request: HttpRequest, run: ImportRun, network: Network, step: Any) -> HttpResponse:
    context, refused = _around(run, network, 4), None
    try:
        context |= step()
    except StepRefused as no:
        refused = no
    whole = context | done_context(run, refused)
    return render(request, "conduct/signing/import_done.html", whole, status=409 if refused else 200)


@require_safe
@opens(KEEPERS)
def left_out(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Only the rows left out, as typed, each with the reason: to mend and bring in again."""
    run, _network, _actor = _run(request, key)
    try:
        rows = b"".join(imports.left_out_csv(run))
    except StepRefused:  # the file is deleted by now
        return _to("signature_import_show", run)
    response = HttpResponse(rows, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="left-out.csv"'
    return response
