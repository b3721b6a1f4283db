"""Bringing in evidence by page: choose a file, match its columns, check the rows, bring in; and take it back."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from answerable.access.actors import Actor
from answerable.access.doors import SIGNED_IN, actor_of, opens
from answerable.access.refusals import Hidden, Refused
from answerable.kit import asking, importing
from answerable.kit.imports import Fate

from ..actions.evidence_lists import EVIDENCE, SHOWN, Scope, scope_of
from ..queries.seeing import claims_of_seen
from .form_pages import with_files

UNCHANGED = ("na", gettext_lazy("already as in the file"))
TOLD = importing.Telling(
    EVIDENCE, name="evidence", templates="standards/evidence/", title=gettext_lazy("Bring in evidence"), thing=gettext_lazy("What"),
    fates={
        Fate.ADDED: ("ok", gettext_lazy("will be added")),
        Fate.UNCHANGED: UNCHANGED,
        Fate.LEFT_OUT: ("late", gettext_lazy("left out, see why")),
    },
    ends={
        Fate.ADDED: ("ok", gettext_lazy("added")),
        Fate.UNCHANGED: UNCHANGED,
        Fate.LEFT_OUT: ("late", gettext_lazy("left out")),
    },
    notes={code: format_lazy("{}: {}", gettext_lazy("Who may read it"), label) for code, label in SHOWN.items()},
)  # fmt: skip


def home_of(scope: Scope) -> str:
    """Returns the desk from which one comes."""
    if scope.organisation is not None:
        return reverse("desk_organisation", args=[scope.organisation.slug])
    return reverse("desk_network", args=[scope.network.slug]) if scope.network else reverse("home")


def way_to(scope: Scope) -> list[tuple[str, str]]:
    return [(home_of(scope), scope.name(get_language() or "en"))]


def who(scope: Scope) -> str:
    said = _("Those who may say something for %(name)s. The file is kept sealed and deleted after %(hours)s hours.")
    return said % {"name": scope.name(get_language() or "en"), "hours": settings.IMPORT_FILE_HOURS}


def lead(scope: Scope) -> str:
    said = _("A row for each thing that was done: the number of the duty, what was done or a link, and from when to when. First a rehearsal: nothing changes until you say so.")  # fmt: skip
    if scope.network is None:
        return said
    return " ".join((said, _("What you say for others counts as their own word, and somebody else confirms it.")))


@opens(SIGNED_IN)
def begin(request: HttpRequest) -> HttpResponseBase:
    """Choosing a file; nothing of it is kept in clear."""
    actor = actor_of(request)
    scope = scope_of(actor, request.GET.get("for", "")[:250])
    if scope is None:
        raise Refused("not_your_place")
    question = asking.Question(
        title=TOLD.title, button=_("Look at the file"), done=home_of(scope), after=lambda run: reverse("evidence_columns", args=[run.key]),
        saved="", way=way_to(scope), who=who(scope), lead=lead(scope), template="standards/evidence/begin.html",
        context={"steps": importing.STEPS, "now": 1, "columns": [one.label for one in EVIDENCE.columns], "choices": SHOWN, "runs": importing.earlier(TOLD, scope=scope.mark)},
    )  # fmt: skip
    return asking.ask(
        request, question, with_files(request, importing.SheetForm),
        lambda form: importing.begun(EVIDENCE, form.cleaned_data["file"], by=actor, scope=scope.mark),
    )  # fmt: skip


def visit(request: HttpRequest, key: UUID) -> importing.Visit:
    """Returns a run of somebody for whom the reader may bring evidence in; any other is not there."""
    actor = actor_of(request)
    run = importing.run_of(EVIDENCE, key)
    scope = scope_of(actor, run.scope) if run else None
    if run is None or scope is None:
        raise Hidden
    return importing.Visit(
        TOLD, run, actor, begin=f"{reverse('evidence_begin')}?for={scope.mark}", way=way_to(scope), who=who(scope),
        named=lambda keys: _named(actor, keys), more={"home": home_of(scope)},
    )  # fmt: skip


def _named(actor: Actor, keys: Collection[str]) -> Mapping[str, tuple[str, str]]:
    found = claims_of_seen(actor).filter(key__in=list(keys)).select_related("duty")
    return {str(one.key): (one.duty.number, reverse("claim", args=[one.key])) for one in found}


@opens(SIGNED_IN)
def columns(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """What each column of the file holds."""
    return importing.columns(request, visit(request, key))


@require_safe
@opens(SIGNED_IN)
def show(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """What would become of the rows, or what became of them."""
    return importing.show(request, visit(request, key))


@require_POST
@opens(SIGNED_IN)
def date_order(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Whether the file writes the day or the month first."""
    return importing.date_order(request, visit(request, key))


@require_POST
@opens(SIGNED_IN)
def bring_in(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Bringing in what the rehearsal showed."""
    return importing.bring_in(request, visit(request, key))


@opens(SIGNED_IN)
def undo(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Taking a whole list back; what others confirmed or asked about since stays."""
    return importing.take_back(request, visit(request, key))


@require_safe
@opens(SIGNED_IN)
def left_out(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Only the rows left out, each with the reason."""
    return importing.left_out(request, visit(request, key))
