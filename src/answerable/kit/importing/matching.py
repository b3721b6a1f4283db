"""What each column of the file holds: found by its heading, shown, correctable."""

from django.http import HttpRequest, HttpResponse

from .. import imports
from ..imports import ImportKind, StepRefused
from .visits import MATCH, Visit


def columns(request: HttpRequest, visit: Visit) -> HttpResponse:
    run, kind, problem = visit.run, visit.telling.kind, ""
    if request.method == "POST":
        try:
            imports.set_matching(run, _chosen(request, kind))
            return visit.lead_to("show")
        except StepRefused as refused:
            problem = imports.explain_step(refused)
    try:
        found = imports.matching(run)
    except StepRefused:  # the file is deleted by now
        return visit.lead_to("show")
    labels = [(one.code, one.label) for one in kind.columns]
    return visit.page(request, "imports/columns.html", MATCH, matching=found, labels=labels, problem=problem)


def _chosen(request: HttpRequest, kind: ImportKind) -> dict[int, str]:
    sent = {name[1:]: request.POST[name] for name in request.POST if name[:1] == "c" and len(name) < 6}
    return {int(at): code for at, code in sent.items() if at.isdecimal() and (kind.column(code) or code == "")}
