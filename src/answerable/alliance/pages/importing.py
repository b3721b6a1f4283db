"""Bringing in a spreadsheet by page: choose, match, check, bring in; and taking it back."""

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from answerable.access.doors import actor_of, opens
from answerable.access.refusals import Hidden, Refused
from answerable.kit import importing
from answerable.kit.imports import Fate, Verdict
from answerable.kit.models import ImportRun

from ..actions.directory import DIRECTORY, Scope
from ..models import Network
from ..permissions import may_keep_network
from ..queries import networks
from ..rules.words import Visibility
from .desk.asking import Question, ask, kept_network, language, network_title
from .desk.network import KEEPERS, way_to
from .forms.choices import words
from .presenters.imports import Teller, named
from .words import VISIBILITIES

LEFT_OUT = ("late", gettext_lazy("left out"))
TOLD = importing.Telling(
    DIRECTORY, name="import", templates="alliance/desk/import_", title=gettext_lazy("Bring in a spreadsheet"),
    thing=gettext_lazy("Organisation"),
    fates={
        Fate.ADDED: ("ok", gettext_lazy("will be added")),
        Fate.CHANGED: ("part", gettext_lazy("will be changed")),
        Fate.UNCHANGED: ("na", gettext_lazy("already as in the file")),
        Fate.MAYBE_SAME: ("start", gettext_lazy("maybe the same")),
        Fate.LEFT_OUT: ("late", gettext_lazy("left out, see why")),
    },
    ends={
        Fate.ADDED: ("ok", gettext_lazy("added")),
        Fate.CHANGED: ("part", gettext_lazy("changed")),
        Fate.UNCHANGED: ("na", gettext_lazy("already as in the file")),
        Fate.MAYBE_SAME: LEFT_OUT,
        Fate.LEFT_OUT: LEFT_OUT,
    },
    verdicts=frozenset(Verdict),
    reasons={
        "similar_name": gettext_lazy("similar name"),
        "former_name": gettext_lazy("a duplicate of it was called so"),
        "same_city": gettext_lazy("same city"),
    },
    notes={
        "no_country": gettext_lazy("no country"),
        "no_kinds": gettext_lazy("no kind"),
        "no_languages": gettext_lazy("no languages"),
        "opens_network": gettext_lazy("opens the country’s network"),
    },
)  # fmt: skip


class FileForm(importing.SheetForm):
    visibility = forms.ChoiceField(
        label=gettext_lazy("Who may know of these organisations, where the file does not say"), choices=lambda: words(VISIBILITIES),
        widget=forms.RadioSelect, initial=Visibility.MEMBERS,
    )  # fmt: skip


@opens(KEEPERS)
def begin_import(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Choosing a file; nothing of it is kept in clear."""
    found, actor = kept_network(request, slug)

    def act(form: FileForm) -> ImportRun:
        scope = Scope(found.slug, form.cleaned_data["visibility"])
        return importing.begun(DIRECTORY, form.cleaned_data["file"], by=actor, scope=scope.text())

    question = Question(
        title=TOLD.title, button=_("Look at the file"), done=lambda run: reverse("import_columns", args=[run.key]), saved="",
        way=way_to(found),
        who=_("You and the others who keep the records of %(network)s. The file is kept sealed and deleted after %(hours)s hours.")
        % {"network": network_title(found), "hours": settings.IMPORT_FILE_HOURS},
        lead=_("First a rehearsal: you see what would become of every row, and nothing changes until you say so."),
        context={"steps": importing.STEPS, "now": 1, "runs": _earlier(found), "to_begin": reverse("import_file_to_begin", args=[slug])},
        template="alliance/desk/import_begin.html",
    )  # fmt: skip
    return ask(request, question, lambda data: FileForm(data, request.FILES if data is not None else None), act)


def _earlier(network: Network) -> list[importing.Earlier]:
    scopes = [Scope(network.slug, visibility).text() for visibility in Visibility]
    return importing.earlier(TOLD, scope__in=scopes)


def visit(request: HttpRequest, key: str) -> importing.Visit:
    """Returns a run of a network whose records the reader keeps; any other does not exist for them."""
    actor = actor_of(request)
    run = importing.run_of(DIRECTORY, key)
    network = networks.by_slug(Scope.of(run.scope).network) if run else None
    if run is None or network is None:
        raise Hidden
    if not may_keep_network(actor, network.path):
        raise Refused("not_your_place")
    now_in = language()
    return importing.Visit(
        TOLD, run, actor, begin=reverse("import_begin", args=[network.slug]), way=way_to(network),
        who=_("You and the others who keep the records of %(network)s. The file itself is deleted after %(hours)s hours.")
        % {"network": network_title(network), "hours": settings.IMPORT_FILE_HOURS},
        lines=Teller(now_in).lines, named=lambda keys: named(actor, keys, now_in), more={"network": network},
    )  # fmt: skip


@opens(KEEPERS)
def columns(request: HttpRequest, key: str) -> HttpResponseBase:
    """What each column of the file holds."""
    return importing.columns(request, visit(request, key))


@require_safe
@opens(KEEPERS)
def show(request: HttpRequest, key: str) -> HttpResponseBase:
    """What would become of the rows, or what became of them."""
    return importing.show(request, visit(request, key))


@opens(KEEPERS)
def decide_row(request: HttpRequest, key: str, row: int) -> HttpResponseBase:
    """A row that may be something already recorded."""
    return importing.choose(request, visit(request, key), row)


@require_POST
@opens(KEEPERS)
def date_order(request: HttpRequest, key: str) -> HttpResponseBase:
    """Whether the file writes the day or the month first."""
    return importing.date_order(request, visit(request, key))


@require_POST
@opens(KEEPERS)
def bring_in_rows(request: HttpRequest, key: str) -> HttpResponseBase:
    """Bringing in what the rehearsal showed."""
    return importing.bring_in(request, visit(request, key))


@opens(KEEPERS)
def undo_import(request: HttpRequest, key: str) -> HttpResponseBase:
    """Taking a whole import back; what others worked on since stays, and is named."""
    return importing.take_back(request, visit(request, key))


@require_safe
@opens(KEEPERS)
def left_out(request: HttpRequest, key: str) -> HttpResponseBase:
    """Only the rows left out, each with the reason."""
    return importing.left_out(request, visit(request, key))
