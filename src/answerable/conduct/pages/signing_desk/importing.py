"""Bringing in old signatures by page: choose, match, check, choose who is meant, bring in; and taking it back."""

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from answerable.access.doors import actor_of, opens
from answerable.access.refusals import Hidden, Refused
from answerable.alliance.queries import naming, networks
from answerable.kit import importing
from answerable.kit.asking import Question, ask
from answerable.kit.imports import Fate, Verdict
from answerable.kit.models import ImportRun

from ...actions.signature_lists import SIGNATURES, Scope
from ...permissions import may_enter_signatures
from ..finding import language
from .entering import choices_of_versions
from .network import KEEPERS, kept_network, way_to

TO_ADD, ADDED = ("ok", gettext_lazy("will be added")), ("ok", gettext_lazy("added"))
SIGNED, LEFT_OUT = ("na", gettext_lazy("signed already")), ("late", gettext_lazy("left out"))
TOLD = importing.Telling(
    SIGNATURES, name="signature_import", templates="conduct/signing/import_", title=gettext_lazy("Bring in old signatures"),
    thing=gettext_lazy("Who signed"),
    fates={
        Fate.ADDED: TO_ADD,
        Fate.CHANGED: TO_ADD,
        Fate.UNCHANGED: SIGNED,
        Fate.MAYBE_SAME: ("start", gettext_lazy("say who it is")),
        Fate.LEFT_OUT: ("late", gettext_lazy("left out, see why")),
    },
    ends={
        Fate.ADDED: ADDED,
        Fate.CHANGED: ADDED,
        Fate.UNCHANGED: SIGNED,
        Fate.MAYBE_SAME: LEFT_OUT,
        Fate.LEFT_OUT: LEFT_OUT,
    },
    verdicts=frozenset({Verdict.SAME, Verdict.LEAVE_OUT}),
    reasons={
        "similar_name": gettext_lazy("similar name"),
        "same_name": gettext_lazy("same name"),
        "is_person": gettext_lazy("a person"),
        "is_organisation": gettext_lazy("an organisation"),
    },
)  # fmt: skip


class FileForm(importing.SheetForm):
    version = forms.ChoiceField(label=gettext_lazy("Which version was signed, where the file does not say"))


@opens(KEEPERS)
def begin(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Choosing a file; nothing of it is kept in clear."""
    found, actor = kept_network(request, slug)

    def make(data: Any) -> FileForm:
        form = FileForm(data, request.FILES if data is not None else None)
        form.choices_of("version", choices_of_versions(found))
        return form

    def act(form: FileForm) -> ImportRun:
        scope = Scope(found.slug, int(form.cleaned_data["version"]))
        return importing.begun(SIGNATURES, form.cleaned_data["file"], by=actor, scope=scope.text())

    question = Question(
        title=TOLD.title, button=_("Look at the file"), way=way_to(found), saved="",
        done=lambda run: reverse("signature_import_columns", args=[run.key]),
        who=_("You and the others who keep the records of %(network)s. The file is kept sealed and deleted after %(hours)s hours.")
        % {"network": naming.network_name(found, language()), "hours": settings.IMPORT_FILE_HOURS},
        lead=_("First a rehearsal: you see what would become of every row, and nothing changes until you say so."),
        context={"steps": importing.STEPS, "now": 1, "runs": importing.earlier(TOLD, scope__startswith=Scope.beginning(found.slug))},
        template="conduct/signing/import_begin.html",
    )  # fmt: skip
    return ask(request, question, make, act)


def visit(request: HttpRequest, key: UUID) -> importing.Visit:
    """Returns a run of a network whose records the reader keeps; any other does not exist for them."""
    actor = actor_of(request)
    run = importing.run_of(SIGNATURES, key)
    network = networks.by_slug(Scope.of(run.scope).network) if run else None
    if run is None or network is None:
        raise Hidden
    if not may_enter_signatures(actor, network.path):
        raise Refused("not_your_place")
    return importing.Visit(
        TOLD, run, actor, begin=reverse("signature_import_begin", args=[network.slug]), way=way_to(network), more={"network": network},
        who=_("You and the others who keep the records of %(network)s. The file itself is deleted after %(hours)s hours.")
        % {"network": naming.network_name(network, language()), "hours": settings.IMPORT_FILE_HOURS},
    )  # fmt: skip


@opens(KEEPERS)
def columns(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """What each column of the file holds."""
    return importing.columns(request, visit(request, key))


@require_safe
@opens(KEEPERS)
def show(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """What would become of the rows, or what became of them."""
    return importing.show(request, visit(request, key))


@opens(KEEPERS)
def choose_who(request: HttpRequest, key: UUID, row: int) -> HttpResponseBase:
    """A row that may mean one of several: who signed."""
    return importing.choose(request, visit(request, key), row)


@require_POST
@opens(KEEPERS)
def date_order(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Whether the file writes the day or the month first."""
    return importing.date_order(request, visit(request, key))


@require_POST
@opens(KEEPERS)
def bring_in(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Bringing in what the rehearsal showed."""
    return importing.bring_in(request, visit(request, key))


@opens(KEEPERS)
def undo(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Taking a whole list back; what was changed since stays, and is told."""
    return importing.take_back(request, visit(request, key))


@require_safe
@opens(KEEPERS)
def left_out(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Only the rows left out, each with the reason."""
    return importing.left_out(request, visit(request, key))
