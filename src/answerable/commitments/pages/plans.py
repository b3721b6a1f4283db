"""Bringing in a plan by page: choose a file, match its columns, check the rows, bring in; and take it back."""

from collections.abc import Collection, Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from answerable.access.actors import Actor
from answerable.access.doors import SIGNED_IN, actor_of, opens
from answerable.access.refusals import Hidden, Refused
from answerable.kit import importing
from answerable.kit.imports import Fate

from ..actions.plans import PLAN
from ..queries import seeing
from ..queries.parties import Voice, voice_of
from .asking import Link, ask, language, page_of, title_of

TOLD = importing.Telling(
    PLAN, name="plan", templates="commitments/plan_", title=gettext_lazy("Bring in a plan"), thing=gettext_lazy("What"),
    fates={
        Fate.ADDED: ("ok", gettext_lazy("will be added")),
        Fate.UNCHANGED: ("na", gettext_lazy("already as in the file")),
        Fate.LEFT_OUT: ("late", gettext_lazy("left out, see why")),
    },
    ends={
        Fate.ADDED: ("ok", gettext_lazy("added")),
        Fate.UNCHANGED: ("na", gettext_lazy("already as in the file")),
        Fate.LEFT_OUT: ("late", gettext_lazy("left out")),
    },
)  # fmt: skip


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
        request, importing.SheetForm, lambda form: importing.begun(PLAN, form.cleaned_data["file"], by=actor, scope=voice.mark),
        title=TOLD.title, button=_("Look at the file"), done=lambda run: reverse("plan_columns", args=[run.key]), saved="", crumbs=crumbs(),
        who=who(voice), lead=_("A commitment a row: what, by when, to whom. First a rehearsal: nothing changes until you say so."),
        back=reverse("my_commitments"), runs=_earlier(voice, actor),
    )  # fmt: skip


def _earlier(voice: Voice, actor: Actor) -> list[importing.Earlier]:
    """Returns the runs of those for whom the reader speaks; of their own the reader’s alone."""
    return importing.earlier(TOLD, scope=voice.mark, **({"by": actor.opaque_id} if voice.person else {}))


def visit(request: HttpRequest, key: str) -> importing.Visit:
    """Returns a run of somebody for whom the reader speaks; one’s own plan is one’s own alone."""
    actor = actor_of(request)
    run = importing.run_of(PLAN, key)
    voice = voice_of(actor, run.scope) if run else None
    if run is None or voice is None or (voice.person is not None and run.by != actor.opaque_id):
        raise Hidden
    return importing.Visit(
        TOLD, run, actor, begin=f"{reverse('plan_begin')}?as={voice.mark}", way=[(one.href, one.words) for one in crumbs()],
        who=who(voice), named=lambda keys: _named(actor, keys),
    )  # fmt: skip


def _named(actor: Actor, keys: Collection[str]) -> Mapping[str, tuple[str, str]]:
    known = seeing.seen_by(actor).filter(pk__in=keys).prefetch_related("texts")
    return {str(one.pk): (title_of(one), page_of(one)) for one in known}


@opens(SIGNED_IN)
def columns(request: HttpRequest, key: str) -> HttpResponseBase:
    """What each column of the file holds."""
    return importing.columns(request, visit(request, key))


@require_safe
@opens(SIGNED_IN)
def show(request: HttpRequest, key: str) -> HttpResponseBase:
    """What would become of the rows, or what became of them."""
    return importing.show(request, visit(request, key))


@require_POST
@opens(SIGNED_IN)
def date_order(request: HttpRequest, key: str) -> HttpResponseBase:
    """Whether the file writes the day or the month first."""
    return importing.date_order(request, visit(request, key))


@require_POST
@opens(SIGNED_IN)
def bring_in(request: HttpRequest, key: str) -> HttpResponseBase:
    """Bringing in what the rehearsal showed."""
    return importing.bring_in(request, visit(request, key))


@opens(SIGNED_IN)
def undo(request: HttpRequest, key: str) -> HttpResponseBase:
    """Taking a whole plan back; what somebody worked on since stays."""
    return importing.take_back(request, visit(request, key))


@require_safe
@opens(SIGNED_IN)
def left_out(request: HttpRequest, key: str) -> HttpResponseBase:
    """Only the rows left out, each with the reason."""
    return importing.left_out(request, visit(request, key))
