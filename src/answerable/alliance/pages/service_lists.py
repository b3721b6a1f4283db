"""Bringing in a list of support services by page: choose a file, match its columns, check the rows, bring in; and take it back."""

from collections.abc import Collection, Iterable, Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from answerable.access.actors import Actor
from answerable.access.doors import actor_of, opens
from answerable.access.refusals import Hidden, Refused
from answerable.kit import importing
from answerable.kit.imports import Fate, Line

from ..actions.service_lists import SERVICES
from ..models import Network
from ..permissions import may_keep_network
from ..queries import networks, services
from .desk.asking import Question, ask, kept_network, network_title
from .desk.network import KEEPERS
from .desk.services import title_of, way

LEFT_OUT = ("late", gettext_lazy("left out"))
TOLD = importing.Telling(
    SERVICES, name="service_list", templates="alliance/desk/service_list_", title=gettext_lazy("Bring in support services"),
    thing=gettext_lazy("Support service"),
    fates={
        Fate.ADDED: ("ok", gettext_lazy("will be added")),
        Fate.CHANGED: ("part", gettext_lazy("will be changed")),
        Fate.UNCHANGED: ("na", gettext_lazy("already as in the file")),
        Fate.LEFT_OUT: ("late", gettext_lazy("left out, see why")),
    },
    ends={
        Fate.ADDED: ("ok", gettext_lazy("added")),
        Fate.CHANGED: ("part", gettext_lazy("changed")),
        Fate.UNCHANGED: ("na", gettext_lazy("already as in the file")),
        Fate.LEFT_OUT: LEFT_OUT,
    },
)  # fmt: skip


def _who(network: Network) -> str:
    said = _(
        "You and the others who keep the records of %(network)s. The file is kept sealed and deleted after %(hours)s hours."
    )
    return said % {"network": network_title(network), "hours": settings.IMPORT_FILE_HOURS}  # fmt: skip


@opens(KEEPERS)
def begin(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Choosing a file; nothing of it is kept in clear."""
    found, actor = kept_network(request, slug)
    question = Question(
        title=TOLD.title, button=_("Look at the file"), done=lambda run: reverse("service_list_columns", args=[run.key]), saved="",
        way=way(), who=_who(found), template="alliance/desk/service_list_begin.html",
        lead=_("First a rehearsal: you see what would become of every row, and nothing changes until you say so."),
        context={"steps": importing.STEPS, "now": 1, "runs": importing.earlier(TOLD, scope=found.slug)},
    )  # fmt: skip
    return ask(
        request, question, lambda data: importing.SheetForm(data, request.FILES if data is not None else None),
        lambda form: importing.begun(SERVICES, form.cleaned_data["file"], by=actor, scope=found.slug),
    )  # fmt: skip


def visit(request: HttpRequest, key: str) -> importing.Visit:
    """Returns a run of a network whose records the reader keeps; any other does not exist for them."""
    actor = actor_of(request)
    run = importing.run_of(SERVICES, key)
    network = networks.by_slug(run.scope) if run else None
    if run is None or network is None:
        raise Hidden
    if not may_keep_network(actor, network.path):
        raise Refused("not_your_place")
    return importing.Visit(
        TOLD, run, actor, begin=reverse("service_list_begin", args=[network.slug]), way=way(), who=_who(network), lines=_lines,
        named=lambda keys: _named(actor, keys),
    )  # fmt: skip


def _lines(lines: Iterable[Line]) -> list[tuple[object, Line]]:
    labels = {one.code: one.label for one in SERVICES.columns}
    return [(labels.get(one.column, labels["countries"]), one) for one in lines]


def _named(actor: Actor, keys: Collection[str]) -> Mapping[str, tuple[str, str]]:
    known = services.with_all(services.kept_by(actor).filter(pk__in=keys))
    return {str(one.pk): (title_of(one), reverse("desk_service", args=[one.key])) for one in known}


@opens(KEEPERS)
def columns(request: HttpRequest, key: str) -> HttpResponseBase:
    """What each column of the file holds."""
    return importing.columns(request, visit(request, key))


@require_safe
@opens(KEEPERS)
def show(request: HttpRequest, key: str) -> HttpResponseBase:
    """What would become of the rows, or what became of them."""
    return importing.show(request, visit(request, key))


@require_POST
@opens(KEEPERS)
def date_order(request: HttpRequest, key: str) -> HttpResponseBase:
    """Whether the file writes the day or the month first; no column of this list is a day."""
    return importing.date_order(request, visit(request, key))


@require_POST
@opens(KEEPERS)
def bring_in(request: HttpRequest, key: str) -> HttpResponseBase:
    """Bringing in what the rehearsal showed."""
    return importing.bring_in(request, visit(request, key))


@opens(KEEPERS)
def undo(request: HttpRequest, key: str) -> HttpResponseBase:
    """Taking a whole list back; what somebody worked on since stays."""
    return importing.take_back(request, visit(request, key))


@require_safe
@opens(KEEPERS)
def left_out(request: HttpRequest, key: str) -> HttpResponseBase:
    """Only the rows left out, each with the reason."""
    return importing.left_out(request, visit(request, key))
