"""Lists at a network's desk: its organisations, what their records lack, networks without a coordinator."""

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language_bidi, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from answerable.access.doors import office, opens
from answerable.kit import sheets
from answerable.kit.tables import Column, Filter, Table

from ...actions.directory import HEADINGS, first_headings, rows
from ...models import Organisation
from ...permissions import keeps
from ...queries import figures, naming, todo
from ..directory import columns, filters, in_state, with_all
from ..words import STATES, VISIBILITIES
from .asking import kept_network, language
from .network import KEEPERS, way_to

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXPORTERS = office(*keeps.offices, step_up=True)
MISSING = [
    ("country", gettext_lazy("a country")),
    ("network", gettext_lazy("a network")),
    ("kinds", gettext_lazy("a kind")),
    ("languages", gettext_lazy("languages")),
]


@require_safe
@opens(KEEPERS)
def organisations(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The organisations in care, with what their records lack."""
    found, actor = kept_network(request, slug)
    now_in = language()
    kept = todo.kept_organisations(actor, found)
    more = (
        Filter[Organisation]("missing", _("Records that lack"), todo.missing, choices=MISSING),
        Filter[Organisation]("state", _("Membership"), in_state, choices=[(str(code), words) for code, words in STATES.items()]),
        Filter[Organisation](
            "shown", _("Who may know of it"), lambda rows, code: rows.filter(visibility=code),
            choices=[(str(code), words) for code, words in VISIBILITIES.items()],
        ),
    )  # fmt: skip
    lands = figures.counted(
        actor, "countries in care", lambda: set(kept.order_by().values_list("country", flat=True)), on=(found.path,)
    )
    listed = columns(now_in)
    first = Column[Organisation]("name", listed[0].label, listed[0].value, sort="sort_key", href=_desk)
    table = Table(
        request,
        with_all(kept),
        [first, *listed[1:5]],
        filters(lands, now_in, more=more),
        order=("sort_key", "pk"),
        counted=lambda asked, count: figures.counted(actor, "records", count, on=(found.path, *asked)),
    )
    if table.download:
        table.found = table.found.filter(at_risk=False)  # an export never holds an organisation at risk
        return table.response("organisations")
    belonging = figures.organisations_at(actor).get(found.path, 0)
    context = {
        "belonging": belonging if not table.is_filtered and belonging != table.number else None,
        "network": found, "name": naming.network_name(found, now_in), "way": way_to(found), "table": table,
        "who": _("You and the others who keep these records."),
    }  # fmt: skip
    return render(request, "alliance/desk/organisations.html", context)


def _desk(one: Organisation) -> str:
    return reverse("desk_organisation", args=[one.slug])


@require_safe
@opens(EXPORTERS)
def export(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The records as a spreadsheet that can be brought in again; none at risk is in it."""
    found, actor = kept_network(request, slug)
    wants_csv = request.GET.get("format") == "csv"
    content = (sheets.write_csv if wants_csv else sheets.write_xlsx)(HEADINGS, rows(actor, found))
    kind = "text/csv; charset=utf-8" if wants_csv else XLSX
    answer = StreamingHttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="directory.{"csv" if wants_csv else "xlsx"}"'
    return answer


@require_safe
@opens(KEEPERS)
def file_to_begin(request: HttpRequest, slug: str) -> HttpResponseBase:
    """An empty list with the headings that are understood, in the reader's language."""
    kept_network(request, slug)
    content = sheets.write_xlsx(first_headings(), (), rtl=get_language_bidi())
    answer = StreamingHttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="organisations.xlsx"'
    return answer


@require_safe
@opens(KEEPERS)
def networks_without_coordinator(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The networks in care in which nobody coordinates."""
    found, actor = kept_network(request, slug)
    listed = todo.without_coordinator(actor, found).prefetch_related("texts")
    context = {
        "way": way_to(found), "network": found,
        "networks": [(one.slug, naming.network_name(one, language())) for one in listed[:500]],
    }  # fmt: skip
    return render(request, "alliance/desk/gaps.html", context)
